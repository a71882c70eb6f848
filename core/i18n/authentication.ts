/** The words of the lens’s view of authentication, of all languages at once, for tests; the page loads them with that view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/authentication.json' with { type: 'json' };
import fr from './fr/authentication.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type AuthenticationWords = Words<typeof en>;

export const authenticationWords: Record<Language, AuthenticationWords> = { en, fr };
