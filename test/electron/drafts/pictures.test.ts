// Pictures of a draft's rich text: what may be one, who gets to see it, and how long it is kept.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ulid } from 'ulid';
import { expect, it, onTestFinished } from 'vitest';
import type { DraftContent } from '#core/message/draft.ts';
import { AccountId, DraftId, IdentityId } from '#core/message/ids.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import type { Drafts } from '#electron/drafts/drafts.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { png } from '../compose/letters.ts';
import { temporaryFolder } from '../database/folder.ts';

const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);
const from = {
  accountId: AccountId.parse('practice'),
  identityId: IdentityId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'),
};
const notFound = { error: { code: 'not-found' } };

function profile() {
  const folder = temporaryFolder();
  return { path: path.join(folder, 'facteur.db'), attachments: path.join(folder, 'attachments') };
}

async function open(at: { path: string; attachments: string }): Promise<Drafts> {
  let now = Date.UTC(2026, 10, 23);
  const { drafts } = await openDrafts({ ...at, entry, clock: { now: () => (now += 60_000) } });
  onTestFinished(() => drafts.close());
  return drafts;
}

const content = (html: string): DraftContent => ({
  ...from,
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  body: '',
  html,
  sending: USUAL_SENDING,
});

async function put(drafts: Drafts, draftId: DraftId, bytes: Uint8Array, name = 'a.png') {
  const id = await drafts.beginFile(draftId, name, 'image/png', { inline: true });
  await drafts.chunk(id, bytes);
  return drafts.finishFile(id);
}

const start = (text: string): Uint8Array => Buffer.from(text.padEnd(20, '\0'), 'latin1');

it.each([
  ['PNG', png(4, 3), 'image/png'],
  ['JPEG', start('\xff\xd8\xff\xe0'), 'image/jpeg'],
  ['GIF', start('GIF89a'), 'image/gif'],
  ['WebP', start('RIFF\x01\x02\x03\x04WEBPVP8 '), 'image/webp'],
])('is a %s, whatever it is called', async (_, bytes, mediaType) => {
  const drafts = await open(profile());
  const { id } = await drafts.create(from);
  expect(await put(drafts, id, bytes, 'x.exe')).toMatchObject({ inline: true, mediaType });
});

it.each([
  ['SVG', start('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['HTML', start('<!doctype html><script>')],
  ['nothing', new Uint8Array()],
  ['RIFF of another kind', start('RIFF\x01\x02\x03\x04WAVE')],
])('is not a %s, which becomes an ordinary file and is shown nowhere', async (_, bytes) => {
  const drafts = await open(profile());
  const { id } = await drafts.create(from);
  const view = await put(drafts, id, bytes);
  expect(view).not.toHaveProperty('inline');
  await expect(drafts.picture(id, view.id)).rejects.toMatchObject(notFound);
});

it('is shown as a part of its own draft alone, and not when it was dropped as a file', async () => {
  const drafts = await open(profile());
  const [mine, other] = [await drafts.create(from), await drafts.create(from)];
  const { id } = await put(drafts, mine.id, png(4, 3));
  const found = await drafts.picture(mine.id, id);
  expect(readFileSync(found.path)).toEqual(Buffer.from(png(4, 3)));
  await expect(drafts.picture(other.id, id)).rejects.toMatchObject(notFound);
  await expect(drafts.picture(DraftId.parse(ulid()), id)).rejects.toMatchObject(notFound);
  const file = await drafts.beginFile(mine.id, 'b.png', 'image/png');
  await drafts.chunk(file, png(4, 3));
  await drafts.finishFile(file);
  await expect(drafts.picture(mine.id, file)).rejects.toMatchObject(notFound);
});

it('is no file in the list of drafts', async () => {
  const drafts = await open(profile());
  const { id } = await drafts.create(from);
  await put(drafts, id, png(4, 3));
  expect((await drafts.list()).map(({ attachments }) => attachments)).toEqual([0]);
});

it('is kept while the draft or a version of it has it, and goes with the next start when none does', async () => {
  const at = profile();
  const first = await open(at);
  const { id } = await first.create(from);
  const [kept, once, never] = [
    await put(first, id, png(4, 3)),
    await put(first, id, png(5, 3)),
    await put(first, id, png(6, 3)),
  ];
  const long = `<p>${'words '.repeat(100)}</p>`;
  await first.save(id, 0, content(`${long}<p><img src="cid:${kept.id}"><img src="cid:${once.id}"></p>`));
  await first.save(id, 1, content(`<p><img src="cid:${kept.id}"></p>`));
  expect(await first.versions(id)).toHaveLength(1);
  await first.close();
  const again = await open(at);
  expect((await again.open(id)).attachments.map((view) => view.id)).toEqual([kept.id, once.id]);
  expect(existsSync(path.join(at.attachments, id, never.id))).toBe(false);
  await again.restoreVersion(id, 2, 1);
  expect((await again.picture(id, once.id)).mediaType).toBe('image/png');
});
