/**
 * Main's words: the shared catalogue in the language that the user chose, or the system's. Menus, notifications, dialogs and the
 * demonstration speak through it; the page has its own over the same catalogue.
 */
import { createInstance, type TFunction } from 'i18next';
import { app } from 'electron';
import { catalogues, LANGUAGES, type Language } from '#core/i18n/catalogue.ts';
import type { Settings } from '#core/contract/settings.ts';

export type Words = TFunction;

/** What `system` stands for: the first of the system's languages that Facteur speaks, else English. */
export function resolveLanguage(chosen: Settings['language']): Language {
  if (chosen !== 'system') return chosen;
  for (const tag of app.getPreferredSystemLanguages()) {
    const known = LANGUAGES.find((language) => language === tag.split('-')[0]?.toLowerCase());
    if (known !== undefined) return known;
  }
  return 'en';
}

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
