/** The words of the rich text editor, of all languages at once, for tests; the page loads them with their view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/rich.json' with { type: 'json' };
import fr from './fr/rich.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type RichWords = Words<typeof en>;

export const richWords: Record<Language, RichWords> = { en, fr };
