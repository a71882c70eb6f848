/** The words of all languages at once, for main and for tests; the page loads the one it speaks. */
import { en, type Catalogue } from './en.ts';
import { fr } from './fr.ts';
import type { Language } from './languages.ts';

export const catalogues: Record<Language, Catalogue> = { en, fr };
