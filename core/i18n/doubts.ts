/** The words of what is asked before a message goes, of all languages at once, for tests; the page loads them with the first question, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/doubts.json' with { type: 'json' };
import fr from './fr/doubts.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type DoubtsWords = Words<typeof en>;

export const doubtsWords: Record<Language, DoubtsWords> = { en, fr };
