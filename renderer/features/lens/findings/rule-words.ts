/** The words of all rules in the language of the window, loaded when something was found. */
import { useQuery } from '@tanstack/react-query';
import type { AllRuleWords } from '#core/headers/lint/tell.ts';
import { useWords } from '../../../words.ts';

/** Undefined until they are there. */
export function useRuleWords(): AllRuleWords | undefined {
  const { language } = useWords();
  return useQuery({
    queryKey: ['lens.ruleWords', language],
    queryFn: async (): Promise<AllRuleWords> =>
      language === 'fr'
        ? (await import('#core/headers/lint/words/fr.ts')).fr
        : (await import('#core/headers/lint/words/en.ts')).en,
    staleTime: Infinity,
  }).data;
}
