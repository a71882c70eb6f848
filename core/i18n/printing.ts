/** The words of what is printed of a message, of all languages at once, for tests; the page loads them with it, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/printing.json' with { type: 'json' };
import fr from './fr/printing.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type PrintingWords = Words<typeof en>;

export const printingWords: Record<Language, PrintingWords> = { en, fr };
