/** The words about a draft's versions, of all languages at once, for tests; the page loads them with their view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/versions.json' with { type: 'json' };
import fr from './fr/versions.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type VersionsWords = Words<typeof en>;

export const versionsWords: Record<Language, VersionsWords> = { en, fr };
