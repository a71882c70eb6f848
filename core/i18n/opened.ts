/** The words of the lens on opened files, of all languages at once, for tests; the page loads them with that view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/opened.json' with { type: 'json' };
import fr from './fr/opened.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type OpenedWords = Words<typeof en>;

export const openedWords: Record<Language, OpenedWords> = { en, fr };
