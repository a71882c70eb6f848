/**
 * Runs the rules over one message. Total: a rule that fails says nothing and is named in a test, never thrown at a reader. Linear and
 * bounded: so many findings of each rule are kept, the others counted.
 */
import type { Finding, Rule, Severity } from './model.ts';
import { Linted, type LintInput } from './read/linted.ts';
import { rules } from './rules/rules.ts';
import { ruleSource } from './source.ts';
import type { RuleId } from './words/en.ts';

export const KEPT_OF_A_RULE = 20;

export interface LintResult {
  /** errors, then warnings, then advice; each in the order of the message */
  readonly findings: readonly Finding[];
  /** all of a rule, where there are more than were kept */
  readonly counts: ReadonlyMap<RuleId, number>;
  /** octets and fields looked at */
  readonly steps: number;
}

const ORDER: Record<Severity, number> = { error: 0, warning: 1, advice: 2 };

export function lint(input: LintInput, asked: readonly Rule[] = rules): LintResult {
  const message = new Linted(input);
  const findings: Finding[] = [];
  const counts = new Map<RuleId, number>();
  for (const { id, severity, source: written, originated, check } of asked) {
    if (originated === true && input.origin === 'opened') continue;
    const source = ruleSource(written);
    let count = 0;
    check(message, (place, params = {}) => {
      count += 1;
      if (count <= KEPT_OF_A_RULE) findings.push({ rule: id, severity, source, place, params });
    });
    if (count > 0) counts.set(id, count);
  }
  findings.sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity] || (a.place?.start ?? -1) - (b.place?.start ?? -1),
  );
  return { findings, counts, steps: message.steps };
}
