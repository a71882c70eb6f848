/** A rule's words with a finding's parameters in them, and findings of one rule that say the same put together. Words are loaded apart. */
import type { Finding, Params } from './model.ts';
import type { RuleId, RuleWords } from './words/en.ts';

export type AllRuleWords = Readonly<Record<RuleId, RuleWords>>;

export const filled = (text: string, params: Params): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

export interface Told extends RuleWords {
  readonly key: string;
  readonly rule: RuleId;
  readonly severity: Finding['severity'];
  readonly source: Finding['source'];
  /** in the order of the message; those without a place are left out */
  readonly places: readonly NonNullable<Finding['place']>[];
}

/** In the order of the findings. */
export function told(findings: readonly Finding[], words: AllRuleWords): Told[] {
  const found = new Map<string, Told & { readonly places: NonNullable<Finding['place']>[] }>();
  for (const { rule, severity, source, place, params } of findings) {
    const { title, why, fix } = words[rule];
    const said = { title: filled(title, params), why: filled(why, params), fix: filled(fix, params) };
    const key = `${rule} ${said.title} ${said.why}`;
    const held = found.get(key);
    const places = place === null ? [] : [place];
    if (held) held.places.push(...places);
    else found.set(key, { key, rule, severity, source, places, ...said });
  }
  return [...found.values()];
}
