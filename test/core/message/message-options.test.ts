import addressparser from 'nodemailer/lib/addressparser';
import { describe, expect, it } from 'vitest';
import { encodedWords, messageOptions, newMessageId } from '#core/message/message-options.ts';
import { bodyEncoding } from '#core/message/size.ts';
import { built } from './built.ts';
import { content, identity, mailbox } from './drafts.ts';

const lines = (bytes: Buffer): string[] => bytes.toString('latin1').split('\r\n');
const header = (bytes: Buffer): string => bytes.toString('latin1').split('\r\n\r\n')[0] ?? '';
const field = (bytes: Buffer, name: string): string =>
  new RegExp(`^${name}: ?(.*(?:\\r\\n[ \\t].*)*)`, 'm').exec(header(bytes))?.[1] ?? '';
const body = (bytes: Buffer): string => bytes.toString('latin1').split('\r\n\r\n').slice(1).join('\r\n\r\n');
const decodedWords = (text: string): string =>
  Buffer.concat(
    [...text.matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)].map((word) => Buffer.from(word[1] ?? '', 'base64')),
  ).toString();

const TEXTS = {
  ascii: 'Hello,\nthis is plain.\n.\nFrom here on\n',
  'no last line end': 'Hello',
  'long lines': `${'a long line of words '.repeat(60)}\nshort\n`,
  'one long word': 'x'.repeat(5000),
  French: 'Voilà le devis révisé pour la scène et la salle, à très bientôt.\n'.repeat(20),
  Japanese: '照明の見積もりを送ります。よろしくお願いします。\n'.repeat(20),
  emoji: '🎭🎭🎭 👩🏽‍🚒',
  control: 'a\0b\x07c\x7f\ttab  \n',
  'carriage returns': 'a\rb\r\nc\n',
  'half a character': 'a\ud800b',
  empty: '',
} as const;

describe('a message', () => {
  it.each(Object.entries(TEXTS))(
    'is 7-bit clean, CRLF only, in lines of at most 998: %s',
    async (_, text) => {
      const subject = text.replace(/[\r\n\0]/g, ' ').slice(0, 3000);
      const draft = content({
        body: text,
        subject,
        to: [mailbox('j@bücher.example', subject.slice(0, 1000))],
      });
      const bytes = await built(draft, identity({ name: 'Éva' }));
      expect(bytes.every((byte) => byte < 128 && byte !== 0)).toBe(true);
      expect(bytes.toString('latin1')).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
      expect(bytes.toString('latin1').endsWith('\r\n')).toBe(true);
      expect(Math.max(...lines(bytes).map((line) => line.length))).toBeLessThanOrEqual(998);
    },
  );

  it('never names a hidden recipient', async () => {
    const bytes = await built(content({ bcc: [mailbox('hidden@d.example', 'Secret')] }), identity());
    expect(bytes.toString('latin1')).not.toMatch(/hidden|secret|bcc/i);
  });

  it('names nobody as its program', async () => {
    expect(header(await built(content(), identity()))).not.toMatch(/x-mailer|user-agent|nodemailer/i);
  });

  it('has the given Message-ID and date, and no Sender', async () => {
    const bytes = await built(content(), identity({ address: 'eva@müller.example' }));
    expect(field(bytes, 'Message-ID')).toBe('<01KAQ5Z9G0000000000000000A.mwt7reo0@xn--mller-kva.example>');
    expect(field(bytes, 'Date')).toBe('Mon, 23 Nov 2026 12:00:00 +0000');
    expect(field(bytes, 'Sender')).toBe('');
  });

  it('says where answers go when that is not the address', async () => {
    expect(field(await built(content(), identity({ replyTo: 'r@d.example' })), 'Reply-To')).toBe(
      'r@d.example',
    );
    expect(field(await built(content(), identity()), 'Reply-To')).toBe('');
  });

  it('says where answers go as the message has it, before what the identity has', async () => {
    const replyTo = [
      { name: 'Léa', address: 'lea@bücher.example' },
      { name: '', address: 'team@d.example' },
    ];
    const bytes = await built(content({ replyTo }), identity({ replyTo: 'r@d.example' }));
    expect(field(bytes, 'Reply-To')).toBe('=?UTF-8?Q?L=C3=A9a?= <lea@xn--bcher-kva.example>, team@d.example');
    expect(
      field(await built(content({ replyTo: [] }), identity({ replyTo: 'r@d.example' })), 'Reply-To'),
    ).toBe('r@d.example');
  });

  it('addresses everybody of To and Cc once, whatever their names hold', async () => {
    const names = ['Doe, "J" <x@y>', 'a@b; c', 'Zoë', '', String.raw`back\slash`, 'Group: x;'];
    const to = names.map((name, n) => mailbox(`p${String(n)}@d.example`, name));
    const bytes = await built(content({ to, cc: to.slice(0, 2) }), identity());
    const parsed = addressparser(field(bytes, 'To').replace(/\r\n/g, ''));
    expect(parsed.map((entry) => entry.address)).toEqual(to.map((entry) => entry.address));
    expect(parsed[0]?.name).toBe('Doe, "J" <x@y>');
    expect(addressparser(field(bytes, 'Cc')).length).toBe(2);
  });

  it('keeps a subject that looks encoded as it was typed', async () => {
    const subject = 'see =?UTF-8?Q?x?= there';
    expect(decodedWords(field(await built(content({ subject }), identity()), 'Subject'))).toBe(subject);
  });

  it('encodes a subject of one endless word whole', async () => {
    const subject = 'é'.repeat(2) + 'x'.repeat(3000);
    expect(decodedWords(field(await built(content({ subject }), identity()), 'Subject'))).toBe(subject);
  });

  it('ends lines with CRLF inside base64 too', async () => {
    const text = 'これは見積もりです\nよろしく\n';
    const bytes = await built(content({ body: text }), identity());
    expect(field(bytes, 'Content-Transfer-Encoding')).toBe('base64');
    expect(Buffer.from(body(bytes), 'base64').toString()).toBe(text.replaceAll('\n', '\r\n'));
  });
});

it('keeps a text part before a lone attachment, though the text is empty', async () => {
  const file = { name: 'a.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(3) };
  const bytes = await built(content({ body: '' }), identity(), [file]);
  expect(field(bytes, 'Content-Type')).toMatch(/^multipart\/mixed/);
});

describe('the encoding of a body', () => {
  it.each([
    ['7bit', TEXTS.ascii],
    ['7bit', `${'x'.repeat(76)}\n`],
    ['quoted-printable', 'x'.repeat(77)],
    ['base64', '1'.repeat(77)],
    ['quoted-printable', 'short lines\n'.repeat(20_000)],
    ['quoted-printable', TEXTS.French],
    ['base64', TEXTS.Japanese],
    ['base64', '🎭'],
    ['base64', 'a\0'],
    ['7bit', 'del\x7f\ttab'],
  ])('is foreseen and is %s', async (encoding, text) => {
    const bytes = await built(content({ body: text }), identity());
    expect([bodyEncoding(text), field(bytes, 'Content-Transfer-Encoding')]).toEqual([encoding, encoding]);
  });
});

it('begins with who it is from, not with how it is encoded', async () => {
  expect(lines(await built(content({ body: TEXTS.French }), identity()))[0]).toMatch(/^From: /);
});

it('never splits a character between encoded words, and keeps each within 75', () => {
  const text = '照明🎭é'.repeat(40);
  for (const word of encodedWords(text).split(' ')) {
    expect(word.length).toBeLessThanOrEqual(75);
    expect(decodedWords(word)).not.toContain('\uFFFD');
  }
  expect(decodedWords(encodedWords(text))).toBe(text);
});

it('takes a domain that is none in no Message-ID', () => {
  expect(newMessageId('A1', 36, 'not a domain')).toBe('<A1.10@localhost.invalid>');
});

it('leaves the draft as it is', () => {
  const draft = content({ to: [mailbox('Bob@Example.NET', 'Bob')] });
  messageOptions(draft, identity(), { messageId: '<a@b>', date: new Date(0) });
  expect(draft.to).toEqual([{ name: 'Bob', address: 'Bob@Example.NET' }]);
});

it.each(['"', '\\', 'a"'])(
  'keeps every line within 998 octets when a long name is full of %j',
  async (part) => {
    const bytes = await built(
      content({ to: [mailbox('jonas@dest.example', part.repeat(900 / part.length))] }),
      identity(),
    );
    expect(Math.max(...lines(bytes).map(({ length }) => length))).toBeLessThanOrEqual(998);
  },
);
