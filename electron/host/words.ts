/**
 * Main's words: the shared catalogue in the language that the user chose, or the system's. Menus, notifications, dialogs and the
 * demonstration speak through it; the page has its own over the same catalogue.
 */
import { createInstance, type TFunction } from 'i18next';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';

export type Words = TFunction;

const spoken = createInstance();

export function wordsIn(language: Language): Words {
  if (!spoken.isInitialized)
    void spoken.init({
      lng: language,
      fallbackLng: 'en',
      defaultNS: 'words',
      ns: ['words'],
      resources: { en: { words: catalogues.en }, fr: { words: catalogues.fr } },
      interpolation: { escapeValue: false },
      initAsync: false,
    });
  return spoken.getFixedT(language, 'words');
}
