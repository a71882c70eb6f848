// Drafts and their files, through the real worker on a real profile.
import { USUAL_SENDING } from '#core/message/sending.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ulid } from 'ulid';
import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '#core/message/draft.ts';
import { AccountId, AttachmentId, DraftId, IdentityId, SubmissionId } from '#core/message/ids.ts';
import type { Drafts } from '#electron/drafts/drafts.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { temporaryFolder } from '../database/folder.ts';
import { onSmallDisk } from '../database/small-disk.ts';

const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);
const from = {
  accountId: AccountId.parse('practice'),
  identityId: IdentityId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'),
};

function profile() {
  const folder = temporaryFolder();
  return { folder, path: path.join(folder, 'facteur.db'), attachments: path.join(folder, 'attachments') };
}

async function open(at: { path: string; attachments: string }, onChanged?: (id: DraftId) => void) {
  let now = Date.UTC(2026, 10, 23);
  const clock = { now: () => ++now };
  const opened = await openDrafts({ ...at, entry, clock, ...(onChanged === undefined ? {} : { onChanged }) });
  onTestFinished(() => opened.drafts.close());
  return opened;
}

const content = (subject: string): Draft['content'] => ({
  ...from,
  to: [{ name: 'Zoë', address: 'zoe@example.test' }],
  cc: [],
  bcc: [{ name: '', address: 'b@example.test' }],
  subject,
  body: 'Ligne 1\nLigne 2\n',
  sending: USUAL_SENDING,
});

async function drop(
  drafts: Drafts,
  draftId: DraftId,
  name: string,
  chunks: readonly Uint8Array[],
  mediaType = '',
) {
  const id = await drafts.beginFile(draftId, name, mediaType);
  await Promise.all(chunks.map((chunk) => drafts.chunk(id, chunk)));
  return drafts.finishFile(id);
}
const notFound = { error: { code: 'not-found' } };

it('gives back what was saved, after a restart too', async () => {
  const at = profile();
  const first = await open(at);
  const { id, revision } = await first.drafts.create(from);
  const saved = await first.drafts.save(id, revision, content('Réunion'));
  expect(saved.revision).toBe(1);
  await first.drafts.close();
  const second = await open(at);
  expect(await second.drafts.open(id)).toEqual({
    id,
    ...saved,
    content: content('Réunion'),
    attachments: [],
  });
  expect(second.damage).toBeNull();
});

it('lists drafts, last saved first, with what there is to recognise them by', async () => {
  const { drafts } = await open(profile());
  const [older, newer] = [await drafts.create(from), await drafts.create(from)];
  await drafts.save(newer.id, 0, content('newer'));
  const { savedAt } = await drafts.save(older.id, 0, content('older'));
  const list = await drafts.list();
  expect(list.map(({ id }) => id)).toEqual([older.id, newer.id]);
  expect(list[0]).toEqual({
    id: older.id,
    savedAt,
    accountId: 'practice',
    subject: 'older',
    to: ['Zoë', 'b@example.test'],
    attachments: 0,
  });
});

it('refuses a save that is based on an older revision, and keeps the newer text', async () => {
  const { drafts } = await open(profile());
  const { id } = await drafts.create(from);
  await drafts.save(id, 0, content('first window'));
  await expect(drafts.save(id, 0, content('second window'))).rejects.toMatchObject({
    error: { code: 'draft-conflict' },
  });
  expect((await drafts.open(id)).content.subject).toBe('first window');
  await expect(drafts.save(DraftId.parse(ulid()), 0, content('x'))).rejects.toMatchObject(notFound);
});

it('brings a removed draft back until the next start, and forgets it then', async () => {
  const at = profile();
  const first = await open(at);
  const { id } = await first.drafts.create(from);
  await drop(first.drafts, id, 'a.txt', [Buffer.from('abc')]);
  await first.drafts.remove(id);
  expect(await first.drafts.list()).toEqual([]);
  await expect(first.drafts.open(id)).rejects.toMatchObject(notFound);
  expect((await first.drafts.restore(id)).attachments[0]?.state).toBe('ready');
  await first.drafts.remove(id);
  await first.drafts.close();
  const second = await open(at);
  await expect(second.drafts.restore(id)).rejects.toMatchObject(notFound);
  expect(readdirSync(at.attachments)).toEqual([]);
});

it('hides a draft while it is a submission, over a restart, and brings it back as it was', async () => {
  const at = profile();
  const submissionId = SubmissionId.parse(ulid());
  const first = await open(at);
  const { id } = await first.drafts.create(from);
  await first.drafts.save(id, 0, content('sent'));
  await drop(first.drafts, id, 'a.txt', [Buffer.from('abc')]);
  const before = await first.drafts.open(id);
  await first.drafts.hideForSubmission(id, submissionId);
  expect(await first.drafts.list()).toEqual([]);
  await expect(first.drafts.save(id, 1, content('late'))).rejects.toMatchObject(notFound);
  await first.drafts.close();
  const { drafts } = await open(at);
  expect(await drafts.submitted()).toEqual([{ id, submissionId }]);
  await drafts.restoreFromSubmission(id);
  expect(await drafts.open(id)).toEqual(before);
});

