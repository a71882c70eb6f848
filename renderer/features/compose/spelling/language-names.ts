/** Languages by their names in the window's language. */
import { useMemo } from 'react';
import type { SpellingLanguage } from '#core/spelling/languages.ts';
import { useWords } from '../../../words.ts';
import { useSpellingT } from './words.ts';

/** As a list in a sentence. */
export function useLanguageNames(languages: readonly SpellingLanguage[]): string {
  const { language } = useWords();
  const t = useSpellingT();
  return useMemo(
    () =>
      new Intl.ListFormat(language, { type: 'disjunction' }).format(
        languages.map((one) => t(`language.${one}`)),
      ),
    [language, languages, t],
  );
}
