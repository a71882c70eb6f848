/** The words of all rules in the language of the window, loaded when something was found. */
import { useQuery } from '@tanstack/react-query';
import type { AllRuleWords } from '#core/headers/lint/tell.ts';
import type { Language } from '#core/i18n/languages.ts';
import { useWords } from '../../../words.ts';

const load: Readonly<Record<Language, () => Promise<AllRuleWords>>> = {
  en: async () => (await import('#core/headers/lint/words/en.ts')).en,
  fr: async () => (await import('#core/headers/lint/words/fr.ts')).fr,
};

/** Undefined until they are there. */
export function useRuleWords(): AllRuleWords | undefined {
  const { language } = useWords();
  return useQuery({
    queryKey: ['lens.ruleWords', language],
    queryFn: () => load[language](),
    staleTime: Infinity,
  }).data;
}
