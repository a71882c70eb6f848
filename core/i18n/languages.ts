/** The languages Facteur speaks; apart from their words, which are loaded later. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];
