// Files of contacts, as other programs write them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactListInput } from '#core/contacts/list.ts';
import { textOf } from '#core/contacts/files/text-of.ts';
import { looksLikeVcard, readVcards, writeVcard } from '#core/contacts/files/vcard.ts';
import { CSV_HEAD, readCsv, writeCsv } from '#electron/contacts/csv.ts';
import { contactsIn, writeContacts } from '#electron/contacts/files.ts';
import { temporaryFolder } from '../database/folder.ts';

const zoe = { name: 'Zoë Dœuf', address: 'zoe@exemple.fr', note: '' };
const crlf = (...lines: string[]): string => lines.map((line) => `${line}\r\n`).join('');

describe('a text whose encoding nobody names', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('Zoë;œ')],
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...new TextEncoder().encode('Zoë;œ'))],
    ['Windows-1252', Uint8Array.of(0x5a, 0x6f, 0xeb, 0x3b, 0x9c)],
    ['UTF-16 of Windows', Uint8Array.of(0xff, 0xfe, ...Buffer.from('Zoë;œ', 'utf16le'))],
  ])('is read as %s', (_, bytes) => {
    expect(textOf(bytes)).toBe('Zoë;œ');
  });
});

describe('CSV', () => {
  it.each([
    [
      'Thunderbird',
      'First Name,Last Name,Display Name,Primary Email,Notes\r\nZoë,Dœuf,Zoë Dœuf,zoe@exemple.fr,\r\n',
    ],
    ['Google', 'First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value\nZoë,Dœuf,* Work,zoe@exemple.fr\n'],
    [
      'Outlook',
      '"First Name","Last Name","E-mail Address","E-mail Type","E-mail Display Name"\r\n"Zoë","Dœuf","zoe@exemple.fr","SMTP","x y"\r\n',
    ],
    ['French Excel', 'Prénom;Nom;Adresse e-mail\r\nZoë;Dœuf;zoe@exemple.fr\r\n'],
    ['French Excel, one name', 'Nom;Courriel\r\nZoë Dœuf;zoe@exemple.fr\r\n'],
    ['tabs', 'Name\tEmail\nZoë Dœuf\tzoe@exemple.fr\n'],
    ['no head', 'Zoë Dœuf;zoe@exemple.fr\n'],
    ['mailboxes', 'Zoë Dœuf <zoe@exemple.fr>\n'],
  ])('of %s is read', (_, text) => {
    expect(readCsv(text)).toEqual({ contacts: [zoe], lists: [], without: 0 });
  });

  it('has a contact for each address of a row, and counts rows without one', () => {
    const text = 'Name,E-mail 1 - Value,E-mail 2 - Value\nA,a@x.test ::: b@x.test,c@x.test\nB,,\nC,none,\n';
    const { contacts, without } = readCsv(text);
    expect(contacts.map(({ address }) => address)).toEqual(['a@x.test', 'b@x.test', 'c@x.test']);
    expect(without).toBe(2);
  });

  it('is written so that it is read again, and no cell is a formula', () => {
    const odd = { name: '=1+1;"x",\ny', address: 'a@x.test', note: 'n' };
    const text = writeCsv([CSV_HEAD, [odd.name, odd.address, odd.note]], ';');
    expect(text).toContain(`"'=1+1`);
    expect(readCsv(text).contacts).toEqual([{ ...odd, name: '=1+1;"x", y' }]);
  });
});

describe('a vCard', () => {
  it('of version 3 is read: grouped, typed, folded, escaped', () => {
    const text = crlf(
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Dœuf;Zoë;;;',
      'FN:Zoë Dœ',
      ' uf',
      'item1.EMAIL;type=INTERNET;type=pref:zoe@exemple.fr',
      'EMAIL;TYPE="x:y",home:z@y.test',
      String.raw`NOTE:one\, two\nthree`,
      'END:VCARD',
    );
    const note = 'one, two\nthree';
    expect(readVcards(text).contacts).toEqual([
      { ...zoe, note },
      { ...zoe, address: 'z@y.test', note },
    ]);
  });

  it('without FN takes N, then ORG', () => {
    const card = (line: string) => crlf('begin:vcard', line, 'EMAIL:a@x.test', 'end:vcard');
    expect(readVcards(card(String.raw`N:van\;der;Jo`) + card('ORG:ABC;Sales')).contacts).toMatchObject([
      { name: 'Jo van;der' },
      { name: 'ABC Sales' },
    ]);
  });

  it('without an address is counted', () => {
    const text = crlf('BEGIN:VCARD', 'FN:A', 'END:VCARD', 'BEGIN:VCARD', 'EMAIL:a@x.test');
    expect(readVcards(text)).toMatchObject({ contacts: [{ address: 'a@x.test' }], without: 1 });
  });

  it('is told from other texts', () => {
    expect([looksLikeVcard('\r\nBEGIN:VCARD\r\n'), looksLikeVcard('Name;BEGIN:VCARD\n')]).toEqual([
      true,
      false,
    ]);
  });

  it('is written so that it is read again, in lines of at most 75 octets', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(words, words, (name, note) => {
        const tidy = name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
        const card = writeVcard({ name: tidy, address: 'a@x.test', note: note.replace(/\r/g, '').trim() });
        expect(card.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(readVcards(card).contacts).toEqual([
          {
            name: tidy === '' ? 'a@x.test' : tidy,
            address: 'a@x.test',
            note: note.replace(/\r/g, '').trim(),
          },
        ]);
      }),
    );
  });

  it('of any text is answered', () => {
    fc.assert(fc.property(fc.string(), (text) => readVcards(`BEGIN:VCARD\n${text}`).without >= 0));
  });
});

