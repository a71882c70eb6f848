/** The words of the lens’s view of a message’s structure, of all languages at once, for tests; the page loads them with that view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/structure.json' with { type: 'json' };
import fr from './fr/structure.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type StructureWords = Words<typeof en>;

export const structureWords: Record<Language, StructureWords> = { en, fr };
