// What a rich draft becomes: its parts, their names for each other, its size foreseen, and the way back to what was written.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { richOfMail } from '#core/message/rich/mail.ts';
import { canonical } from '#core/message/rich/canonical.ts';
import { serialized } from '#core/message/rich/tree.ts';
import { estimateSize } from '#core/message/size.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { transferDecoder } from '#core/mime/transfer-decoder.ts';
import type { Part } from '#core/mime/structure.ts';
import { content, identity } from '../../core/message/drafts.ts';
import { OTHER_PICTURE_ID, PICTURE_ID, richText } from '../../core/message/rich/rich-text.ts';
import { outline, structureOf } from '../../core/mime/reading.ts';
import { temporaryFolder } from '../database/folder.ts';
import { letter, picture, secondPicture, sourcesOf } from './letters.ts';

const pdf = { name: 'devis révisé.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(5000).fill(7) };
const WITH_PICTURE = `<p>See <img src="cid:${PICTURE_ID}" alt="the plan" width="320"></p>`;

function textOfPart(bytes: Buffer, mediaType: string): string {
  const part = structureOf(bytes).parts.find((one) => one.mediaType === mediaType);
  return part === undefined ? '' : Buffer.from(decodedPart(bytes, part)).toString();
}

function decodedPart(bytes: Buffer, { encoding, body }: Part): Uint8Array {
  const decoder = transferDecoder(encoding);
  return Buffer.concat([decoder.push(bytes.subarray(body.start, body.end)), decoder.finish()]);
}

describe('the parts of a message', () => {
  it('are its text and its HTML, the richest last', async () => {
    const bytes = await letter({ html: '<p>Bonjour <strong>Léa</strong></p>' });
    expect(outline(structureOf(bytes))).toEqual(['· multipart/alternative', '1 text/plain', '2 text/html']);
    expect(textOfPart(bytes, 'text/plain')).toBe('Bonjour Léa');
  });

  it('are the HTML with its pictures beside the text, and files around both', async () => {
    const sources = sourcesOf([picture(), pdf], temporaryFolder());
    const bytes = await letter({ html: WITH_PICTURE }, sources);
    expect(outline(structureOf(bytes))).toEqual([
      '· multipart/mixed',
      '1 multipart/alternative',
      '1.1 text/plain',
      '1.2 multipart/related',
      '1.2.1 text/html',
      '1.2.2 image/png',
      '2 application/pdf',
    ]);
    const image = structureOf(bytes).parts.find(({ number }) => number === '1.2.2');
    expect([image?.contentId, image?.disposition, image?.fileName]).toEqual([
      '<1.01KAQ5Z9G0000000000000000A.mwt7reo0@example.org>',
      'inline',
      'Étage 3.png',
    ]);
    expect(textOfPart(bytes, 'text/html')).toContain(
      'src="cid:1.01KAQ5Z9G0000000000000000A.mwt7reo0@example.org"',
    );
  });

  it('are without a picture that the text no longer has', async () => {
    const sources = sourcesOf([picture(), secondPicture()], temporaryFolder());
    const bytes = await letter({ html: `<p><img src="cid:${OTHER_PICTURE_ID}" alt=""></p>` }, sources);
    const parts = structureOf(bytes).parts.filter(({ mediaType }) => mediaType === 'image/png');
    expect(parts.map(({ fileName, contentId }) => [fileName, contentId])).toEqual([
      ['logo.png', '<2.01KAQ5Z9G0000000000000000A.mwt7reo0@example.org>'],
    ]);
  });

  it('are the text alone of a draft that became plain, its pictures left out', async () => {
    const bytes = await letter({ body: 'plain' }, sourcesOf([picture()], temporaryFolder()));
    expect(outline(structureOf(bytes))).toEqual(['· text/plain']);
  });

  it('keep long lines or not as the text wants it, which the HTML does not feel', async () => {
    const html = `<p>${'some words '.repeat(40).trim()}</p>`;
    expect((await letter({ html })).toString()).toContain('format=flowed');
    const long = await letter({ html, sending: { ...USUAL_SENDING, longLines: true } });
    expect(long.toString()).not.toContain('format=flowed');
    expect(textOfPart(long, 'text/html')).toContain('some words '.repeat(40).trim());
  });
});

describe('the HTML that is sent', () => {
  it('is a whole document of its language, without anything from elsewhere', async () => {
    const bytes = await letter({
      html: '<p>a</p><p></p><p class="x">b<script>alert(1)</script></p>',
      language: 'fr-CA',
    });
    expect(textOfPart(bytes, 'text/html').replaceAll('\r\n', '\n')).toBe(
      '<!doctype html>\n<html lang="fr-CA">\n<head><meta charset="utf-8"></head>\n<body>\n<p>a</p>\n<p><br></p>\n<p>b</p>\n</body>\n</html>\n',
    );
  });

  it('has the styles in it that readers need', async () => {
    const html =
      '<table><tbody><tr><td style="text-align: right"><p>1</p></td></tr></tbody></table><blockquote><p>q</p></blockquote>';
    const sent = textOfPart(await letter({ html }), 'text/html');
    expect(sent).toContain('<table style="border-collapse:collapse">');
    expect(sent).toContain(
      '<td style="border:1px solid #999999;padding:4px 8px;vertical-align:top;text-align: right"><p style="margin:0">',
    );
    expect(sent).toMatch(/<blockquote style="[^"]*border-left:2px solid/);
  });

  it('is 7-bit clean in lines of at most 998 octets, whatever was written, even where 8-bit was chosen', async () => {
    const html = `<p>${'été 照明 '.repeat(2000)}</p><p>${'x'.repeat(5000)}</p><pre>a\tb\n\n  c</pre>`;
    for (const eightBit of [false, true]) {
      const bytes = await letter({ html, sending: { ...USUAL_SENDING, eightBit } });
      expect(bytes.every((octet) => octet < 128 && octet !== 0)).toBe(true);
      expect(bytes.toString('latin1')).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
      expect(
        Math.max(
          ...bytes
            .toString('latin1')
            .split('\r\n')
            .map(({ length }) => length),
        ),
      ).toBeLessThanOrEqual(998);
    }
  });
});

