/** The words about what is in attached files, of all languages at once, for tests; the page loads them with their view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/files.json' with { type: 'json' };
import fr from './fr/files.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type FilesWords = Words<typeof en>;

export const filesWords: Record<Language, FilesWords> = { en, fr };
