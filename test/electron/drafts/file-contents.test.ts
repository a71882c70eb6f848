// What is in a draft's files: copies, files that changed, pictures that lose their notes; through the real worker on a real profile.
import { appendFileSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ulid } from 'ulid';
import { expect, it, onTestFinished } from 'vitest';
import { AccountId, AttachmentId, type DraftId, IdentityId } from '#core/message/ids.ts';
import type { Drafts } from '#electron/drafts/drafts.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { temporaryFolder } from '../database/folder.ts';

const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);
const pictures = path.join(import.meta.dirname, '../../fixtures/pictures');
const from = {
  accountId: AccountId.parse('practice'),
  identityId: IdentityId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'),
};

interface World {
  readonly folder: string;
  readonly drafts: Drafts;
  readonly draftId: DraftId;
}

async function open(folder: string): Promise<Drafts> {
  let now = Date.UTC(2026, 10, 23);
  const at = { path: path.join(folder, 'facteur.db'), attachments: path.join(folder, 'attachments') };
  const { drafts } = await openDrafts({ ...at, entry, clock: { now: () => ++now } });
  onTestFinished(() => drafts.close());
  return drafts;
}

async function world(): Promise<World> {
  const folder = temporaryFolder();
  const drafts = await open(folder);
  const { id: draftId } = await drafts.create(from);
  return { folder, drafts, draftId };
}

async function chosen({ folder, drafts, draftId }: World, name: string, content: string) {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const { id } = await drafts.addFile(draftId, file);
  return { file, which: { draftId, id } };
}

async function sent({ drafts, draftId }: World): Promise<string[]> {
  const sources = await drafts.sourcesFor(draftId);
  return sources.map((source) => readFileSync(source.path, 'utf8'));
}

const failedWith = (reason: string) => ({ error: { code: 'file', reason } });

it('copies a chosen file, which may change or go from then on', async () => {
  const at = await world();
  const { file, which } = await chosen(at, 'a.txt', 'as it was');
  const views = [await at.drafts.contents.snapshot(which)];
  appendFileSync(file, ', and more');
  views.push(...(await at.drafts.open(at.draftId)).attachments);
  rmSync(file);
  views.push(...(await at.drafts.open(at.draftId)).attachments);
  expect(views.map(({ state, inPlace, outdated }) => [state, inPlace ?? false, outdated ?? false])).toEqual([
    ['ready', false, false],
    ['ready', false, true],
    ['ready', false, false],
  ]);
  expect(await sent(at)).toEqual(['as it was']);
});

it('tells how far a copy is, and leaves nothing of one that is given up', async () => {
  const at = await world();
  const { which } = await chosen(at, 'a.bin', 'x'.repeat(5_000_000));
  const abort = new AbortController();
  const received: number[] = [];
  const progress = (bytes: number): void => {
    received.push(bytes);
    if (received.length === 2) abort.abort();
  };
  await expect(at.drafts.contents.snapshot(which, { signal: abort.signal, progress })).rejects.toMatchObject({
    error: { code: 'cancelled' },
  });
  expect(received).toEqual([1 << 20, 2 << 20]);
  expect(readdirSync(path.join(at.folder, 'attachments', at.draftId))).toEqual([]);
  expect((await at.drafts.open(at.draftId)).attachments).toMatchObject([{ inPlace: true, state: 'ready' }]);
});

it('makes no copy of a file that changes meanwhile, or is gone', async () => {
  const at = await world();
  const { file, which } = await chosen(at, 'a.bin', 'x'.repeat(3_000_000));
  const signal = new AbortController().signal;
  const progress = (): void => appendFileSync(file, 'y');
  await expect(at.drafts.contents.snapshot(which, { signal, progress })).rejects.toMatchObject(
    failedWith('changed'),
  );
  rmSync(file);
  await expect(at.drafts.contents.snapshot(which)).rejects.toMatchObject(failedWith('gone'));
  expect(readdirSync(path.join(at.folder, 'attachments', at.draftId))).toEqual([]);
});

it('takes a changed file as it is now, and gives back what it was', async () => {
  const at = await world();
  const { file, which } = await chosen(at, 'a.txt', 'one');
  await at.drafts.contents.snapshot(which);
  writeFileSync(file, 'the second');
  expect(await at.drafts.contents.renew(which)).toMatchObject({
    size: 10,
    state: 'ready',
    inPlace: true,
    revised: true,
  });
  const renewed = await at.drafts.contents.snapshot(which);
  expect([renewed.id, renewed.revised, renewed.outdated]).toEqual([which.id, true, undefined]);
  expect(await sent(at)).toEqual(['the second']);
  expect(await at.drafts.contents.revert(which)).toMatchObject({ size: 3, outdated: true });
  expect(await sent(at)).toEqual(['one']);
  expect((await at.drafts.contents.keep(which)).outdated).toBeUndefined();
});

