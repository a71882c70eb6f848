/** The words about spelling, of all languages at once, for tests; the page loads them with their view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/spelling.json' with { type: 'json' };
import fr from './fr/spelling.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type SpellingWords = Words<typeof en>;

export const spellingWords: Record<Language, SpellingWords> = { en, fr };
