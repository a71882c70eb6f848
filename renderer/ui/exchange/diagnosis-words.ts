/** A diagnosis in the reader's language: what is wrong, what it means, and what can be done, likeliest first. The words are in smtp.json. */
import type { Diagnosis, FixCode } from '#core/smtp/vocabulary.ts';
import { useWords } from '../../words.ts';

export interface DiagnosisWords {
  readonly title: string;
  readonly text: string;
  readonly fixes: readonly { readonly code: FixCode; readonly text: string }[];
}

export function useDiagnosisText(): (diagnosis: Diagnosis) => DiagnosisWords {
  const { t } = useWords();
  return ({ code, params, fixes }) => ({
    title: t(`smtp.diagnosis.${code}.title`, { replace: params }),
    text: t(`smtp.diagnosis.${code}.text`, { replace: params }),
    fixes: fixes.map((fix) => ({ code: fix, text: t(`smtp.fix.${fix}`, { replace: params }) })),
  });
}

export const useDiagnosisWords = (diagnosis: Diagnosis): DiagnosisWords => useDiagnosisText()(diagnosis);

/** Refused for now is not refused: as it is told of what is tried again by itself. */
export const putOff = (diagnosis: Diagnosis): Diagnosis =>
  diagnosis.code === 'all-recipients-refused' || diagnosis.code === 'recipient-refused'
    ? { ...diagnosis, code: 'temporary-refusal' }
    : diagnosis;
