/** The words of the preview, of all languages at once, for tests; the page loads them with their view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/preview.json' with { type: 'json' };
import fr from './fr/preview.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type PreviewWords = Words<typeof en>;

export const previewWords: Record<Language, PreviewWords> = { en, fr };
