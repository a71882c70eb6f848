/** The languages whose dictionaries come with the program, and which of them a draft is checked in. */
import type { Language } from '../i18n/languages.ts';

export const SPELLING_LANGUAGES = ['en', 'en-GB', 'fr', 'es', 'nl', 'pt'] as const;
export type SpellingLanguage = (typeof SPELLING_LANGUAGES)[number];

/** Where English is written as in Britain. */
const BRITISH = /^en-(?:GB|IE|AU|NZ|ZA|IN)\b/;

/**
 * Before anybody has chosen: the window's language, and English beside French, since French mail is full of English words while French
 * accepted in English would hide mistakes ("pour", "form").
 */
export function usualLanguages(spoken: Language, locales: readonly string[]): readonly SpellingLanguage[] {
  const english: SpellingLanguage = locales.some((locale) => BRITISH.test(locale)) ? 'en-GB' : 'en';
  return spoken === 'fr' ? ['fr', english] : [english];
}

export interface SpellingMemory {
  /** what was chosen last in a draft of this identity */
  readonly identities: Readonly<Record<string, readonly SpellingLanguage[]>>;
}

/** The draft's own, else what its identity wrote last in, else what is usual. Empty: it is not checked. */
export function languagesOf(
  own: readonly SpellingLanguage[] | undefined,
  identityId: string,
  memory: SpellingMemory,
  usual: readonly SpellingLanguage[],
): readonly SpellingLanguage[] {
  return own ?? memory.identities[identityId] ?? usual;
}

/**
 * What the text is written in, as far as its writer said: where one language alone was chosen. Of several nobody knows which, and what is
 * usual is a guess, by which a text would be read aloud wrongly.
 */
export function writtenIn(
  own: readonly SpellingLanguage[] | undefined,
  identityId: string,
  memory: SpellingMemory,
): SpellingLanguage | undefined {
  const chosen = own ?? memory.identities[identityId] ?? [];
  return chosen.length === 1 ? chosen[0] : undefined;
}

/** In the order in which they are listed. */
export const toggled = (
  chosen: readonly SpellingLanguage[],
  language: SpellingLanguage,
): SpellingLanguage[] =>
  SPELLING_LANGUAGES.filter((other) => chosen.includes(other) !== (other === language));
