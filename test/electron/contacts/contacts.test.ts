// Contacts, through the real worker on a real profile.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { HALF_LIFE } from '#core/contacts/rank.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { AccountId, IdentityId, SubmissionId } from '#core/message/ids.ts';
import { Contacts } from '#electron/contacts/contacts.ts';
import { migrate, openDatabase, versionOf } from '#electron/database/database.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { versions } from '#electron/drafts/store-tables.ts';
import { temporaryFolder } from '../database/folder.ts';

const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);
const from = {
  accountId: AccountId.parse('practice'),
  identityId: IdentityId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ'),
};
const submissionId = SubmissionId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ');
const NOW = Date.UTC(2026, 10, 27);

async function openAt(folder = temporaryFolder(), learns = true) {
  let now = NOW;
  const { drafts, link, damage } = await openDrafts({
    path: path.join(folder, 'facteur.db'),
    attachments: path.join(folder, 'attachments'),
    entry,
    clock: { now: () => now },
    learns: () => learns,
  });
  onTestFinished(() => drafts.close());
  const contacts = new Contacts(link, () => undefined);
  /** A letter that these accepted, days ago. */
  const accepted = async (
    entries: readonly RecipientEntry[],
    { days = 0, by = entries.map(({ address }) => address) } = {},
  ) => {
    now = NOW - days * 24 * 3600 * 1000;
    const { id } = await drafts.create({ ...from, to: [...entries] });
    await drafts.hideForSubmission(id, submissionId);
    await drafts.removeSubmitted(id, submissionId, by);
  };
  const complete = async (typed: string, limit = 8) =>
    (await contacts.complete(typed, limit)).map(({ name, address }) => (name === '' ? address : name));
  return { folder, drafts, contacts, damage, accepted, complete };
}

const person = (name: string, address: string): RecipientEntry => ({ name, address });
const zoe = person('Zoë Dœuf', 'zoe.doeuf@exemple.fr');
const anna = person('Anna Straße', 'anna@post.example');

it('learns whom a letter went to, with the name they were given', async () => {
  const { accepted, contacts } = await openAt();
  await accepted([zoe]);
  const { contacts: all } = await contacts.page('', 0, 10);
  expect(all).toEqual([{ ...zoe, note: '', kept: false, uses: 1, lastUsed: NOW, rank: NOW }]);
});

it('learns nobody who refused', async () => {
  const { accepted, complete } = await openAt();
  await accepted([zoe, anna], { by: [anna.address] });
  expect([await complete('zoe'), await complete('anna')]).toEqual([[], ['Anna Straße']]);
});

it('learns nobody when its user wants no contacts that way', async () => {
  const { accepted, complete } = await openAt(temporaryFolder(), false);
  await accepted([zoe]);
  expect(await complete('zoe')).toEqual([]);
});

it('counts one letter once, in whatever fields and spellings somebody stands', async () => {
  const { accepted, contacts } = await openAt();
  await accepted([zoe, person('', 'Zoe.Doeuf@Exemple.FR')], { by: [zoe.address] });
  expect((await contacts.page('', 0, 10)).contacts.map(({ uses }) => uses)).toEqual([1]);
});

it('takes a newer name, but none over the one its user gave', async () => {
  const { accepted, contacts, complete } = await openAt();
  await accepted([person('', anna.address)]);
  await accepted([anna]);
  expect(await complete('post')).toEqual(['Anna Straße']);
  await contacts.save(anna.address, { name: 'Anna', address: anna.address, note: '' });
  await accepted([person('A. Other', anna.address)]);
  expect(await complete('post')).toEqual(['Anna']);
});

it('finds by folded name, local part and domain, by the beginnings of words', async () => {
  const { accepted, complete } = await openAt();
  await accepted([zoe, anna]);
  const finds = async (typed: string) => expect.soft(await complete(typed), typed).toHaveLength(1);
  for (const typed of [
    'ZOE',
    'doeu',
    'dœuf',
    'zoe d',
    'd zoë',
    'exem',
    '@exemple',
    'zoe.d',
    'strasse',
    'post',
  ])
    await finds(typed);
  for (const typed of ['oeuf', 'emple', '   ', '%', '_'])
    expect.soft(await complete(typed), typed).toEqual([]);
});

it('puts those who are found by name before those who are found by their domain', async () => {
  const { accepted, complete } = await openAt();
  await accepted([person('Gérard', 'g@dest.example')], { days: 90 });
  await accepted([person('Paul', 'paul@gmail.example'), person('Marie', 'marie@gmail.example')]);
  expect((await complete('g'))[0]).toBe('Gérard');
  expect(await complete('g', 1)).toEqual(['Gérard']);
});

it('puts who is written to often and lately first', async () => {
  const { accepted, complete } = await openAt();
  const half = HALF_LIFE / 24 / 3600 / 1000;
  await accepted([person('Mo Once', 'once@x.example')], { days: 1 });
  for (const days of [3, 4, 5]) await accepted([person('Mo Often', 'often@x.example')], { days });
  for (let n = 0; n < 4; n += 1)
    await accepted([person('Mo Formerly', 'formerly@x.example')], { days: 5 * half });
  expect(await complete('mo')).toEqual(['Mo Often', 'Mo Once', 'Mo Formerly']);
});

