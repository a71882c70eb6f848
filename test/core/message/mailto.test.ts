// A mailto: address fills in a letter and nothing else (RFC 6068).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMailto } from '#core/message/mailto.ts';
import { built } from './built.ts';
import { content, identity } from './drafts.ts';

const addresses = (entries: readonly { readonly address: string }[] = []) =>
  entries.map(({ address }) => address);

describe('the examples of RFC 6068 §6', () => {
  it.each([
    ['mailto:chris@example.com', ['chris@example.com'], '', ''],
    ['mailto:infobot@example.com?subject=current-issue', ['infobot@example.com'], 'current-issue', ''],
    [
      'mailto:infobot@example.com?body=send%20current-issue',
      ['infobot@example.com'],
      '',
      'send current-issue',
    ],
    [
      'mailto:infobot@example.com?body=send%20current-issue%0D%0Asend%20index',
      ['infobot@example.com'],
      '',
      'send current-issue\nsend index',
    ],
    ['mailto:?to=joe@example.com&cc=bob@example.com&body=hello', ['joe@example.com'], '', 'hello'],
    ['mailto:%22not%40me%22@example.org', ['"not@me"@example.org'], '', ''],
    ['mailto:user@example.org?subject=caf%C3%A9', ['user@example.org'], 'café', ''],
    ['mailto:gorby%25kremvax@example.com', ['gorby%kremvax@example.com'], '', ''],
    ['MAILTO:a@example.org,b@example.org?SUBJECT=x+y', ['a@example.org', 'b@example.org'], 'x+y', ''],
  ])('%s', (address, to, subject, body) => {
    const letter = parseMailto(address);
    expect([addresses(letter?.to), letter?.subject, letter?.body]).toEqual([to, subject, body]);
  });

  it('takes what is answered, and leaves a thing that is no Message-ID', () => {
    expect(
      parseMailto('mailto:list@example.org?In-Reply-To=%3C3469A91.D10AF4C@example.com%3E')?.inReplyTo,
    ).toBe('<3469A91.D10AF4C@example.com>');
    expect(
      parseMailto('mailto:list@example.org?In-Reply-To=%3Ca@b%3E%0D%0ABcc:%20x@y')?.inReplyTo,
    ).toBeNull();
  });
});

describe('what a link may not do', () => {
  it('attaches nothing and sets no other field, and says which it asked for', () => {
    const letter = parseMailto(
      'mailto:a@example.org?attach=/etc/passwd&From=boss@example.org&X-Y=1&subject=s',
    );
    expect(letter?.leftOut).toEqual(['attach', 'From', 'X-Y']);
    expect(letter?.subject).toBe('s');
  });

  it('begins no header field of its own: a subject has one line', () => {
    expect(parseMailto('mailto:a@example.org?subject=Hi%0D%0ABcc:%20x@example.org')?.subject).toBe(
      'Hi Bcc: x@example.org',
    );
  });

  it('shows a Bcc as what it is', () => {
    expect(addresses(parseMailto('mailto:a@example.org?bcc=hidden@example.org')?.bcc)).toEqual([
      'hidden@example.org',
    ]);
  });

  it('is bounded: a megabyte of parameters is read at once', () => {
    const letter = parseMailto(
      `mailto:a@example.org?body=${'x'.repeat(2_000_000)}&to=${'b@example.org,'.repeat(9000)}`,
    );
    expect([letter?.body.length, letter?.to.length]).toEqual([1_000_000, 5000]);
  });
});

describe('a megabyte of anything', () => {
  const MB = 1_000_000;
  const times = (text: string) => text.repeat(Math.floor(MB / text.length));
  it.each([
    ['bodies', `?${times('body=x&')}`],
    ['one list of commas', `?to=${times('a,')}`],
    ['lists of one', `?${times('to=a@b.example&')}`],
    ['a path of addresses', times('a@b.example,')],
    ['groups', `?bcc=${times('g:a@b;')}`],
    ['colons', `?cc=${times(':')}`],
    ['brackets that stay open', `?to=${times('%3C')}`],
    ['comments that stay open', `?to=${times('(')}`],
    ['quotes', `?to=${times('%22')}`],
    ['line breaks', `?subject=${times('%0D%0A')}`],
    ['half an escape', `?body=${times('%E9')}`],
    ['ampersands', `?${times('&')}`],
    ['a name', `?${times('x')}=1`],
    ['names', `?${times('attach=1&')}`],
  ])('of %s is a letter within bounds', (_, rest) => {
    const letter = parseMailto(`mailto:${rest}`);
    if (letter === null) throw new Error('no letter');
    const { to, cc, bcc, subject, body, leftOut } = letter;
    expect(Math.max(to.length, cc.length, bcc.length)).toBeLessThanOrEqual(5000);
    expect(subject.length).toBeLessThanOrEqual(10_000);
    expect(body.length).toBeLessThanOrEqual(MB);
    expect(leftOut.join('').length).toBeLessThanOrEqual(600);
  });
});

it('becomes no header field of its own: a message of it has the fields of any other', async () => {
  const evil = '%0D%0ABcc:%20evil@example.org%0D%0AX-Evil:%201';
  const letter = parseMailto(
    `mailto:%22Lea${evil}%22%20%3Clea@example.org%3E?cc=mira${evil}@example.org&subject=Hi${evil}&body=Hi${evil}`,
  );
  if (letter === null) throw new Error('no letter');
  const { to, cc, subject, body } = letter;
  expect(to).toEqual([{ name: 'Lea Bcc: evil@example.org X-Evil: 1', address: 'lea@example.org' }]);
  expect(cc.map(({ address }) => /[\r\n]/.test(address))).toEqual([false]);
  const bytes = await built(content({ to: [...to], subject, body }), identity());
  const header = bytes.toString('latin1').split('\r\n\r\n')[0] ?? '';
  expect(header).not.toMatch(/^(?:bcc|x-evil):/im);
});

it('gives a letter for whatever follows the scheme, without line breaks where there may be none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (rest) => {
      const letter = parseMailto(`mailto:${rest}`);
      expect(letter).not.toBeNull();
      expect(/[\r\n\0]/.test((letter?.subject ?? '') + (letter?.inReplyTo ?? ''))).toBe(false);
    }),
  );
});

it('is null for another scheme', () => {
  expect([parseMailto('https://example.org'), parseMailto('a@example.org'), parseMailto('')]).toEqual([
    null,
    null,
    null,
  ]);
});
