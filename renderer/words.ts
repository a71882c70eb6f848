/**
 * The page's words: i18next over the shared catalogue, one namespace, keys typed by the English files. The language is set by App from
 * the settings and changes without a reload.
 */
import { createInstance, type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { catalogues, type Catalogue } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Catalogue };
    returnNull: false;
  }
}

export const words = createInstance();

/** Ready when it returns: the catalogues are part of the page. */
export function startWords(language: Language): void {
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'words',
    ns: ['words'],
    resources: { en: { words: catalogues.en }, fr: { words: catalogues.fr } },
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false },
  });
}

export interface WordsInUse {
  readonly t: TFunction;
  readonly language: Language;
}

export function useWords(): WordsInUse {
  const { t, i18n } = useTranslation(undefined, { i18n: words });
  return { t, language: i18n.language === 'fr' ? 'fr' : 'en' };
}
