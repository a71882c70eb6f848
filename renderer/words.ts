/**
 * The page's words: i18next over the shared catalogue, keys typed by the English files; parts that are seldom open have a namespace of
 * their own. The language is set by App from the settings and changes without a reload; only the one in use is loaded.
 */
import { type BackendModule, createInstance, type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Catalogue } from '#core/i18n/en.ts';
import type { Language } from '#core/i18n/languages.ts';
import type { Parts } from '#core/i18n/parts.ts';

interface Namespaces extends Parts {
  readonly words: Catalogue;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: Namespaces;
    returnNull: false;
  }
}

export const words = createInstance();

type Loaders = { readonly [N in keyof Namespaces]: () => Promise<Namespaces[N]> };

const load: Record<Language, Loaders> = {
  en: {
    words: async () => (await import('#core/i18n/en.ts')).en,
    transfer: async () => (await import('#core/i18n/en/transfer.json', { with: { type: 'json' } })).default,
  },
  fr: {
    words: async () => (await import('#core/i18n/fr.ts')).fr,
    transfer: async () => (await import('#core/i18n/fr/transfer.json', { with: { type: 'json' } })).default,
  },
};

const isNamespace = (name: string): name is keyof Loaders => name in load.en;

const fromThePage: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    load[language === 'fr' ? 'fr' : 'en'][isNamespace(namespace) ? namespace : 'words']().then(
      (catalogue) => done(null, catalogue),
      (error: unknown) => done(String(error), null),
    );
  },
};

/** Resolves when the words are there; before, nothing may be painted. */
export async function startWords(language: Language): Promise<void> {
  await words
    .use(fromThePage)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'words',
      ns: ['words'],
      interpolation: { escapeValue: false },
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
