/**
 * The page's words: i18next over the shared catalogue, keys typed by the English files. The language is set by App from the settings and
 * changes without a reload; only the one in use is loaded. A room that few starts come to has a namespace of its own, loaded with its view.
 */
import { type BackendModule, createInstance, type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { AuthenticationWords } from '#core/i18n/authentication.ts';
import type { CompareWords } from '#core/i18n/compare.ts';
import type { DoubtsWords } from '#core/i18n/doubts.ts';
import type { Catalogue } from '#core/i18n/en.ts';
import type { ContactsWords } from '#core/i18n/contacts.ts';
import type { FilesWords } from '#core/i18n/files.ts';
import { languageOf, type Language } from '#core/i18n/languages.ts';
import type { MailingsWords } from '#core/i18n/mailings.ts';
import type { OpenedWords } from '#core/i18n/opened.ts';
import type { OwnFieldsWords } from '#core/i18n/ownfields.ts';
import type { PreviewWords } from '#core/i18n/preview.ts';
import type { PrintingWords } from '#core/i18n/printing.ts';
import type { RenderedWords } from '#core/i18n/rendered.ts';
import type { TransferWords } from '#core/i18n/transfer.ts';
import type { RichWords } from '#core/i18n/rich.ts';
import type { ReuseWords } from '#core/i18n/reuse.ts';
import type { SpellingWords } from '#core/i18n/spelling.ts';
import type { StructureWords } from '#core/i18n/structure.ts';
import type { TemplatesWords } from '#core/i18n/templates.ts';
import type { VersionsWords } from '#core/i18n/versions.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: {
      words: Catalogue;
      authentication: AuthenticationWords;
      compare: CompareWords;
      contacts: ContactsWords;
      opened: OpenedWords;
      ownfields: OwnFieldsWords;
      preview: PreviewWords;
      printing: PrintingWords;
      transfer: TransferWords;
      spelling: SpellingWords;
      structure: StructureWords;
      rendered: RenderedWords;
      reuse: ReuseWords;
      rich: RichWords;
      versions: VersionsWords;
      templates: TemplatesWords;
      doubts: DoubtsWords;
      files: FilesWords;
      mailings: MailingsWords;
    };
    returnNull: false;
  }
}

export const words = createInstance();

type Load = Record<Language, () => Promise<object>>;
const load: Load = {
  en: async () => (await import('#core/i18n/en.ts')).en,
  fr: async () => (await import('#core/i18n/fr.ts')).fr,
};
/** Rooms of their own. */
const rooms: Record<string, Load> = {
  authentication: {
    en: async () => (await import('#core/i18n/en/authentication.json')).default,
    fr: async () => (await import('#core/i18n/fr/authentication.json')).default,
  },
  compare: {
    en: async () => (await import('#core/i18n/en/compare.json')).default,
    fr: async () => (await import('#core/i18n/fr/compare.json')).default,
  },
  contacts: {
    en: async () => (await import('#core/i18n/en/contacts.json')).default,
    fr: async () => (await import('#core/i18n/fr/contacts.json')).default,
  },
  opened: {
    en: async () => (await import('#core/i18n/en/opened.json')).default,
    fr: async () => (await import('#core/i18n/fr/opened.json')).default,
  },
  ownfields: {
    en: async () => (await import('#core/i18n/en/ownfields.json')).default,
    fr: async () => (await import('#core/i18n/fr/ownfields.json')).default,
  },
  preview: {
    en: async () => (await import('#core/i18n/en/preview.json')).default,
    fr: async () => (await import('#core/i18n/fr/preview.json')).default,
  },
  printing: {
    en: async () => (await import('#core/i18n/en/printing.json')).default,
    fr: async () => (await import('#core/i18n/fr/printing.json')).default,
  },
  transfer: {
    en: async () => (await import('#core/i18n/en/transfer.json')).default,
    fr: async () => (await import('#core/i18n/fr/transfer.json')).default,
  },
  reuse: {
    en: async () => (await import('#core/i18n/en/reuse.json')).default,
    fr: async () => (await import('#core/i18n/fr/reuse.json')).default,
  },
  rich: {
    en: async () => (await import('#core/i18n/en/rich.json')).default,
    fr: async () => (await import('#core/i18n/fr/rich.json')).default,
  },
  templates: {
    en: async () => (await import('#core/i18n/en/templates.json')).default,
    fr: async () => (await import('#core/i18n/fr/templates.json')).default,
  },
  versions: {
    en: async () => (await import('#core/i18n/en/versions.json')).default,
    fr: async () => (await import('#core/i18n/fr/versions.json')).default,
  },
  spelling: {
    en: async () => (await import('#core/i18n/en/spelling.json')).default,
    fr: async () => (await import('#core/i18n/fr/spelling.json')).default,
  },
  structure: {
    en: async () => (await import('#core/i18n/en/structure.json')).default,
    fr: async () => (await import('#core/i18n/fr/structure.json')).default,
  },
  rendered: {
    en: async () => (await import('#core/i18n/en/rendered.json')).default,
    fr: async () => (await import('#core/i18n/fr/rendered.json')).default,
  },
  files: {
    en: async () => (await import('#core/i18n/en/files.json')).default,
    fr: async () => (await import('#core/i18n/fr/files.json')).default,
  },
  mailings: {
    en: async () => (await import('#core/i18n/en/mailings.json')).default,
    fr: async () => (await import('#core/i18n/fr/mailings.json')).default,
  },
  doubts: {
    en: async () => (await import('#core/i18n/en/doubts.json')).default,
    fr: async () => (await import('#core/i18n/fr/doubts.json')).default,
  },
};

const fromThePage: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    (rooms[namespace] ?? load)[languageOf(language)]().then(
      (catalogue) => done(null, { ...catalogue }),
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
  return { t, language: languageOf(i18n.language) };
}
