/** What the page asks the thread with the dictionaries, and what it answers. Both are of one build, so nothing is checked on the way. */
import type { SpellingLanguage } from '#core/spelling/languages.ts';

export type Question =
  | { readonly kind: 'know'; readonly asked: readonly Asked[] }
  | { readonly kind: 'suggest'; readonly form: string; readonly languages: readonly SpellingLanguage[] };

interface Asked {
  readonly language: SpellingLanguage;
  readonly forms: readonly string[];
}

export type Ask = Question & { readonly id: number };

export interface Known {
  readonly language: SpellingLanguage;
  /** in the order asked; null: its dictionary cannot be read */
  readonly known: readonly boolean[] | null;
}

export interface Answer {
  readonly id: number;
  readonly known: readonly Known[];
  readonly suggestions: readonly string[];
}
