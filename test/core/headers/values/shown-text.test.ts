import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWithStrays } from '#core/headers/bytes.ts';
import { charsetDecoder } from '#core/headers/charsets.ts';
import { shownString, shownText, type ShownPiece } from '#core/headers/values/shown-text.ts';

const octets = (text: string) =>
  Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join('');
const brief = (pieces: readonly ShownPiece[]) => pieces.map(({ kind, text }) => [kind, text]);

describe('a value as text', () => {
  it('reads UTF-8 (RFC 6532), and words of any charset that the platform knows', () => {
    expect(brief(shownText(`${octets('déjà')} =?koi8-r?B?8NLJ18XU?=`))).toEqual([
      ['text', 'déjà '],
      ['word', 'Привет'],
    ]);
  });

  it('shows octets that are no UTF-8 as such', () => {
    expect(brief(shownText('d\xE9j\xE0 vu'))).toEqual([
      ['text', 'd'],
      ['octets', String.raw`\xE9`],
      ['text', 'j'],
      ['octets', String.raw`\xE0`],
      ['text', ' vu'],
    ]);
  });

  it('shows the bytes of a word whose charset is unknown', () => {
    expect(shownText('a =?x-klingon?Q?nuq=E9?= b')).toEqual([
      { kind: 'text', text: 'a ', charset: null },
      { kind: 'text', text: 'nuq', charset: 'x-klingon' },
      { kind: 'octets', text: String.raw`\xE9`, charset: 'x-klingon' },
      { kind: 'text', text: ' b', charset: null },
    ]);
  });

  it('names what cannot be seen or changes the direction, encoded or not', () => {
    expect(brief(shownText(`=?utf-8?Q?gnp=E2=80=AEexe?=${octets('\u200B')}`))).toEqual([
      ['word', 'gnp'],
      ['invisible', 'RLO'],
      ['word', 'exe'],
      ['invisible', 'ZWSP'],
    ]);
    expect(brief(shownString('a\u00A0\u0007'))).toEqual([
      ['text', 'a'],
      ['invisible', 'NBSP'],
      ['invisible', 'BEL'],
    ]);
  });

  it('tells octets again that went through a parser of text', () => {
    const text = textWithStrays(`L\xFCt ${octets('déjà')}\xE9`);
    expect(text).toBe('L\uDCFCt déjà\uDCE9');
    expect(brief(shownString(text))).toEqual([
      ['text', 'L'],
      ['octets', String.raw`\xFC`],
      ['text', 't déjà'],
      ['octets', String.raw`\xE9`],
    ]);
  });

  it('loses no character of text without words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('=?'));
        const kept = shownText(octets(text)).filter(({ kind }) => kind === 'text');
        for (const { text: piece } of kept) expect(text).toContain(piece);
        expect(shownText(octets(text)).every(({ kind }) => kind === 'text' || kind === 'invisible')).toBe(
          true,
        );
      }),
    );
  });

  it('ends for any octets', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        shownText(String.fromCharCode(...bytes));
      }),
    );
  });
});

describe('charsets', () => {
  const bytes = (...octet: number[]) => Uint8Array.from(octet);

  it.each([
    ['ISO8859_1', [0xe9], 'é'],
    ['iso 8859-15', [0xa4], '€'],
    ['win-1251', [0xcf], 'П'],
    ['cp932', [0x82, 0xa0], 'あ'],
    ['ks_c_5601-1987', [0xb0, 0xa1], '가'],
    ['latin-1', [0xe9], 'é'],
    ['UTF8', [0xc3, 0xa9], 'é'],
    ['utf-8', [0xef, 0xbb, 0xbf, 0x61], 'a'],
    ['utf-16', [0x00, 0xe9], 'é'],
    ['UTF-7', [0x2b, 0x41, 0x4f, 0x6b, 0x2d, 0x21, 0x2b, 0x2d], 'é!+'],
  ])('%s', (charset, octet, text) => {
    expect(charsetDecoder(charset)?.(bytes(...octet))).toBe(text);
  });

  it.each(['x-klingon', 'unknown-8bit', '', 'iso-2022-kr', 'constructor', 'cp850'])(
    '%j is unknown rather than guessed',
    (charset) => {
      expect(charsetDecoder(charset)).toBeNull();
    },
  );
});
