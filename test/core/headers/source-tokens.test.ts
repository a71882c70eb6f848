import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHeader } from '#core/headers/parse.ts';
import { lineSegments, roleOf, sliceSegments, type Segment } from '#core/headers/source-tokens.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

function segmentsOf(bytes: Uint8Array): Segment[][] {
  const header = parseHeader(bytes);
  return header.items.flatMap((item) =>
    item.lines.map((line, index) => lineSegments(bytes, line, roleOf(item, index))),
  );
}
const drawn = (text: string) =>
  segmentsOf(bytesOf(text)).map((line) => line.map(({ kind, text: shown }) => [kind, shown]));

describe('segments of a line', () => {
  it('cover every byte once, in order', () => {
    const octets = fc.array(
      fc.oneof(
        fc
          .constantFrom('a', ' ', '\t', ':', '\r\n', '=?utf-8?Q?x?=', 'é', '\u202e', '\u00a0', '\r')
          .map(bytesOf),
        fc.uint8Array({ maxLength: 4 }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(octets, (parts) => {
        const bytes = new Uint8Array(parts.flatMap((part) => [...part]));
        const header = parseHeader(bytes);
        let at = 0;
        for (const segment of segmentsOf(bytes).flat()) {
          expect(segment.start).toBe(at);
          at = segment.end;
        }
        expect(at).toBe(header.separator?.start ?? header.end);
      }),
      { numRuns: 1000 },
    );
  });

  it('tell name, colon, encoded word, text and line end', () => {
    expect(drawn('From: =?utf-8?Q?C?= <c@x.example>\r\n')).toEqual([
      [
        ['name', 'From'],
        ['colon', ':'],
        ['space', ' '],
        ['encoded-word', '=?utf-8?Q?C?='],
        ['text', ' <c@x.example>'],
        ['line-end', 'CR'],
        ['line-end', 'LF'],
      ],
    ]);
  });

  it('tell a fold, and spaces that are easily overlooked', () => {
    expect(drawn('To: a\n\t b  c \n')[1]).toEqual([
      ['invisible', 'TAB'],
      ['fold', ' '],
      ['text', 'b'],
      ['space', '  '],
      ['text', 'c'],
      ['space', ' '],
      ['line-end', 'LF'],
    ]);
  });

  it('name what cannot be seen', () => {
    const kinds = drawn('Subject: a\u202eb\u200bc\u00a0d\0e\u0085\r\n').flat();
    expect(kinds.filter(([kind]) => kind === 'invisible').map(([, text]) => text)).toEqual([
      'RLO',
      'ZWSP',
      'NBSP',
      'NUL',
      'U+0085',
    ]);
  });

  it('draw octets that are no character as escapes', () => {
    const bytes = new Uint8Array([...bytesOf('A: '), 0xe9, 0xc3, 0xa9, 0xed, 0xa0, 0x80]);
    expect(
      segmentsOf(bytes)[0]
        ?.slice(3)
        .map(({ kind, text }) => [kind, text]),
    ).toEqual([
      ['raw', String.raw`\xE9`],
      ['text', 'é'],
      ['raw', String.raw`\xED`],
      ['raw', String.raw`\xA0`],
      ['raw', String.raw`\x80`],
    ]);
  });

  it('can be cut where a long line is drawn in pieces', () => {
    const [line = []] = segmentsOf(bytesOf('X: abcdef\r\n'));
    expect(sliceSegments(line, 0, 5).map(({ text }) => text)).toEqual(['X', ':', ' ', 'ab']);
    expect(sliceSegments(line, 5, 99).map(({ text }) => text)).toEqual(['cdef', 'CR', 'LF']);
  });
});
