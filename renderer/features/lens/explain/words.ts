/** The explanations in the language in use, and the registry of header fields: loaded when a view of the lens first explains something. */
import { useQuery } from '@tanstack/react-query';
import type { RegistryRow } from '#core/headers/explain/registry.ts';
import type { FieldKey } from '#core/headers/fields.ts';
import type { Language } from '#core/i18n/languages.ts';

type Explanations = Readonly<Record<FieldKey, string>>;

const load: Readonly<Record<Language, () => Promise<Explanations>>> = {
  en: async () => (await import('#core/headers/explain/en.ts')).explanations,
  fr: async () => (await import('#core/headers/explain/fr.ts')).explanations,
};

export interface Explained {
  readonly text: (key: FieldKey) => string;
  /** the row of the IANA registry; null: not registered */
  readonly row: (name: string) => RegistryRow | null;
}

/** Undefined for the moment that it takes to load. */
export function useExplanations(language: Language): Explained | undefined {
  return useQuery({
    queryKey: ['lens.explanations', language],
    queryFn: async (): Promise<Explained> => {
      const [texts, { registry }] = await Promise.all([
        load[language](),
        import('#core/headers/explain/registry.ts'),
      ]);
      return { text: (key) => texts[key], row: (name) => registry.get(name.toLowerCase()) ?? null };
    },
    staleTime: Infinity,
    gcTime: Infinity,
  }).data;
}
