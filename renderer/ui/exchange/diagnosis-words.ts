/**
 * A diagnosis in the reader's language: what is wrong, what it means, what may lie behind it, and what can be done, likeliest first. The
 * words are in smtp.json, situations.json and causes.json.
 */
import type { TFunction } from 'i18next';
import { causesOf, wordsKey } from '#core/smtp/situations/situations.ts';
import type { CauseCode } from '#core/smtp/situations/vocabulary.ts';
import type { Diagnosis, FixCode } from '#core/smtp/vocabulary.ts';
import { useWords } from '../../words.ts';

export interface DiagnosisWords {
  readonly title: string;
  readonly text: string;
  readonly causes: readonly { readonly code: CauseCode; readonly text: string }[];
  readonly fixes: readonly { readonly code: FixCode; readonly text: string }[];
}

/** The page that a remedy opens; undefined where none is known. */
export const pageFor = (
  fix: 'make-app-password' | 'open-provider-page',
  params: Diagnosis['params'],
): string | undefined => (fix === 'make-app-password' ? params['appPasswordPage'] : params['page']);

export function diagnosisWords(diagnosis: Diagnosis, t: TFunction): DiagnosisWords {
  const { params, fixes } = diagnosis;
  const replace = { replace: params };
  const fixText = (fix: FixCode): string =>
    (fix === 'make-app-password' || fix === 'open-provider-page') && pageFor(fix, params) !== undefined
      ? t(`smtp.fixAt.${fix}`, replace)
      : t(`smtp.fix.${fix}`, replace);
  return {
    title: t(wordsKey(diagnosis, 'title'), replace),
    text: t(wordsKey(diagnosis, 'text'), replace),
    causes: causesOf(diagnosis).map((cause) => ({ code: cause, text: t(`causes.${cause}`) })),
    fixes: fixes.map((fix) => ({ code: fix, text: fixText(fix) })),
  };
}

export function useDiagnosisText(): (diagnosis: Diagnosis) => DiagnosisWords {
  const { t } = useWords();
  return (diagnosis) => diagnosisWords(diagnosis, t);
}

export const useDiagnosisWords = (diagnosis: Diagnosis): DiagnosisWords => useDiagnosisText()(diagnosis);

/** A code's meaning with the document that defines it, where the words do not name it already. */
export function referenced(text: string, reference: string | null): string {
  if (reference === null) return text;
  const unbroken = reference.replaceAll('RFC ', 'RFC\u00A0');
  if (text.includes(unbroken)) return text;
  return text.endsWith('.') ? `${text.slice(0, -1)} (${unbroken}).` : `${text} (${unbroken})`;
}

/** Refused for now is not refused: as it is told of what is tried again by itself. */
export const putOff = (diagnosis: Diagnosis): Diagnosis =>
  diagnosis.code === 'all-recipients-refused' || diagnosis.code === 'recipient-refused'
    ? { ...diagnosis, code: 'temporary-refusal' }
    : diagnosis;
