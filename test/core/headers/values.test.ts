import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressList } from '#core/headers/address-list.ts';
import { decodeWords } from '#core/headers/encoded-words.ts';
import { headerDate, messageIds } from '#core/headers/identifiers.ts';

describe('encoded words', () => {
  it.each([
    ['=?utf-8?Q?Camille_R=C3=A9maux?= <c@x.example>', 'Camille Rémaux <c@x.example>'],
    ['=?ISO-8859-1?B?6XTp?=', 'été'],
    ['=?utf-8*fr?q?=C3=A9t=C3=A9?=', 'été'],
    ['=?utf-8?Q?a?=\t =?utf-8?Q?b?= c', 'ab c'],
    ['a =?utf-8?Q?b?=', 'a b'],
    ['=?us-ascii?Q?a=3D?=', 'a='],
    ['plain = ?', 'plain = ?'],
  ])('decodes %j', (text, expected) => {
    expect(decodeWords(text)).toBe(expected);
  });

  it('joins a character that two words share', () => {
    expect(decodeWords('=?utf-8?B?w6nD?= =?utf-8?B?qQ==?=')).toBe('éé');
  });

  it('leaves a word of an unknown charset as written', () => {
    expect(decodeWords('a =?x-klingon?Q?=41?= =?utf-8?Q?b?=')).toBe('a =?x-klingon?Q?=41?= b');
  });

  it('ends for any text, and leaves text without words alone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '?', 'Q', 'b', 'a', ' ', '*', '_', 'é') }),
        (text) => {
          const result = decodeWords(text);
          if (!text.includes('=?')) expect(result).toBe(text);
        },
      ),
    );
  });

  it.each(['=?', '=?a', '=?a?Q?', '=?a*', '=?utf-8?Q?a?= '])('is linear in %j repeated', (part) => {
    const text = part.repeat(200_000);
    const began = performance.now();
    decodeWords(text);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('address lists', () => {
  it.each([
    ['a@x.example', [['', 'a@x.example']]],
    [
      'Dana Okafor <dana@x.example>, b@y.example',
      [
        ['Dana Okafor', 'dana@x.example'],
        ['', 'b@y.example'],
      ],
    ],
    ['"Weber, Jonas" <j@x.example>', [['Weber, Jonas', 'j@x.example']]],
    ['=?utf-8?Q?H=C3=A9l=C3=A8ne?= M <h@x.example>', [['Hélène M', 'h@x.example']]],
    ['"=?utf-8?Q?a?=" <h@x.example>', [['=?utf-8?Q?a?=', 'h@x.example']]],
    ['bbb@ddd.example (John X. (Jr) Doe)', [['John X. (Jr) Doe', 'bbb@ddd.example']]],
    ['<@relay.example:a@x.example>', [['', '@relay.example:a@x.example']]],
    ['"odd>one"@x.example', [['', '"odd>one"@x.example']]],
    ['<"odd>one"@x.example>', [['', '"odd>one"@x.example']]],
    ['<a@[x-tag:odd>"one]>', [['', 'a@[x-tag:odd>"one]']]],
    [
      '<a@[192.0.2.1>, b@y.example',
      [
        ['', 'a@[192.0.2.1'],
        ['', 'b@y.example'],
      ],
    ],
    [
      'a@[IPv6:2001:db8::1], b@y.example',
      [
        ['', 'a@[IPv6:2001:db8::1]'],
        ['', 'b@y.example'],
      ],
    ],
    ['', []],
    [', ,', []],
  ])('reads %j', (text, expected) => {
    expect(addressList(text).map(({ name, address }) => [name, address])).toEqual(expected);
  });

  it('tells the group of an address', () => {
    expect(addressList('Friends: a@x.example, b@y.example;, c@z.example').map((one) => one.group)).toEqual([
      'Friends',
      'Friends',
      null,
    ]);
    expect(addressList('undisclosed-recipients:;')).toEqual([]);
  });

  it('ends for any text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('"', '(', ')', '<', '>', ',', ':', ';', '\\', 'a', '@', '[', ']'),
        }),
        (text) => {
          expect(addressList(text).length).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  it.each(['(', '"', '<', 'a', 'a,', 'a:', '\\"', '['])('is linear in %j repeated', (part) => {
    const began = performance.now();
    addressList(part.repeat(200_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('dates', () => {
  it.each([
    ['Mon, 23 Nov 2026 14:32:07 +0100', '2026-11-23T13:32:07Z', 60],
    ['4 May 2001 14:05 -0400 (EDT)', '2001-05-04T18:05:00Z', -240],
    ['Thu, 01 Jan 70 00:00:00 GMT', '1970-01-01T00:00:00Z', 0],
    ['Mon, 23 Nov 2026 14:32:07 -0000', '2026-11-23T14:32:07Z', null],
    ['Mon,  23  Nov  2026 14:32:07 PST', '2026-11-23T22:32:07Z', -480],
  ])('reads %j', (text, iso, offset) => {
    expect(headerDate(text)).toEqual({ at: Date.parse(iso), offset });
  });

  it.each([
    '',
    'yesterday',
    '30 Feb 2026 10:00:00 +0000',
    '1 Foo 2026 10:00:00 +0000',
    '1 Jan 2026 25:00:00 +0000',
  ])('calls %j no date', (text) => {
    expect(headerDate(text)).toBeNull();
  });
});

describe('message identifiers', () => {
  it('are split at the last @', () => {
    expect(messageIds('<a.b@x.example> junk <"c@d"@y.example> <none>')).toEqual([
      { whole: '<a.b@x.example>', left: 'a.b', right: 'x.example' },
      { whole: '<"c@d"@y.example>', left: '"c@d"', right: 'y.example' },
      { whole: '<none>', left: 'none', right: '' },
    ]);
  });
});
