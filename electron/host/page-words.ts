/** Every word of the window: for the demonstration, which looks for them there, and for news that say why mail is held. Loaded when first needed. */
import { createInstance } from 'i18next';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';
import type { Words } from './words.ts';

export function pageWordsIn(language: Language): Words {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'words',
    ns: ['words'],
    resources: { en: { words: catalogues.en }, fr: { words: catalogues.fr } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance.getFixedT(language, 'words');
}
