/** What differs between two texts. */
import { expect, it } from 'vitest';
import fc from 'fast-check';
import { differenceOf, type Piece } from '#core/message/versions/difference.ts';

const without = (pieces: readonly Piece[], kind: Piece['kind']): string =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('');

it('tells changed words within a line, and leaves the others alone', () => {
  expect(differenceOf('Dear Ana,\nsee you at nine.\n', 'Dear Ana,\nsee you at ten.\n')).toEqual([
    { kind: 'same', text: 'Dear Ana,\nsee you at ' },
    { kind: 'removed', text: 'nine' },
    { kind: 'added', text: 'ten' },
    { kind: 'same', text: '.\n' },
  ]);
});

it('tells lines that came and went', () => {
  expect(differenceOf('a\nb\nc\n', 'a\nc\nd\n')).toEqual([
    { kind: 'same', text: 'a\n' },
    { kind: 'removed', text: 'b\n' },
    { kind: 'same', text: 'c\n' },
    { kind: 'added', text: 'd\n' },
  ]);
});

it('says nothing of equal texts', () => {
  expect(differenceOf('', '')).toEqual([]);
  expect(differenceOf('a\n', 'a\n')).toEqual([{ kind: 'same', text: 'a\n' }]);
});

it('holds both texts, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'é', ' ', '\n', '😀', '.'), { maxLength: 40 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = differenceOf(before, after);
      expect(without(pieces, 'added')).toBe(before);
      expect(without(pieces, 'removed')).toBe(after);
    }),
  );
});

it('ends soon on two large texts that have nothing in common', () => {
  const before = Array.from({ length: 50_000 }, (_, line) => `a${String(line)}\n`).join('');
  const pieces = differenceOf(before, before.replaceAll('a', 'b'));
  expect([without(pieces, 'added').length, without(pieces, 'removed').length]).toEqual([
    before.length,
    before.length,
  ]);
});
