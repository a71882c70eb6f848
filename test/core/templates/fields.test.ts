/** Fields of a template: found, filled in, left alone. */
import { expect, it } from 'vitest';
import { fieldsOf, filled } from '#core/templates/fields.ts';

const values = (entries: Record<string, string>) => new Map(Object.entries(entries));

it('finds each field once, with the first default that says something', () => {
  expect(
    fieldsOf(['{{place}} for {{ name }}', 'Dear {{name|friend}}, {{place|here}}; {{name|you}}']),
  ).toEqual([
    { name: 'place', fallback: 'here' },
    { name: 'name', fallback: 'friend' },
  ]);
});

it('fills in values, and defaults where there is none', () => {
  const text = 'Dear {{name|friend}}, see you at {{place}}{{gone}}.';
  expect(filled(text, values({ place: 'nine' }))).toBe('Dear friend, see you at nine.');
  expect(filled(text, values({ name: 'Léa', place: 'nine' }))).toBe('Dear Léa, see you at nine.');
});

it('takes what is filled in as text, whatever it looks like', () => {
  expect(filled('{{a}} {{b}}', values({ a: '{{b}} $& \\{{', b: 'x' }))).toBe('{{b}} $& \\{{ x');
});

it('leaves alone what is escaped, and what is no field', () => {
  expect(filled(String.raw`\{{name}} and {{}} and { {a} } and {{a`, values({ name: 'x', a: 'y' }))).toBe(
    '{{name}} and {{}} and { {a} } and {{a',
  );
  expect(fieldsOf([String.raw`\{{name}} {{}}`])).toEqual([]);
});

it('is quick on a text of braces', () => {
  const braces = '{{a|'.repeat(100_000);
  expect(filled(braces, values({}))).toBe(braces);
});
