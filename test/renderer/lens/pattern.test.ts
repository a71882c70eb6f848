/** A regular expression over bytes that come in pieces. */
import { describe, expect, it } from 'vitest';
import { compiled, PatternSearch } from '#renderer/features/lens/bytes/pattern.ts';

function found(pattern: string, text: string, piece = 1000): string[] {
  const bytes = new TextEncoder().encode(text);
  const expression = compiled(pattern);
  if (expression === undefined) return ['invalid'];
  const search = new PatternSearch(expression);
  const matches = [];
  for (let at = 0; at < bytes.length; at += piece)
    matches.push(...search.take(bytes.subarray(at, at + piece), at + piece >= bytes.length, 100));
  return matches.map(({ at, length }) => new TextDecoder().decode(bytes.subarray(at, at + length)));
}

describe('a regular expression', () => {
  const text = 'Received: from a\r\nSubject: Été à Nice\r\nreceived: from b\r\n';

  it('finds whatever the case, by line', () => {
    expect(found('^received:.*$', text.replaceAll('\r', ''))).toEqual([
      'Received: from a',
      'received: from b',
    ]);
  });

  it('counts in bytes', () => {
    expect(found('t. à', text)).toEqual([]);
    expect(found('Été (à) nice', text)).toEqual(['Été à Nice']);
  });

  it.each([1, 3, 7, 20])('finds the same in pieces of %i', (piece) => {
    expect(found('from [ab]', text, piece)).toEqual(['from a', 'from b']);
  });

  it('that is none is told', () => {
    expect(found('(', text)).toEqual(['invalid']);
  });

  it('that matches nothing at all finds nothing', () => {
    expect(found('x*', text)).toEqual([]);
  });
});
