import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAddress } from '#core/message/address.ts';
import { parseAddressList } from '#core/message/address-list.ts';
import { RecipientEntry } from '#core/message/draft.ts';

const just = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));

describe('a pasted list of addresses', () => {
  it.each([
    ['commas', 'a@b.example, c@d.example'],
    ['semicolons', 'a@b.example; c@d.example;'],
    ['lines', 'a@b.example\nc@d.example\r\n'],
    ['blanks', 'a@b.example   c@d.example'],
    ['the name of its field', 'To: a@b.example,\r\n c@d.example'],
    ['mailto:', 'mailto:a@b.example, <mailto:c@d.example>'],
    ['empty places', ', ,a@b.example,;\n,<c@d.example>,'],
  ])('is read with %s', (_, text) => {
    expect(parseAddressList(text)).toEqual(just('a@b.example', 'c@d.example'));
  });

  it.each([
    ['Alice <a@b.example>', 'Alice', 'a@b.example'],
    ['"Doe, John" <j@d.example>', 'Doe, John', 'j@d.example'],
    [String.raw`"A \"B\" C" <a@b.example>`, 'A "B" C', 'a@b.example'],
    ['"Doe, John" j@d.example', 'Doe, John', 'j@d.example'],
    ['a@b.example (Alice, at home)', 'Alice, at home', 'a@b.example'],
    ['Alice (work) <a@b.example>', 'Alice', 'a@b.example'],
    ['Alice Martin\ta@b.example', 'Alice Martin', 'a@b.example'],
    ['Alice\r\n <a@b.example>', 'Alice', 'a@b.example'],
    ['=?UTF-8?Q?J=C3=BCrgen?= <j@d.example>', '=?UTF-8?Q?J=C3=BCrgen?=', 'j@d.example'],
    ['Zoë Müller <zoë@müller.example>', 'Zoë Müller', 'zoë@müller.example'],
    ['<@relay.example,@other.example:a@b.example>', '', 'a@b.example'],
    ['"a b"@c.example', '', '"a b"@c.example'],
    ['a@[IPv6:::1]', '', 'a@[IPv6:::1]'],
    ['mailto:a@b.example?subject=Hi', '', 'a@b.example'],
  ])('reads %s', (text, name, address) => {
    expect(parseAddressList(text)).toEqual([{ name, address }]);
  });

  it.each([
    ['a column', 'E-mail\na@b.example\nc@d.example\n', ['', '']],
    ['a quoted column', '"E-mail Address"\r\n"a@b.example"\r\n"c@d.example"\r\n', ['', '']],
    ['a quoted column without a head', '"a@b.example"\r\n"c@d.example"\r\n', ['', '']],
    ['names and addresses', 'Name,Email\n"Doe, ""Jo""",a@b.example\nAnn,c@d.example', ['Doe, "Jo"', 'Ann']],
    [
      'a French spreadsheet',
      'Prénom;Nom;Ville;Adresse e-mail\r\nZoë;Dœuf;;a@b.example\r\nAnn;;X;c@d.example\r\n',
      ['Zoë Dœuf', 'Ann'],
    ],
    ['cells', 'Email\tName\na@b.example\tAnn\nc@d.example\tBob', ['Ann', 'Bob']],
    ['Google’s export', 'Name,E-mail 1 - Value\nAnn,a@b.example\nBob,c@d.example', ['Ann', 'Bob']],
    ['a cell of two lines', 'Name;Courriel\n"Ann\nDoe";a@b.example\nBob;c@d.example', ['Ann Doe', 'Bob']],
  ])('is read from a table: %s', (_, text, names) => {
    const addresses = ['a@b.example', 'c@d.example'];
    expect(parseAddressList(text)).toEqual(addresses.map((address, at) => ({ name: names[at], address })));
  });

  it('keeps a row of a table that has no address, so that nobody is lost without a word', () => {
    expect(parseAddressList('Name;Email\nAnn;\n;\nBob;c@d.example')).toEqual([
      ...just('Ann'),
      { name: 'Bob', address: 'c@d.example' },
    ]);
  });

  it('keeps a group as one entry, which is refused as a group', () => {
    const entries = parseAddressList('x@y.example, Friends: a@b.example, "C; D" <c@d.example>; z@y.example');
    expect(entries.map((entry) => entry.address)).toEqual([
      'x@y.example',
      'Friends: a@b.example, "C; D" <c@d.example>;',
      'z@y.example',
    ]);
    expect(entries.map((entry) => checkAddress(entry.address))).toEqual([null, 'address-group', null]);
    expect(checkAddress(parseAddressList('undisclosed-recipients:;')[0]?.address ?? '')).toBe(
      'address-group',
    );
  });

  it('keeps what it cannot read, so that nobody is lost without a word', () => {
    expect(parseAddressList('nobody, "unclosed a@b.example, <c@d.example')).toEqual([
      ...just('nobody'),
      { name: '"unclosed', address: 'a@b.example' },
      ...just('<c@d.example'),
    ]);
  });

  it('answers for any text with entries that fit a draft', () => {
    const pieces = fc.array(
      fc.constantFrom('"', '(', ')', '<', '>', '@', ':', ';', ',', '\n', '\\', '[', ']', 'a', ' ', 'é'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          for (const entry of parseAddressList(text)) {
            RecipientEntry.parse(entry);
            checkAddress(entry.address);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['"', '(', '<', '[', ':', '"\\', 'a:b\n', '@', '"x" ', '(()', '<@', ' :', '"q"@:', '?@'])(
    'takes time in proportion to its length for %j repeated',
    (piece) => {
      const text = piece.repeat(200_000 / piece.length);
      const started = performance.now();
      parseAddressList(text);
      // A quadratic reader would take minutes.
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );
});
