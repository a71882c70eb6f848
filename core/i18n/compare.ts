/** The words of the lens’s view that compares two messages, of all languages at once, for tests; the page loads them with that view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/compare.json' with { type: 'json' };
import fr from './fr/compare.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type CompareWords = Words<typeof en>;

export const compareWords: Record<Language, CompareWords> = { en, fr };
