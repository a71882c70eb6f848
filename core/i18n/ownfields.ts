/** The words of a message's own header fields, of all languages at once, for tests; the page loads them with their view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/ownfields.json' with { type: 'json' };
import fr from './fr/ownfields.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type OwnFieldsWords = Words<typeof en>;

export const ownFieldsWords: Record<Language, OwnFieldsWords> = { en, fr };
