/** The words about templates, of all languages at once, for tests; the page loads them with their view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/templates.json' with { type: 'json' };
import fr from './fr/templates.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type TemplatesWords = Words<typeof en>;

export const templatesWords: Record<Language, TemplatesWords> = { en, fr };
