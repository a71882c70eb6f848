/**
 * Main's words, in the language that the user chose, or the system's: menus, notifications, dialogs, the browser's page after a sign-in.
 * Only the rooms that main speaks from are loaded; the page has the others, and page-words.ts all.
 */
import { createInstance, type TFunction } from 'i18next';
import englishApp from '#core/i18n/en/app.json' with { type: 'json' };
import englishOauth from '#core/i18n/en/oauth.json' with { type: 'json' };
import frenchApp from '#core/i18n/fr/app.json' with { type: 'json' };
import frenchOauth from '#core/i18n/fr/oauth.json' with { type: 'json' };
import type { Language } from '#core/i18n/languages.ts';

export type Words = TFunction;

/** Whoever needs another room in main adds it here; a test looks. */
export const MAIN_ROOMS = {
  en: { app: englishApp, oauth: englishOauth },
  fr: { app: frenchApp, oauth: frenchOauth },
};

const spoken = createInstance();

export function wordsIn(language: Language): Words {
  if (!spoken.isInitialized)
    void spoken.init({
      lng: language,
      fallbackLng: 'en',
      defaultNS: 'words',
      ns: ['words'],
      resources: { en: { words: MAIN_ROOMS.en }, fr: { words: MAIN_ROOMS.fr } },
      interpolation: { escapeValue: false },
      initAsync: false,
    });
  return spoken.getFixedT(language, 'words');
}
