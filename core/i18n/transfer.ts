/** The words of import and export, of all languages at once, for tests; the page loads them with that view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/transfer.json' with { type: 'json' };
import fr from './fr/transfer.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type TransferWords = Words<typeof en>;

export const transferWords: Record<Language, TransferWords> = { en, fr };
