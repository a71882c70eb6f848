import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { octetsOf } from '#core/headers/bytes.ts';
import { rules } from '#core/headers/lint/rules/rules.ts';
import { KEPT_OF_A_RULE, lint } from '#core/headers/lint/run.ts';
import type { Rule } from '#core/headers/lint/model.ts';
import { inputOf, sampleInput } from './sample.ts';

const origins = fc.constantFrom('opened', 'sent', 'composed');

/** Bits of samples, put together as nobody would write them. */
const pieces = rules.flatMap(({ good, bad }) => [...good.header.split('\n'), ...bad.header.split('\n')]);
const mangled = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        ' ',
        '\r\n ',
        ':',
        ';',
        ',',
        '"',
        '(',
        '<',
        '=?',
        '?=',
        '=',
        '--b1',
        '\r\n\r\n',
        '\0',
        '\xff',
      ),
      fc.constantFrom(...pieces),
      fc.string({ maxLength: 8, unit: 'binary' }).map((text) => text.replaceAll(/[^\0-\xff]/g, 'x')),
    ),
    { maxLength: 40 },
  )
  .map((parts) => octetsOf(parts.join('').slice(0, 20_000)));

describe('lint', () => {
  it('ends without an error on any bytes, with findings that lie within them', () => {
    fc.assert(
      fc.property(fc.oneof(mangled, fc.uint8Array({ maxLength: 2000 })), origins, (bytes, origin) => {
        const { findings } = lint(inputOf(bytes, { origin }));
        for (const { place } of findings) {
          if (place === null) continue;
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeGreaterThanOrEqual(place.start);
          expect(place.start).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('keeps so many findings of a rule, and counts the others', () => {
    const bytes = octetsOf(`${'Subject: again\r\n'.repeat(500)}\r\n`);
    const { findings, counts } = lint(inputOf(bytes));
    expect(findings.filter(({ rule }) => rule === 'O10')).toHaveLength(KEPT_OF_A_RULE);
    expect(counts.get('O10')).toBe(499);
  });
});

/** What a field is made of, repeated until it is long: whoever reads it twice a piece shows it in the steps. */
const repeated: readonly (readonly [string, string])[] = [
  ...rules.map(({ id, bad }): [string, string] => [
    `the bad sample of ${id}`,
    `${bad.header.replaceAll('\n', '\r\n')}\r\n`,
  ]),
  ...[
    'To: ',
    'Content-Type: ',
    'Subject: ',
    'Received: ',
    'DKIM-Signature: ',
    'List-Id: ',
    'Authentication-Results: ',
    'Date: ',
    'Message-ID: ',
  ].flatMap((name) =>
    [
      '"',
      '(',
      '<',
      '[',
      '=?',
      '=?a?q?b',
      ',',
      ';',
      ':',
      '@',
      '\\',
      'a ',
      'a=1; ',
      '<a@b>, ',
      '\r\n ',
      '%41',
      'x*0=1; ',
      '((',
      '=?utf-8?q?=41?= ',
    ].map((unit): [string, string] => [`${JSON.stringify(unit)} in ${name}`, `${name}|${unit}`]),
  ),
];

function stepsOf(unit: string, size: number): number {
  const [name, piece] = unit.split('|');
  const text =
    piece === undefined
      ? unit.repeat(Math.ceil(size / unit.length))
      : `${name ?? ''}${piece.repeat(Math.ceil(size / piece.length))}\r\n`;
  return lint(inputOf(octetsOf(`${text}\r\n`))).steps;
}

describe('the work of all rules', () => {
  it.each(repeated)('grows with the message and no faster: %s', (_, unit) => {
    expect(stepsOf(unit, 40_000)).toBeLessThan(2.5 * stepsOf(unit, 20_000) + 2000);
  });

  it('is done for a megabyte of any of them', () => {
    for (const unit of [
      'To: |"',
      'To: |(',
      'To: |<a@b>, ',
      'Subject: |=?a?q?b',
      'Content-Type: |a=1; ',
      'DKIM-Signature: |\r\n ',
    ])
      expect(stepsOf(unit, 1_000_000)).toBeGreaterThan(0);
  });
});

describe('the worst samples', () => {
  it.each(rules)('of $id are judged alike whether the body was read or not', (rule: Rule) => {
    const input = sampleInput(rule, rule.bad);
    const without = lint({ ...input, body: null }).findings.map((finding) => finding.rule);
    const withBody = new Set(lint(input).findings.map((finding) => finding.rule));
    expect(without.filter((id) => !withBody.has(id))).toEqual([]);
  });
});