describe('lists in a file', () => {
  const members = [
    { name: 'Zoë Dœuf', address: 'zoe@exemple.fr' },
    { name: '', address: 'bob@x.test' },
  ];
  const card = (...lines: string[]) => crlf('BEGIN:VCARD', ...lines, 'END:VCARD');
  const zoeCard = card('VERSION:4.0', 'UID:urn:uuid:AB-1', 'FN:Zoë Dœuf', 'EMAIL:zoe@exemple.fr');

  it.each([
    [
      'vCard 4 groups, members before and behind them',
      card('VERSION:4.0', 'KIND:group', 'FN:Crew', 'MEMBER:urn:uuid:ab-1', 'MEMBER:mailto:bob%40x.test') +
        zoeCard,
    ],
    [
      'Apple’s groups in vCard 3',
      zoeCard +
        card('VERSION:3.0', 'N:Bob;;;;', 'EMAIL:bob@x.test', 'UID:cd-2') +
        card(
          'VERSION:3.0',
          'N:Crew',
          'FN:Crew',
          'X-ADDRESSBOOKSERVER-KIND:group',
          'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:AB-1',
          'X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:CD-2',
        ),
    ],
    [
      'categories of vCards',
      crlf('BEGIN:VCARD', 'FN:Zoë Dœuf', 'EMAIL:zoe@exemple.fr', 'CATEGORIES:myContacts,Crew', 'END:VCARD') +
        card('FN:bob@x.test', 'EMAIL:bob@x.test', 'CATEGORIES:Crew'),
    ],
  ])('are read from %s', (_, text) => {
    const { lists, without } = readVcards(text);
    expect(lists.map(({ name, members: found }) => [name, ...found.map(({ address }) => address)])).toEqual([
      ['Crew', 'zoe@exemple.fr', 'bob@x.test'],
    ]);
    expect(without).toBe(0);
  });

  it.each([
    [
      'Google’s labels',
      'Name,Labels,E-mail 1 - Value\nZoë,Crew ::: * myContacts,zoe@x.test\nBob,Crew,bob@x.test\n',
    ],
    ['Outlook’s categories', 'Name,E-mail Address,Categories\nZoë,zoe@x.test,Crew\nBob,bob@x.test,"Crew"\n'],
    ['French groups', 'Nom;Courriel;Groupes\nZoë;zoe@x.test;Crew\nBob;bob@x.test;Crew\n'],
  ])('are read from %s', (_, text) => {
    expect(readCsv(text).lists).toEqual([
      {
        name: 'Crew',
        members: [
          { name: 'Zoë', address: 'zoe@x.test' },
          { name: 'Bob', address: 'bob@x.test' },
        ],
      },
    ]);
  });

  it.each(['vcard', 'csv'] as const)(
    'come back from a %s that was written, with who is no contact',
    async (format) => {
      const file = path.join(temporaryFolder(), 'contacts');
      const contact = { ...zoe, kept: true, uses: 0, lastUsed: null, rank: 0 };
      const lists = [
        { name: 'Crew, autumn', members },
        { name: 'Éclairage', members: [{ name: '', address: 'josé%1@x.test' }] },
      ];
      await writeContacts(file, Readable.from([[contact]]), { format, language: 'fr', lists });
      const read = contactsIn(readFileSync(file)).lists;
      const addresses = (found: readonly ContactListInput[]) =>
        found.map(({ name, members: all }) => [name, ...all.map(({ address }) => address)]);
      expect(addresses(read)).toEqual(addresses(lists));
    },
  );
});

describe('a file of contacts', () => {
  const contact = { ...zoe, kept: true, uses: 0, lastUsed: null, rank: 0 };

  it.each([
    ['vcard', 'en'],
    ['csv', 'en'],
    ['csv', 'fr'],
  ] as const)('that was written as %s in %s is read again', async (format, language) => {
    const file = path.join(temporaryFolder(), 'contacts');
    const pieces = Readable.from([[contact], [{ ...contact, name: '', address: 'b@x.test', note: 'a\nb' }]]);
    expect(await writeContacts(file, pieces, { format, language })).toBe(2);
    const nameless = { name: format === 'vcard' ? 'b@x.test' : '', address: 'b@x.test', note: 'a\nb' };
    expect(contactsIn(readFileSync(file)).contacts).toEqual([zoe, nameless]);
  });

  it('in which nobody has an address is refused', () => {
    expect(() => contactsIn(Buffer.from('Name;E-mail\nZoë;\n'))).toThrow('file');
  });

  it('of a French spreadsheet is read in its separator and its encoding', () => {
    const bytes = Buffer.from('Pr\xe9nom;Nom;Adresse e-mail\r\nZo\xeb;D\x9cuf;zoe@exemple.fr\r\n', 'latin1');
    expect(contactsIn(bytes).contacts).toEqual([zoe]);
  });
});
