/** The words of the lens’s view of a message as a mail program renders it, of all languages at once, for tests; the page loads them with that view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/rendered.json' with { type: 'json' };
import fr from './fr/rendered.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type RenderedWords = Words<typeof en>;

export const renderedWords: Record<Language, RenderedWords> = { en, fr };
