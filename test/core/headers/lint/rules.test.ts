import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rule, Sample } from '#core/headers/lint/model.ts';
import { rules } from '#core/headers/lint/rules/rules.ts';
import { lint } from '#core/headers/lint/run.ts';
import { en } from '#core/headers/lint/words/en.ts';
import { fr } from '#core/headers/lint/words/fr.ts';
import { inputOf, sampleInput } from './sample.ts';

const found = (rule: Rule, sample: Sample) =>
  [...new Set(lint(sampleInput(rule, sample)).findings.map((finding) => finding.rule))].sort();

describe('every rule', () => {
  it('has a name of its own, and there are at least a hundred', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThanOrEqual(100);
  });

  it.each(rules)('$id finds nothing in its good sample, and alone something in its bad one', (rule) => {
    expect(found(rule, rule.good)).not.toContain(rule.id);
    expect(found(rule, rule.bad)).toEqual([rule.id]);
  });

  it('has words in both languages, with the same parameters, which its findings bring', () => {
    const parameters = (text: object) =>
      [
        ...Object.values(text)
          .join(' ')
          .matchAll(/\{\{(\w+)\}\}/g),
      ]
        .map(([, name]) => name)
        .sort();
    expect(Object.keys(en).sort()).toEqual(rules.map(({ id }) => id).sort());
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
    for (const rule of rules) {
      expect([rule.id, ...new Set(parameters(fr[rule.id]))]).toEqual([
        rule.id,
        ...new Set(parameters(en[rule.id])),
      ]);
      const [finding] = lint(sampleInput(rule, rule.bad)).findings;
      for (const name of parameters(en[rule.id]))
        expect([rule.id, Object.keys(finding?.params ?? {})]).toEqual([
          rule.id,
          expect.arrayContaining([name]),
        ]);
    }
  });
});

describe('the French words', () => {
  const french = Object.entries(fr).flatMap(([id, words]) =>
    [words.title, words.why, words.fix].map((text) => [id, text] as const),
  );

  it('put no-break spaces where French asks for them', () => {
    const wrong = french.filter(([, text]) =>
      /[\p{L}\p{N})}»] ?[;!?](?:\s|$)|[\p{L}\p{N})}»] :(?:\s|$)|«(?!\u00A0)|(?<!\u00A0)»/u.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('are no English', () => {
    expect(rules.filter(({ id }) => en[id].why === fr[id].why)).toEqual([]);
  });
});

describe('mail as it is met', () => {
  const rulesIn = (name: string) => {
    const file = path.join(import.meta.dirname, '../../../fixtures/headers', name);
    return new Set(lint(inputOf(new Uint8Array(readFileSync(file)))).findings.map(({ rule }) => rule));
  };

  it.each([
    ['bad-header-start.eml', ['L11']],
    ['bad-header-wrap.eml', ['A07']],
    ['bad-8bit-filename.eml', ['D02', 'T03', 'A13']],
    ['delivery-status.eml', []],
  ] as const)('%s has what is known of it', (name, expected) => {
    expect([...rulesIn(name)]).toEqual(expect.arrayContaining([...expected]));
  });
});
