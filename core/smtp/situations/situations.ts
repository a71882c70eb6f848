/**
 * The table of situations: likely causes and what helps, likeliest first; and which causes a diagnosis has. Which situation it is, is
 * find.ts's to say.
 */
import type { Diagnosis, DiagnosisCode, FixCode } from '../vocabulary.ts';
import { CAUSES_OF_CODES } from './causes-of-codes.ts';
import { REACHING } from './reaching.ts';
import { SENDING } from './sending.ts';
import { SIGNING_IN } from './signing-in.ts';
import type { CauseCode, SituationCode } from './vocabulary.ts';

export interface Situation {
  readonly causes: readonly CauseCode[];
  readonly fixes: readonly FixCode[];
}

export const SITUATIONS: Record<SituationCode, Situation> = { ...REACHING, ...SIGNING_IN, ...SENDING };

type WordsKey<Part extends string> =
  `smtp.diagnosis.${DiagnosisCode}.${Part}` | `situations.${SituationCode}.${Part}`;

/** Where its words are in the catalogues: the situation's where there is one. */
export const wordsKey = <Part extends 'title' | 'text'>(
  { code, situation }: Pick<Diagnosis, 'code' | 'situation'>,
  part: Part,
): WordsKey<Part> =>
  situation === undefined ? `smtp.diagnosis.${code}.${part}` : `situations.${situation}.${part}`;

/** Why it may have failed, likeliest first. What the account's own settings rule out is not among them. */
export function causesOf({
  code,
  situation,
  params,
}: Pick<Diagnosis, 'code' | 'situation' | 'params'>): readonly CauseCode[] {
  const causes = situation === undefined ? CAUSES_OF_CODES[code] : SITUATIONS[situation].causes;
  const { user = '' } = params;
  if (!causes.includes('user-not-whole-address') || user === '') return causes;
  const others = causes.filter((cause) => cause !== 'user-not-whole-address');
  return user.includes('@') ? others : ['user-not-whole-address', ...others];
}
