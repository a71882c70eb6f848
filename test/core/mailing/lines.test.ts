// A list in which mailings are folded up: which row is what, forwards and backwards, by what it is when it is written out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  folded,
  inOrder,
  placeOf,
  rowOf,
  rowsOf,
  stretchesOf,
  type PlaceInLines,
  type Unfolded,
} from '#core/mailing/lines.ts';
import { SubmissionId } from '#core/message/ids.ts';

interface List {
  readonly lines: number;
  readonly unfolded: readonly Unfolded[];
}

const lists: fc.Arbitrary<List> = fc
  .integer({ min: 1, max: 30 })
  .chain((lines) =>
    fc
      .uniqueArray(
        fc.record({ line: fc.integer({ min: 0, max: lines - 1 }), messages: fc.integer({ min: 1, max: 9 }) }),
        { selector: ({ line }) => line, maxLength: 6 },
      )
      .map((unfolded) => ({ lines, unfolded: inOrder(unfolded) })),
  );

/** All rows, written out. */
const writtenOut = ({ lines, unfolded }: List): PlaceInLines[] =>
  Array.from({ length: lines }, (_, line) => line).flatMap((line): PlaceInLines[] => [
    { kind: 'line', line },
    ...Array.from(
      { length: unfolded.find((one) => one.line === line)?.messages ?? 0 },
      (_, message): PlaceInLines => ({ kind: 'below', line, message }),
    ),
  ]);

describe('a list with mailings that are unfolded', () => {
  it('has each row where it is when it is written out', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const rows = writtenOut(list);
        expect(rowsOf(list.lines, list.unfolded)).toBe(rows.length);
        expect(rows.map((_, row) => placeOf(list.unfolded, row))).toEqual(rows);
        expect(rows.map((place) => rowOf(list.unfolded, place))).toEqual(rows.map((_, row) => row));
      }),
    );
  });

  it('gives any page of it as stretches of one kind', () => {
    fc.assert(
      fc.property(lists, fc.nat(60), fc.integer({ min: 1, max: 20 }), (list, offset, limit) => {
        const rows = stretchesOf(list.lines, list.unfolded, offset, limit).flatMap((stretch) =>
          Array.from({ length: stretch.count }, (_, step): PlaceInLines =>
            stretch.kind === 'lines'
              ? { kind: 'line', line: stretch.first + step }
              : { kind: 'below', line: stretch.line, message: stretch.first + step },
          ),
        );
        expect(rows).toEqual(writtenOut(list).slice(offset, offset + limit));
      }),
    );
  });

  it('is one stretch where nothing is unfolded', () => {
    expect(stretchesOf(100_000, [], 50_000, 100)).toEqual([{ kind: 'lines', first: 50_000, count: 100 }]);
    expect(stretchesOf(0, [], 0, 100)).toEqual([]);
  });
});

describe('messages that are folded up', () => {
  const id = (n: number) => SubmissionId.parse(String(n).padStart(26, '0'));
  const mailings: Readonly<Record<string, SubmissionId | undefined>> = { b: id(1), d: id(1), c: id(2) };

  it('are one line for each mailing, where its first message stood', () => {
    expect(folded('abcde', (message) => mailings[message] ?? null)).toEqual([
      { kind: 'message', message: 'a' },
      { kind: 'mailing', id: id(1), messages: ['b', 'd'] },
      { kind: 'mailing', id: id(2), messages: ['c'] },
      { kind: 'message', message: 'e' },
    ]);
  });
});