it('comes back from its bytes as it was written', async () => {
  const sources = sourcesOf([picture(), secondPicture()], temporaryFolder());
  await fc.assert(
    fc.asyncProperty(richText, async (html) => {
      const bytes = await letter({ html }, sources);
      const ids = new Map([
        ['cid:1.01KAQ5Z9G0000000000000000A.mwt7reo0@example.org', `cid:${PICTURE_ID}`],
        ['cid:2.01KAQ5Z9G0000000000000000A.mwt7reo0@example.org', `cid:${OTHER_PICTURE_ID}`],
      ]);
      const read = textOfPart(bytes, 'text/html').replaceAll('\r\n', '\n');
      const back = canonical(richOfMail(read), (src) => ids.get(src) ?? null);
      expect(serialized(back)).toBe(html);
    }),
    { numRuns: 200 },
  );
});

describe('the size that is shown before sending', () => {
  const samples = {
    'a short one': '<p>Hello <strong>you</strong></p>',
    French: `<h1>Devis</h1>${'<p>Voilà le devis révisé pour la scène, à très bientôt. </p>'.repeat(20)}`,
    Japanese: '<p>照明の見積もりを送ります。よろしくお願いします。</p>'.repeat(30),
    tables: `<table><tbody>${'<tr><td><p>Étage</p></td><td><p>3</p></td></tr>'.repeat(40)}</tbody></table>`,
    pictures: WITH_PICTURE,
  };

  it.each(Object.entries(samples))('is within 2 in 100 of the message: %s', async (_, html) => {
    const sources = sourcesOf([picture(), secondPicture(), pdf], temporaryFolder());
    for (const files of [sources.slice(0, 2), sources]) {
      const actual = await letter({ html }, files);
      const body = textOfPart(actual, 'text/plain').replaceAll('\r\n', '\n');
      const estimated = estimateSize(content({ html, body }), identity(), files);
      expect(Math.abs(estimated - actual.length) / actual.length).toBeLessThanOrEqual(0.02);
    }
  });
});
