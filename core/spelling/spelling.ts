/** What is kept of spelling: of a draft its languages and the words to pass over, of the user the words that no dictionary has. */
import { z } from 'zod';
import { SPELLING_LANGUAGES } from './languages.ts';

const SpellingLanguages = z.array(z.enum(SPELLING_LANGUAGES)).max(SPELLING_LANGUAGES.length);

/** One word as it is looked up (words.ts, `plainForm`). */
export const PersonalWord = z.string().trim().min(1).max(100).regex(/^\S+$/u);
export type PersonalWord = z.infer<typeof PersonalWord>;

export const MOST_WORDS = 10_000;

export const DraftSpelling = z.strictObject({
  /** absent: as its identity wrote last; empty: it is not checked */
  languages: SpellingLanguages.optional(),
  /** passed over in this draft alone */
  ignored: z.array(PersonalWord).max(1000).optional(),
});
export type DraftSpelling = z.infer<typeof DraftSpelling>;

export const SpellingSettings = z.strictObject({
  /** by identity, what was chosen last */
  identities: z.record(z.string().max(64), SpellingLanguages),
  /** words in capitals are checked too */
  capitals: z.boolean(),
});
export type SpellingSettings = z.infer<typeof SpellingSettings>;
