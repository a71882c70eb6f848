// The messages of each mode as real readers read them: what is nested in what, the words, the names, the bytes.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DraftContent } from '#core/message/draft.ts';
import { PICTURE_ID, OTHER_PICTURE_ID } from '../../core/message/rich/rich-text.ts';
import { temporaryFolder } from '../database/folder.ts';
import { letter, picture, secondPicture, sourcesOf } from './letters.ts';
import { byMutt, byPython, leaves, shape } from './readers.ts';

const pdf = {
  name: 'Devis révisé – 見積もり (final).pdf',
  mediaType: 'application/pdf',
  bytes: new Uint8Array(5000).fill(7),
};
const forwarded = {
  name: 'Fwd.eml',
  mediaType: 'message/rfc822',
  bytes: new TextEncoder().encode('From: c@example.org\r\nSubject: inner\r\n\r\nInner words.\r\n'),
};
const long = 'Ein langer Absatz, der für den Versand umbrochen und beim Lesen wieder zusammengefügt wird. '
  .repeat(3)
  .trim();
const html = `<h1>Étage 3</h1><p>${long}</p><ul><li><p>eins</p></li><li><p>zwei</p></li></ul><blockquote><p>gesagt</p></blockquote><p><a href="https://example.org/plan">der Plan</a></p>`;
const pictured = `${html}<p><img src="cid:${PICTURE_ID}" alt="der Plan" width="40"> <img src="cid:${OTHER_PICTURE_ID}" alt="Logo"></p>`;

const modes: Readonly<
  Record<
    string,
    {
      readonly draft: Partial<DraftContent>;
      readonly files: Parameters<typeof sourcesOf>[0];
      readonly nested: string;
      readonly listed: readonly string[];
    }
  >
> = {
  plain: {
    draft: { body: 'Été – 照明\n\n> zitiert\n' },
    files: [],
    nested: 'text/plain',
    listed: ['1 text/plain'],
  },
  'plain with a file': {
    draft: { body: 'Été – 照明\n\n> zitiert\n' },
    files: [pdf],
    nested: 'multipart/mixed(text/plain, application/pdf)',
    listed: ['1 text/plain', `2 application/pdf ${pdf.name}`],
  },
  rich: {
    draft: { html },
    files: [],
    nested: 'multipart/alternative(text/plain, text/html)',
    listed: ['1 multipart/alternative', '2 text/plain', '3 text/html'],
  },
  'rich with pictures': {
    draft: { html: pictured },
    files: [picture(), secondPicture()],
    nested: 'multipart/alternative(text/plain, multipart/related(text/html, image/png, image/png))',
    listed: [
      '1 multipart/alternative',
      '2 text/plain',
      '3 multipart/related',
      '4 text/html',
      '5 image/png Étage 3.png',
      '6 image/png logo.png',
    ],
  },
  'rich with pictures and a file': {
    draft: { html: pictured },
    files: [picture(), pdf, secondPicture()],
    nested:
      'multipart/mixed(multipart/alternative(text/plain, multipart/related(text/html, image/png, image/png)), application/pdf)',
    listed: [
      '1 multipart/alternative',
      '2 text/plain',
      '3 multipart/related',
      '4 text/html',
      '5 image/png Étage 3.png',
      '6 image/png logo.png',
      `7 application/pdf ${pdf.name}`,
    ],
  },
  'a message attached': {
    draft: { html },
    files: [forwarded],
    nested: 'multipart/mixed(multipart/alternative(text/plain, text/html), message/rfc822(text/plain))',
    listed: [
      '1 multipart/alternative',
      '2 text/plain',
      '3 text/html',
      '4 message/rfc822 Fwd.eml',
      '5 text/plain',
    ],
  },
};

const subject = 'Réunion – 会議';

describe.each(Object.entries(modes))('a message: %s', (_, { draft, files, nested, listed }) => {
  const build = (): Promise<Buffer> => letter({ subject, ...draft }, sourcesOf(files, temporaryFolder()));
  const isRich = draft.html !== undefined;

  it('is nested as it should be for Python, without a defect', async () => {
    const { body, subject: read, from } = byPython(await build());
    expect([shape(body), read, from]).toEqual([nested, subject, 'Eva <eva@example.org>']);
    const defects = (part: typeof body): readonly string[] => [
      ...part.defects,
      ...part.parts.flatMap(defects),
    ];
    expect(defects(body)).toEqual([]);
  });

  it('has its words, names and bytes for Python', async () => {
    const parts = leaves(byPython(await build()).body);
    const text = parts.find(({ type }) => type === 'text/plain');
    expect(text?.content).toContain(isRich ? 'Étage 3\n=======' : 'Été – 照明\n\n> zitiert');
    expect(text?.parameters['format']).toBe(isRich ? 'flowed' : undefined);
    if (isRich) {
      const rich = parts.find(({ type }) => type === 'text/html')?.content ?? '';
      expect(rich).toContain(`<p>${long}</p>`);
      const named = [...rich.matchAll(/src="cid:([^"]*)"/g)].map(([, name]) => `<${name ?? ''}>`);
      const pictures = parts.filter(({ type }) => type === 'image/png');
      expect(pictures.map(({ contentId }) => contentId)).toEqual(named);
      expect(pictures.every(({ disposition }) => disposition === 'inline')).toBe(true);
    }
    for (const { name, mediaType, bytes } of files) {
      if (mediaType === 'message/rfc822') continue;
      const part = parts.find((one) => one.name === name);
      expect([part?.type, part?.content]).toEqual([
        mediaType,
        createHash('sha256').update(bytes).digest('hex'),
      ]);
    }
  });

  it('has its parts, names and words for mutt', async () => {
    const { text, parts } = await byMutt(await build(), temporaryFolder());
    expect(parts).toEqual(listed);
    expect(text).toContain(`Subject: ${subject}\n`);
    if (isRich) {
      expect(text).toContain('Étage 3\n=======');
      expect(text).toContain('- eins\n- zwei\n');
      expect(text).toContain('\n> gesagt\n');
      expect(text).toContain('der Plan <https://example.org/plan>');
      expect(text).not.toContain('<p>');
    } else expect(text).toContain('Été – 照明\n\n> zitiert\n');
    if (files.includes(forwarded)) expect(text).toContain('Inner words.');
  });
});

it('has long paragraphs whole again for a reader of format=flowed', async () => {
  const text =
    leaves(byPython(await letter({ html })).body).find(({ type }) => type === 'text/plain')?.content ?? '';
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(76);
  expect(text.replaceAll(' \n', ' ')).toContain(long);
});
