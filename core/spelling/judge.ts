/**
 * Whether a word is spelled right in any of several languages. One that no dictionary has is still right when its parts are: what stands
 * behind a French elision, before an English 's, between hyphens may be another language's, or the user's own.
 */
import type { SpellingLanguage } from './languages.ts';
import { isPassedOver, type Word } from './words.ts';

export interface Judging {
  readonly languages: readonly SpellingLanguage[];
  /** undefined: the dictionary of this language was not asked yet */
  readonly knows: (language: SpellingLanguage, form: string) => boolean | undefined;
  /** the user's words and those that this draft passes over */
  readonly own: ReadonlySet<string>;
  readonly capitals: boolean;
}

const ELISION = /^(?:[cdjlmnstç]|qu|jusqu|lorsqu|puisqu|quoiqu)'/i;
const POSSESSIVE = /'s$/i;

/** What is left of a word when what leans on it is taken off; the word itself when nothing does. This is what the user's list keeps. */
export function stem(form: string, languages: readonly SpellingLanguage[]): string {
  const bare = languages.includes('fr') ? form.replace(ELISION, '') : form;
  const isEnglish = languages.includes('en') || languages.includes('en-GB');
  return isEnglish ? bare.replace(POSSESSIVE, '') : bare;
}

function partsOf(form: string, languages: readonly SpellingLanguage[]): readonly string[] {
  const bare = stem(form, languages);
  if (bare !== form) return [bare];
  const parts = form.split('-');
  return parts.length > 1 ? parts : [];
}

const capital = /^\p{Lu}/u;

function isOwn(form: string, own: ReadonlySet<string>): boolean {
  return own.has(form) || (capital.test(form) && own.has(form.toLowerCase()));
}

/** undefined: not all that has to be known is known; `unknown` gathers what to ask. */
function isRight(
  form: string,
  judging: Judging,
  unknown: (language: SpellingLanguage, form: string) => void,
): boolean | undefined {
  if (isOwn(form, judging.own)) return true;
  let isOpen = false;
  for (const language of judging.languages) {
    const known = judging.knows(language, form);
    if (known === true) return true;
    if (known === undefined) {
      isOpen = true;
      unknown(language, form);
    }
  }
  const verdicts = partsOf(form, judging.languages).map((part) =>
    isPassedOver(part, judging.capitals) ? true : isRight(part, judging, unknown),
  );
  if (verdicts.length > 0 && verdicts.every((verdict) => verdict === true)) return true;
  return isOpen || (verdicts.length > 0 && !verdicts.includes(false)) ? undefined : false;
}

export interface Judged {
  readonly wrong: readonly Word[];
  /** to be asked, by language; while there are any, some words are not judged */
  readonly open: ReadonlyMap<SpellingLanguage, ReadonlySet<string>>;
}

export function judge(words: readonly Word[], judging: Judging): Judged {
  const open = new Map<SpellingLanguage, Set<string>>();
  const ask = (language: SpellingLanguage, form: string): void => {
    const forms = open.get(language) ?? new Set();
    open.set(language, forms.add(form));
  };
  const wrong =
    judging.languages.length === 0 ? [] : words.filter(({ form }) => isRight(form, judging, ask) === false);
  return { wrong, open };
}
