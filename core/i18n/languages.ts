/** The languages Facteur speaks; apart from their words, which are loaded later. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** English, where it is none of them. */
export const languageOf = (tag: string | undefined): Language =>
  LANGUAGES.find((language) => language === tag) ?? 'en';

/** How numbers and dates are written; English with the day before the month and 24 hours. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };
