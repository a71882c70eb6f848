/** What of a message a draft can be made of: its texts and files, and what is said to be left out. */
import { describe, expect, it } from 'vitest';
import { parseHeader } from '#core/headers/parse.ts';
import { forwardedSubject, headingOf, sendersIn } from '#core/message/reuse/heading.ts';
import { writtenParts } from '#core/message/reuse/parts.ts';
import { bytesOf, structureOf } from '../mime/reading.ts';

const multipart = (type: string, ...parts: string[]): string =>
  `Content-Type: multipart/${type}; boundary=${type}\r\n\r\n` +
  parts.map((part) => `--${type}\r\n${part}\r\n`).join('') +
  `--${type}--\r\n`;
const leaf = (type: string, fields = ''): string => `Content-Type: ${type}\r\n${fields}\r\nx`;
const attached = 'Content-Disposition: attachment\r\n';

function choiceOf(message: string) {
  const { texts, files, leftOut } = writtenParts(structureOf(message));
  const names = (parts: typeof texts) => parts.map(({ mediaType }) => mediaType);
  return { texts: names(texts), files: names(files), leftOut: [...leftOut] };
}

describe('the parts of a message', () => {
  it('are its text alone where there is no other', () => {
    expect(choiceOf('Subject: a\r\n\r\nHello')).toEqual({ texts: ['text/plain'], files: [], leftOut: [] });
  });

  it('are a text and files, a text that was attached among them', () => {
    const message = multipart(
      'mixed',
      leaf('text/plain'),
      leaf('image/png'),
      leaf('text/plain', attached),
      leaf('text/plain; name=a.txt'),
    );
    expect(choiceOf(message)).toEqual({
      texts: ['text/plain'],
      files: ['image/png', 'text/plain', 'text/plain'],
      leftOut: [],
    });
  });

  it('are the plainest version, and the formatted one is said to be left out with its pictures', () => {
    const html = multipart(
      'related',
      leaf('text/html'),
      leaf('image/png'),
      leaf('application/pdf', attached),
    );
    expect(choiceOf(multipart('alternative', leaf('text/plain'), html))).toEqual({
      texts: ['text/plain'],
      files: ['application/pdf'],
      leftOut: ['html', 'images'],
    });
  });

  it('are the HTML where there is nothing but that, with its pictures as files', () => {
    const message = multipart('related', leaf('text/html'), leaf('image/png', 'Content-ID: <a@b>\r\n'));
    expect(choiceOf(message)).toEqual({
      texts: ['text/html'],
      files: ['image/png'],
      leftOut: ['from-html'],
    });
  });

  it('are without the signature of a signed message', () => {
    const message = multipart('signed', leaf('text/plain'), leaf('application/pgp-signature'));
    expect(choiceOf(message)).toEqual({ texts: ['text/plain'], files: [], leftOut: ['signature'] });
  });

  it('are files alone where the message is encrypted', () => {
    const message = multipart(
      'encrypted',
      leaf('application/pgp-encrypted'),
      leaf('application/octet-stream'),
    );
    expect(choiceOf(message)).toEqual({
      texts: [],
      files: ['application/pgp-encrypted', 'application/octet-stream'],
      leftOut: ['encrypted'],
    });
  });

  it('keep a message within it whole, and do not look for text in it', () => {
    const message = multipart(
      'mixed',
      leaf('text/plain'),
      `Content-Type: message/rfc822\r\n\r\n${leaf('text/plain')}`,
    );
    expect(choiceOf(message)).toEqual({ texts: ['text/plain'], files: ['message/rfc822'], leftOut: [] });
  });

  it('have a text as a file whose characters are unknown', () => {
    expect(choiceOf(leaf('text/plain; charset=x-nobody'))).toEqual({
      texts: [],
      files: ['text/plain'],
      leftOut: ['charset'],
    });
  });
});

const header = (text: string) => {
  const bytes = bytesOf(`${text}\r\n\r\n`);
  return { bytes, parsed: parseHeader(bytes) };
};

describe('the heading of a draft', () => {
  it('has the recipients of all fields, decoded, and the members of groups', () => {
    const { to, cc, bcc } = headingOf(
      header(
        'To: =?UTF-8?Q?L=C3=A9a?= <lea@example.org>, team: a@example.org, B <b@example.org>;\r\nCc: undisclosed-recipients:;\r\nBcc: c@example.org',
      ),
    );
    expect(to).toEqual([
      { name: 'Léa', address: 'lea@example.org' },
      { name: '', address: 'a@example.org' },
      { name: 'B', address: 'b@example.org' },
    ]);
    expect(cc).toEqual([]);
    expect(bcc).toEqual([{ name: '', address: 'c@example.org' }]);
  });

  it('has what the message answers, where that can be one', () => {
    expect(headingOf(header('In-Reply-To: <a@b>')).inReplyTo).toBe('<a@b>');
    expect(headingOf(header('In-Reply-To: your mail')).inReplyTo).toBeUndefined();
  });

  it('knows who wrote it whatever the case of their address', () => {
    expect(sendersIn(header('From: Me <Me@Example.org>'))).toEqual(['me@example.org']);
  });
});

it('says once that it is forwarded, in whatever language', () => {
  expect(forwardedSubject('Réunion', 'fr')).toBe('TR : Réunion');
  expect(forwardedSubject('Réunion', 'en')).toBe('Fwd: Réunion');
  expect(forwardedSubject('TR : Réunion', 'en')).toBe('TR : Réunion');
  expect(forwardedSubject('', 'en')).toBe('Fwd:');
});