it('strips a picture of its notes without touching the file, and gives them back', async () => {
  const at = await world();
  const file = path.join(at.folder, 'photo.jpg');
  copyFileSync(path.join(pictures, 'placed.jpg'), file);
  const before = readFileSync(file);
  const { id } = await at.drafts.addFile(at.draftId, file);
  const which = { draftId: at.draftId, id };
  expect(await at.drafts.contents.place(which)).toMatchObject({ latitude: 48.858222000000005 });
  const bare = await at.drafts.contents.strip(which);
  expect(bare).toMatchObject({
    id,
    name: 'photo.jpg',
    mediaType: 'image/jpeg',
    state: 'ready',
    revised: true,
  });
  expect(bare.size).toBeLessThan(before.length);
  expect(await at.drafts.contents.place(which)).toBeNull();
  expect(readFileSync(file)).toEqual(before);
  expect((await at.drafts.contents.revert(which)).size).toBe(before.length);
});

it('strips nothing of what is no picture', async () => {
  const at = await world();
  const { which } = await chosen(at, 'a.txt', 'text');
  expect(await at.drafts.contents.place(which)).toBeNull();
  await expect(at.drafts.contents.strip(which)).rejects.toMatchObject(failedWith('unsupported'));
  const none = { draftId: at.draftId, id: AttachmentId.parse(ulid()) };
  await expect(at.drafts.contents.strip(none)).rejects.toMatchObject({ error: { code: 'not-found' } });
});

it('puts bytes in place of what is in a file, under its name, and reads them back', async () => {
  const at = await world();
  const { which } = await chosen(at, 'photo.png', 'large');
  const take = await at.drafts.beginFile(at.draftId, 'any name', 'image/png', { instead: which.id });
  await at.drafts.chunk(take, Buffer.from('small'));
  expect(await at.drafts.finishFile(take)).toMatchObject({
    id: which.id,
    name: 'photo.png',
    size: 5,
    revised: true,
  });
  expect((await at.drafts.open(at.draftId)).attachments).toHaveLength(1);
  expect(Buffer.from(await at.drafts.contents.read(which, 1, 100)).toString()).toBe('mall');
});

it('keeps the newest content over a restart, and what was before it no longer', async () => {
  const at = await world();
  const { file, which } = await chosen(at, 'a.txt', 'one');
  await at.drafts.contents.snapshot(which);
  writeFileSync(file, 'two');
  await at.drafts.contents.renew(which);
  await at.drafts.contents.snapshot(which);
  await at.drafts.close();
  const drafts = await open(at.folder);
  const [view] = (await drafts.open(at.draftId)).attachments;
  expect(view).toMatchObject({ id: which.id, state: 'ready' });
  expect(view?.revised).toBeUndefined();
  expect(await sent({ ...at, drafts })).toEqual(['two']);
  expect(readdirSync(path.join(at.folder, 'attachments', at.draftId))).toHaveLength(1);
});

it('knows by its bytes what a file is, whichever way it came', async () => {
  const at = await world();
  copyFileSync(path.join(pictures, 'placed.heic'), path.join(at.folder, 'photo'));
  expect((await at.drafts.addFile(at.draftId, path.join(at.folder, 'photo'))).mediaType).toBe('image/heic');
  const id = await at.drafts.beginFile(at.draftId, 'picture.png', 'image/png');
  await at.drafts.chunk(id, Buffer.from('%PDF-1.7\n'));
  expect((await at.drafts.finishFile(id)).mediaType).toBe('application/pdf');
});

it('knows which message can go as it is', async () => {
  const at = await world();
  const clean = await chosen(at, 'a.eml', 'From: a@b.example\r\n\r\nHello\r\n');
  const other = await chosen(at, 'b.eml', 'From: a@b.example\r\n\r\nBonjour, à bientôt\r\n');
  const { attachments } = await at.drafts.open(at.draftId);
  expect(attachments.map(({ id, sevenBit }) => [id, sevenBit])).toEqual([
    [clean.which.id, true],
    [other.which.id, undefined],
  ]);
});
