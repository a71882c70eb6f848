/**
 * Whether text is spelled right, for any editor: what a text is checked with, the words of it that are wrong as far as is known, and the
 * question for the rest. Words are judged, not texts: an answer is never stale, and a text that changed asks for its new words alone.
 */
import { judge, type Judged, type Judging } from '#core/spelling/judge.ts';
import type { SpellingLanguage } from '#core/spelling/languages.ts';
import type { Word } from '#core/spelling/words.ts';
import { wordsOf } from '#core/spelling/words.ts';
import { asWritten } from '#core/spelling/suggestions.ts';
import { speller } from './speller.ts';

export interface Checking {
  /** none: nothing is checked */
  readonly languages: readonly SpellingLanguage[];
  readonly own: ReadonlySet<string>;
  readonly capitals: boolean;
}

export const NO_CHECKING: Checking = { languages: [], own: new Set(), capitals: false };

const judging = (checking: Checking): Judging => ({ ...checking, knows: speller.knows });

/** At once, of what is known; what is `open` is asked with `speller.ask`. */
export const judged = (words: readonly Word[], checking: Checking): Judged => judge(words, judging(checking));

/** Of one line of a plain text, or one block of a rich one. */
export const wordsIn = (line: string, checking: Checking, quotes: boolean): readonly Word[] =>
  checking.languages.length === 0 ? [] : wordsOf(line, { capitals: checking.capitals, quotes });

/** What may have been meant by a word as it is written, likeliest first. */
export async function suggest(written: string, form: string, checking: Checking): Promise<readonly string[]> {
  const suggestions = await speller.suggest(form, checking.languages);
  return [...new Set(suggestions.map((suggestion) => asWritten(suggestion, written)))];
}
