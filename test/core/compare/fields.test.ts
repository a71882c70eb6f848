import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareHeaders } from '#core/compare/fields.ts';
import { parseHeader } from '#core/headers/parse.ts';
import { headerOf, outline } from './reading.ts';

const sent = ['From: lea@a.example', 'To: tom@b.example', 'Subject: Plan', 'Message-ID: <1@a.example>'];

describe('two headers', () => {
  it('are compared field by field, with what servers added told apart', () => {
    const arrived = [
      'Return-Path: <lea@a.example>',
      'Received: from mx by b.example; Mon, 23 Nov 2026 09:15:18 +0100',
      'Received: from laptop by mx.a.example; Mon, 23 Nov 2026 09:15:17 +0100',
      'From: lea@a.example',
      'To: tom@b.example',
      'Subject: [list] Plan',
      'Message-ID: <1@a.example>',
      'X-Note: here',
    ];
    expect(outline(headerOf(...sent), headerOf(...arrived))).toEqual([
      'added Return-Path (delivery)',
      'added Received (delivery)',
      'added Received (submission)',
      'same From',
      'same To',
      'changed Subject',
      'same Message-ID',
      'added X-Note (composer)',
    ]);
  });

  it('tell what was removed where it stood', () => {
    expect(outline(headerOf('A: 1', 'Bcc: x@a.example', 'C: 3'), headerOf('A: 1', 'C: 3'))).toEqual([
      'same A',
      'removed Bcc',
      'same C',
    ]);
  });

  it('tell which field stands elsewhere, and none that only has neighbours gone', () => {
    expect(outline(headerOf('A: 1', 'B: 2', 'C: 3'), headerOf('C: 3', 'A: 1', 'B: 2'))).toEqual([
      'same, moved C',
      'same A',
      'same B',
    ]);
    expect(outline(headerOf('A: 1', 'B: 2', 'C: 3'), headerOf('C: 3'))).toEqual([
      'removed A',
      'removed B',
      'same C',
    ]);
  });

  it.each([
    ['layout+folding', 'Subject: one two three', 'Subject: one\r\n two three'],
    ['layout+white-space', 'Subject: one two', 'Subject:  one  two '],
    ['layout+name', 'Message-ID: <1@a>', 'Message-Id: <1@a>'],
    ['encoding', 'Subject: =?utf-8?q?caf=C3=A9?=', 'Subject: =?UTF-8?B?Y2Fmw6k=?='],
    ['encoding', 'Subject: =?utf-8?q?caf=C3=A9?=', 'Subject: café'],
    ['changed', 'Subject: one', 'Subject: two'],
  ])('find that a field is %s: %j, %j', (relation, before, after) => {
    const { rows } = compareHeaders(headerOf(before), headerOf(after));
    const [row] = rows;
    expect(rows).toHaveLength(1);
    expect([row?.relation, ...(row?.layout ?? [])].join('+')).toBe(relation);
  });

  it('take a stamp that differs for another stamp, not for one that changed', () => {
    const stamp = (host: string) => `Received: from x by ${host}; Mon, 23 Nov 2026 09:15:18 +0100`;
    expect(outline(headerOf(stamp('a.example')), headerOf(stamp('b.example')))).toEqual([
      'added Received (submission)',
      'removed Received',
    ]);
  });

  it('count fields that differ in their line ends alone as the same', () => {
    const bytes = new TextEncoder().encode('Subject: x\n y\n\n');
    const { rows, lineEnds } = compareHeaders(headerOf('Subject: x', ' y'), {
      bytes,
      parsed: parseHeader(bytes),
    });
    expect(rows.map(({ relation }) => relation)).toEqual(['same']);
    expect(lineEnds).toBe(1);
  });

  it('leave out no field of either, whatever they are', () => {
    const lines = fc.array(fc.constantFrom('A: 1', 'a: 1', 'A: 2', ' fold', 'none', 'Received: x', 'B: 1'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(lines, lines, (left, right) => {
        const [before, after] = [headerOf(...left), headerOf(...right)];
        const { rows } = compareHeaders(before, after);
        const places = (side: 'before' | 'after') =>
          rows.flatMap((row) => row[side]?.place ?? []).toSorted((a, b) => a - b);
        expect(places('before')).toEqual([...before.parsed.items.keys()]);
        expect(places('after')).toEqual([...after.parsed.items.keys()]);
        expect(
          compareHeaders(before, before).rows.every(({ relation, moved }) => relation === 'same' && !moved),
        ).toBe(true);
      }),
    );
  });

  it('of 20,000 fields of one name each are compared in one breath', () => {
    const many = (value: number) => Array.from({ length: 20_000 }, (_, at) => `X: ${String(at % value)}`);
    const { rows } = compareHeaders(headerOf(...many(7)), headerOf(...many(11)));
    expect(rows.filter(({ relation }) => relation === 'changed').length).toBeGreaterThan(1000);
  });
});