it('brings back who was removed, as they were', async () => {
  const { accepted, contacts } = await openAt();
  await accepted([zoe]);
  const before = await contacts.page('', 0, 10);
  const removed = await contacts.remove(zoe.address);
  expect((await contacts.page('', 0, 10)).total).toBe(0);
  expect(await contacts.remove(zoe.address)).toBeNull();
  await contacts.restore(removed === null ? [] : [removed]);
  expect(await contacts.page('', 0, 10)).toEqual(before);
});

it('moves somebody to another address, with what is known of them', async () => {
  const { accepted, contacts } = await openAt();
  await accepted([zoe]);
  await contacts.save(zoe.address, { name: 'Zoë', address: 'z@new.example', note: 'moved' });
  const { contacts: all } = await contacts.page('', 0, 10);
  expect(all.map(({ address, uses }) => [address, uses])).toEqual([['z@new.example', 1]]);
  await expect(contacts.save(zoe.address, { ...zoe, note: '' })).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
});

it('lists by name in pages, and only those that have what is typed', async () => {
  const { contacts } = await openAt();
  const names = ['Émile', 'anna', 'Zoë', 'Øyvind', ''];
  await contacts.import(names.map((name, at) => ({ name, address: `p${String(at)}@x.example`, note: '' })));
  const page = async (typed: string, offset: number, limit: number) => {
    const { total, contacts: shown } = await contacts.page(typed, offset, limit);
    return [total, ...shown.map(({ name }) => name)];
  };
  expect(await page('', 0, 10)).toEqual([5, 'anna', 'Émile', 'Øyvind', '', 'Zoë']);
  expect(await page('', 1, 2)).toEqual([5, 'Émile', 'Øyvind']);
  expect(await page('emi', 0, 10)).toEqual([1, 'Émile']);
});

it('adds what a file brings, and keeps what it does not say', async () => {
  const { accepted, contacts } = await openAt();
  await accepted([zoe]);
  const done = await contacts.import([
    { name: '', address: zoe.address, note: 'from a file' },
    { name: 'Paul', address: 'paul@x.example', note: '' },
  ]);
  expect(done).toEqual({ added: 1, changed: 1, lists: 0 });
  const { contacts: all } = await contacts.page('zoe', 0, 10);
  expect(all).toMatchObject([{ name: zoe.name, note: 'from a file', uses: 1, kept: true }]);
});

it('takes up a profile of before there were contacts', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'facteur.db');
  const old = openDatabase(file, { journalMode: 'wal', synchronous: 'full' });
  migrate(old, versions.slice(0, 1));
  old.close();
  const { drafts, accepted, complete } = await openAt(folder);
  await accepted([zoe]);
  expect(await complete('zoe')).toEqual([zoe.name]);
  await drafts.close();
  const now = openDatabase(file, { journalMode: 'wal', synchronous: 'full' });
  expect(versionOf(now)).toBe(versions.length);
  now.close();
});

it('keeps the contacts of a damaged file that can be read', async () => {
  const first = await openAt();
  const all = Array.from({ length: 400 }, (_, at) => ({
    name: `Person ${String(at)}`,
    address: `p${String(at)}@x.example`,
    note: `note ${String(at)} `.repeat(20),
  }));
  await first.contacts.import(all);
  await first.drafts.close();
  const file = path.join(first.folder, 'facteur.db');
  const bytes = readFileSync(file);
  const spoilt = Math.floor(bytes.indexOf('note 200 note') / 4096);
  bytes.fill(0xff, spoilt * 4096, (spoilt + 1) * 4096);
  writeFileSync(file, bytes);
  const second = await openAt(first.folder);
  expect(second.damage).not.toBeNull();
  expect((await second.contacts.page('', 0, 1)).total).toBeGreaterThan(350);
  expect(await second.complete('person 3')).not.toEqual([]);
});

it('completes among 50,000 within the time of a key, whatever is typed', { timeout: 60_000 }, async () => {
  const { contacts } = await openAt();
  const first = ['Élodie', 'Jean-Pierre', 'Zoë', 'Anne', 'Søren', 'Œdipe', 'Łukasz'];
  const domain = (at: number) => (at % 3 === 0 ? `firm${String(at % 500)}.example` : 'big.example');
  await contacts.import(
    Array.from({ length: 50_000 }, (_, at) => ({
      name: `${first[at % first.length] ?? ''} N${String(at)}`,
      address: `user${String(at)}@${domain(at)}`,
      note: '',
    })),
  );
  const slowest = async (typed: string) => {
    const times: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const began = performance.now();
      await contacts.complete(typed, 8);
      times.push(performance.now() - began);
    }
    return Math.min(...times);
  };
  // 30 ms are asked for; another's work on the same machine must not fail this. The bench has the measure.
  for (const typed of ['e', 'big', 'zoe n1', 'nobody', 'firm499', 'user49999'])
    expect.soft(await slowest(typed), typed).toBeLessThan(60);
});