it('removes a draft that went out, with its copies of files', async () => {
  const at = profile();
  const { drafts } = await open(at);
  const { id } = await drafts.create(from);
  await drop(drafts, id, 'a.txt', [Buffer.from('abc')]);
  await drafts.hideForSubmission(id, SubmissionId.parse(ulid()));
  await drafts.removeSubmitted(id);
  await drafts.removeSubmitted(id);
  expect(await drafts.submitted()).toEqual([]);
  expect(readdirSync(at.attachments)).toEqual([]);
});

it('says which draft changed', async () => {
  const changed: DraftId[] = [];
  const { drafts } = await open(profile(), (id) => changed.push(id));
  const { id } = await drafts.create(from);
  await drafts.save(id, 0, content('x'));
  await drafts.remove(id);
  expect(changed).toEqual([id, id, id]);
});

it('copies a dropped file in the order of its chunks, and knows it by a name that is no path', async () => {
  const at = profile();
  const { drafts } = await open(at);
  const { id } = await drafts.create(from);
  const chunks = Array.from({ length: 50 }, (_, n) => Buffer.alloc(10_000, n));
  const view = await drop(drafts, id, '../../etc/C:\\x\\rapport\u202e \r\nété.pdf', chunks, 'text/html');
  expect(view).toMatchObject({
    name: 'rapport été.pdf',
    size: 500_000,
    mediaType: 'application/pdf',
    state: 'ready',
  });
  const [source] = await drafts.sourcesFor(id);
  expect(source).toEqual({ ...view, path: path.join(at.attachments, id, view.id) });
  expect(readFileSync(source?.path ?? '')).toEqual(Buffer.concat(chunks));
});

it.each([
  ['image', 'image/png', 'image/png'],
  ['image', 'Not a type', 'application/octet-stream'],
  ['a.jpeg', '', 'image/jpeg'],
  ['..', 'text/plain', 'text/plain'],
])('finds the type of %s that is said to be "%s"', async (name, said, expected) => {
  const { drafts } = await open(profile());
  const { id } = await drafts.create(from);
  expect((await drop(drafts, id, name, [], said)).mediaType).toBe(expected);
});

it('keeps nothing of a file that was given up, here or by a crash', async () => {
  const at = profile();
  const first = await open(at);
  const { id } = await first.drafts.create(from);
  const given = await first.drafts.beginFile(id, 'a.txt', '');
  await first.drafts.chunk(given, Buffer.from('half'));
  await first.drafts.abortFile(given);
  await expect(first.drafts.chunk(given, Buffer.from('more'))).rejects.toMatchObject(notFound);
  await expect(first.drafts.finishFile(given)).rejects.toMatchObject(notFound);
  expect(readdirSync(path.join(at.attachments, id))).toEqual([]);
  await first.drafts.close();
  writeFileSync(path.join(at.attachments, id, `${ulid()}.part`), 'half');
  await open(at);
  expect(readdirSync(at.attachments)).toEqual([]);
});

it('tells a chosen file that is gone, or no longer what was attached', async () => {
  const at = profile();
  const { drafts } = await open(at);
  const { id } = await drafts.create(from);
  const files = ['kept.txt', 'gone.txt', 'longer.txt', 'replaced.txt'].map((name) =>
    path.join(at.folder, name),
  );
  for (const file of files) {
    writeFileSync(file, 'as it was');
    await drafts.addFile(id, file);
  }
  const [, gone = '', longer = '', replaced = ''] = files;
  rmSync(gone);
  appendFileSync(longer, '!');
  rmSync(replaced);
  writeFileSync(replaced, 'as it WAS');
  const { attachments } = await drafts.open(id);
  expect(attachments.map(({ name, state }) => [name, state])).toEqual([
    ['kept.txt', 'ready'],
    ['gone.txt', 'missing'],
    ['longer.txt', 'changed'],
    ['replaced.txt', 'changed'],
  ]);
  expect((await drafts.sourcesFor(id)).map((source) => source.path)).toEqual(files);
});

it('does not attach what is no file', async () => {
  const at = profile();
  const { drafts } = await open(at);
  const { id } = await drafts.create(from);
  mkdirSync(path.join(at.folder, 'folder'));
  await expect(drafts.addFile(id, path.join(at.folder, 'folder'))).rejects.toMatchObject(notFound);
  await expect(drafts.addFile(id, path.join(at.folder, 'none'))).rejects.toMatchObject(notFound);
});

