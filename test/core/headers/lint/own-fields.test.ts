// A header field that somebody adds is looked at by the rules of the lint, in its own name.
import { describe, expect, it } from 'vitest';
import { lintOwnFields } from '#core/headers/lint/own-fields.ts';

const now = Date.UTC(2026, 10, 27, 12);
const rules = (name: string, value: string): string[] =>
  (lintOwnFields([{ name, value }], now)[0] ?? []).map(({ rule }) => rule);

describe('a structured field', () => {
  it.each([
    ['Auto-Submitted', 'sometimes', 'U10'],
    ['Disposition-Notification-To', 'nobody', 'U14'],
    ['Importance', 'very', 'U15'],
    ['Sensitivity', 'secret', 'U16'],
  ])('%s: %s is told to be wrong', (name, value, rule) => {
    expect(rules(name, value)).toContain(rule);
  });

  it.each([
    ['Auto-Submitted', 'auto-generated'],
    ['List-Id', 'Plans <plans.example.org>'],
    ['Importance', 'high'],
    ['Comments', 'Île de la Cité, près du marché aux fleurs et des quais de la Seine, au numéro 12'],
  ])('%s: %s is right', (name, value) => {
    expect(rules(name, value)).toEqual([]);
  });
});

it('says nothing of what is usual around it, and keeps findings with their fields', () => {
  const fields = [
    { name: 'X-Campaign', value: 'spring' },
    { name: 'X-Later', value: '' },
    { name: 'Importance', value: 'very' },
  ];
  expect(lintOwnFields(fields, now).map((found) => found.map(({ rule }) => rule))).toEqual([
    ['U18'],
    [],
    ['U15'],
  ]);
  expect(lintOwnFields([], now)).toEqual([]);
});

it('says nothing of a value that could end a line without taking it apart', () => {
  expect(() => lintOwnFields([{ name: 'X-A', value: 'b\r\nBcc: c@example.org' }], now)).not.toThrow();
});
