/** The words about drafts that were made of a message, of all languages at once, for tests; the page loads them with the first such draft. */
import type { Words } from './en.ts';
import en from './en/reuse.json' with { type: 'json' };
import fr from './fr/reuse.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type ReuseWords = Words<typeof en>;

export const reuseWords: Record<Language, ReuseWords> = { en, fr };
