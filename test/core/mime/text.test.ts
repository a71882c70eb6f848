import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partText, wholeLines } from '#core/mime/text.ts';
import { bytesOf } from './reading.ts';

const said = (octets: Uint8Array, charset: string | null) =>
  partText(octets, charset)
    .pieces.map(({ kind, text }) => (kind === 'text' ? text : `[${text}]`))
    .join('');

describe('partText', () => {
  it.each([
    ['UTF-8 where no charset is told', bytesOf('né\r\n'), null, 'né\n'],
    [
      'what is no UTF-8 as its octets',
      Uint8Array.of(0x61, 0xe9, 0x80, 0x62),
      'utf-8',
      String.raw`a[\xE9\x80]b`,
    ],
    ['another charset', Uint8Array.of(0x61, 0xe9), 'ISO-8859-1', 'aé'],
    ['an unknown charset as octets', Uint8Array.of(0x61, 0xe9), 'x-nobody', String.raw`a[\xE9]`],
    ['characters that turn the text around', bytesOf('a\u202Eb'), 'utf-8', 'a[RLO]b'],
    ['a bare CR', bytesOf('a\rb\tc'), 'utf-8', 'a[CR]b\tc'],
    ['many of one kind once', new Uint8Array(100_000), 'utf-8', '[NUL ×100000]'],
  ])('reads %s', (_, octets, charset, text) => {
    expect(said(octets, charset)).toBe(text);
  });

  it('reads any octets in any charset', () => {
    const charset = fc.constantFrom(null, 'utf-8', 'utf-16', 'iso-2022-jp', 'shift_jis', 'x', '', 'utf-7');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), charset, (octets, name) => {
        partText(octets, name);
      }),
    );
  });

  it('ends a beginning of a longer text at a line end, if there is one near', () => {
    expect(wholeLines(bytesOf('one\ntwo\nth'))).toBe(8);
    expect(wholeLines(bytesOf('a\nmuch longer line'))).toBe(18);
  });
});