it('gives a file another name in the message, and another place, over a restart', async () => {
  const at = profile();
  const { drafts } = await open(at);
  const { id } = await drafts.create(from);
  const names = ['a.txt', 'b.txt', 'c.txt'];
  const files = [];
  for (const name of names) files.push(await drop(drafts, id, name, [Buffer.from(name)]));
  const [a, b, c] = files.map((file) => file.id);
  if (a === undefined || b === undefined || c === undefined) throw new Error('three files');
  expect(await drafts.renameFile(id, b, '../plan\u202e.txt ')).toMatchObject({
    name: 'plan.txt',
    state: 'ready',
  });
  expect((await drafts.renameFile(id, c, '  ')).name).toBe('c.txt');
  const ordered = await drafts.orderFiles(id, [c, a]);
  expect(ordered.map(({ name }) => name)).toEqual(['c.txt', 'a.txt', 'plan.txt']);
  await drafts.close();
  const again = await open(at);
  const { attachments } = await again.drafts.open(id);
  expect(attachments.map(({ name }) => name)).toEqual(['c.txt', 'a.txt', 'plan.txt']);
  expect((await again.drafts.sourcesFor(id)).map((source) => readFileSync(source.path, 'utf8'))).toEqual([
    'c.txt',
    'a.txt',
    'b.txt',
  ]);
});

it('brings a removed file back to its place until the next start', async () => {
  const at = profile();
  const first = await open(at);
  const { id } = await first.drafts.create(from);
  const a = await drop(first.drafts, id, 'a.txt', [Buffer.from('a')]);
  const b = await drop(first.drafts, id, 'b.txt', [Buffer.from('b')]);
  const names = async (drafts: Drafts) => (await drafts.open(id)).attachments.map(({ name }) => name);
  await first.drafts.removeFile(id, a.id);
  expect(await names(first.drafts)).toEqual(['b.txt']);
  expect(await first.drafts.restoreFile(id, a.id)).toEqual(a);
  expect(await names(first.drafts)).toEqual(['a.txt', 'b.txt']);
  await first.drafts.removeFile(id, b.id);
  await expect(first.drafts.removeFile(id, AttachmentId.parse(ulid()))).rejects.toMatchObject(notFound);
  await first.drafts.close();
  const second = await open(at);
  expect(await names(second.drafts)).toEqual(['a.txt']);
  expect(readdirSync(path.join(at.attachments, id))).toEqual([a.id]);
});

it('has every save that was answered before a kill', async () => {
  const at = profile();
  const script = path.join(import.meta.dirname, 'drafts-child.ts');
  const child = spawn(process.execPath, [script, at.path, at.attachments], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === 40) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  const { drafts, damage } = await open(at);
  const { revision, content: kept } = await drafts.open(DraftId.parse(said[0]));
  expect(damage).toBeNull();
  expect(revision).toBeGreaterThanOrEqual(Number(said.at(-1)));
  expect(kept.body).toBe(`revision ${String(revision)}\n`);
});

it('keeps a damaged file aside and goes on with the drafts that can be read', async () => {
  const at = profile();
  const first = await open(at);
  const drafts = await Promise.all(Array.from({ length: 40 }, () => first.drafts.create(from)));
  for (const { id } of drafts)
    await first.drafts.save(id, 0, { ...content('x'), body: `${id}\n`.repeat(60) });
  await first.drafts.close();
  const bytes = readFileSync(at.path);
  const spoilt = Math.floor(bytes.indexOf(`${drafts[20]?.id ?? ''}\\n`) / 4096);
  bytes.fill(0xff, spoilt * 4096, (spoilt + 1) * 4096);
  writeFileSync(at.path, bytes);
  const second = await open(at);
  const list = await second.drafts.list();
  expect(list.length).toBeGreaterThan(30);
  expect(second.damage?.recovered).toBe(list.length);
  expect(readFileSync(second.damage?.keptAt ?? '')).toEqual(bytes);
  const body = async (id: DraftId) => (await second.drafts.open(id)).content.body;
  expect(await body(list[0]?.id ?? DraftId.parse(ulid()))).toBe(`${list[0]?.id ?? ''}\n`.repeat(60));
});

it('starts anew beside a file that is no database', async () => {
  const at = profile();
  writeFileSync(at.path, 'no database '.repeat(500));
  const { drafts, damage } = await open(at);
  expect(await drafts.list()).toEqual([]);
  expect([damage?.recovered, existsSync(damage?.keptAt ?? '')]).toEqual([0, true]);
});

it('says that the disk is full, and keeps the draft and no half file', { timeout: 60_000 }, () => {
  expect(onSmallDisk(1_000_000, path.join(import.meta.dirname, 'drafts-full-disk.ts'))).toEqual({
    chunk: { code: 'disk', reason: 'full' },
    save: { code: 'disk', reason: 'full' },
    files: 0,
    subject: 'kept',
  });
});
