// The versions of a draft, through the real worker on a real profile: which are kept, how many, and back again.
import path from 'node:path';
import { ulid } from 'ulid';
import { expect, it, onTestFinished } from 'vitest';
import type { DraftContent } from '#core/message/draft.ts';
import { AccountId, DraftId, IdentityId } from '#core/message/ids.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { migrate, openDatabase } from '#electron/database/database.ts';
import { insertDraft } from '#electron/drafts/drafts-tables.ts';
import { versions } from '#electron/drafts/store-tables.ts';
import type { Drafts } from '#electron/drafts/drafts.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { temporaryFolder } from '../database/folder.ts';

const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);
const from = {
  accountId: AccountId.parse('practice'),
  identityId: IdentityId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'),
};
const content = (body: string): DraftContent => ({
  ...from,
  to: [{ name: 'Zoë', address: 'zoe@example.test' }],
  cc: [],
  bcc: [],
  subject: 'Réunion',
  body,
  sending: USUAL_SENDING,
});
const second = 1000;
const minute = 60 * second;

async function open(folder = temporaryFolder()) {
  const clock = { at: Date.UTC(2026, 10, 23), now: () => clock.at };
  const { drafts, damage } = await openDrafts({
    path: path.join(folder, 'facteur.db'),
    attachments: path.join(folder, 'attachments'),
    entry,
    clock,
  });
  onTestFinished(() => drafts.close());
  return { drafts, damage, clock, folder };
}

/** Saves each body so many ms after the one before; answers the revision. */
async function typed(
  { drafts, clock }: { drafts: Drafts; clock: { at: number } },
  id: DraftId,
  bodies: readonly string[],
  apart: number,
  revision = 0,
): Promise<number> {
  let now = revision;
  for (const body of bodies) {
    clock.at += apart;
    ({ revision: now } = await drafts.save(id, now, content(body)));
  }
  return now;
}

const bodiesOf = async (drafts: Drafts, id: DraftId): Promise<string[]> => {
  const versions = await drafts.versions(id);
  return Promise.all(versions.map(async ({ number }) => (await drafts.version(id, number)).body));
};
const letters = (count: number) => Array.from({ length: count }, (_, at) => 'x'.repeat(at + 1));

it('keeps one a minute while somebody types, with what there is to know it by', async () => {
  const world = await open();
  const { id } = await world.drafts.create(from);
  await typed(world, id, letters(95), 2 * second);
  const versions = await world.drafts.versions(id);
  expect(versions.map(({ length }) => length)).toEqual([90, 60, 30]);
  expect(versions.at(-1)).toEqual({
    number: 1,
    at: Date.UTC(2026, 10, 23) + minute,
    subject: 'Réunion',
    recipients: 1,
    length: 30,
  });
});

it('keeps what stood there before a pause, however short the typing was', async () => {
  const world = await open();
  const { id } = await world.drafts.create(from);
  const revision = await typed(world, id, ['first words'], second);
  await typed(world, id, ['first words, and more'], 2 * minute, revision);
  expect(await bodiesOf(world.drafts, id)).toEqual(['first words']);
});

it('keeps what stood there before much of it is taken away', async () => {
  const world = await open();
  const { id } = await world.drafts.create(from);
  const long = 'a long letter '.repeat(30);
  await typed(world, id, ['short', long, 'gone'], second);
  expect(await bodiesOf(world.drafts, id)).toEqual([long]);
});

it('keeps none that equals what takes its place, or the version before', async () => {
  const world = await open();
  const { id } = await world.drafts.create(from);
  await typed(world, id, ['same', 'same', 'same', 'other', 'same', 'other'], 2 * minute);
  expect(await bodiesOf(world.drafts, id)).toEqual(['same', 'other', 'same']);
});

it('keeps the last twenty', async () => {
  const world = await open();
  const { id } = await world.drafts.create(from);
  await typed(world, id, letters(40), minute);
  const versions = await world.drafts.versions(id);
  expect(versions.map(({ length }) => length)).toEqual(Array.from({ length: 20 }, (_, at) => 39 - at));
});

it('keeps fewer of what is very long', async () => {
  const world = await open();
  const { id } = await world.drafts.create(from);
  await typed(
    world,
    id,
    Array.from({ length: 8 }, (_, at) => String(at).repeat(9_000_000)),
    minute,
  );
  expect((await world.drafts.versions(id)).map(({ number }) => number)).toEqual([7, 6, 5, 4]);
});

it('puts a version back, and what stood there is one: Undo is the same once more', async () => {
  const world = await open();
  const { id } = await world.drafts.create(from);
  const revision = await typed(world, id, ['one', 'two', 'three'], minute);
  const [, first] = await world.drafts.versions(id);
  const { kept } = await world.drafts.restoreVersion(id, revision, first?.number ?? 0);
  expect((await world.drafts.open(id)).content).toEqual(content('one'));
  expect((await world.drafts.version(id, kept)).body).toBe('three');
  await world.drafts.restoreVersion(id, revision + 1, kept);
  expect((await world.drafts.open(id)).content).toEqual(content('three'));
});

it('puts none back over what another window saved, and none that is not there', async () => {
  const world = await open();
  const { id } = await world.drafts.create(from);
  const revision = await typed(world, id, ['one', 'two'], minute);
  await expect(world.drafts.restoreVersion(id, revision - 1, 1)).rejects.toMatchObject({
    error: { code: 'draft-conflict' },
  });
  await expect(world.drafts.restoreVersion(id, revision, 9)).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
  expect((await world.drafts.open(id)).content.body).toBe('two');
});

it('has them after a restart, and forgets them with their draft', async () => {
  const first = await open();
  const { id } = await first.drafts.create(from);
  await typed(first, id, ['one', 'two'], minute);
  await first.drafts.close();
  const again = await open(first.folder);
  expect(await bodiesOf(again.drafts, id)).toEqual(['one']);
  await again.drafts.removeSubmitted(id);
  expect(await again.drafts.versions(id)).toEqual([]);
});

it('opens a profile from before there were versions', async () => {
  const folder = temporaryFolder();
  const id = DraftId.parse(ulid(Date.UTC(2026, 10, 22)));
  const database = openDatabase(path.join(folder, 'facteur.db'), { journalMode: 'wal', synchronous: 'full' });
  migrate(database, versions.slice(0, 1));
  insertDraft(database, {
    id,
    revision: 1,
    savedAt: Date.UTC(2026, 10, 22),
    place: 'shown',
    submissionId: null,
    content: content('from before'),
  });
  database.close();
  const { drafts, damage } = await open(folder);
  expect(damage).toBeNull();
  expect((await drafts.open(id)).content.body).toBe('from before');
  await drafts.save(id, 1, content('later'));
  expect(await bodiesOf(drafts, id)).toEqual(['from before']);
});
