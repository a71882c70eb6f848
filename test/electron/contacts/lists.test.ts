// Lists of contacts, through the real worker on a real profile.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { RecipientEntry } from '#core/message/draft.ts';
import { Contacts } from '#electron/contacts/contacts.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { temporaryFolder } from '../database/folder.ts';

async function openAt(folder = temporaryFolder()) {
  const { drafts, link } = await openDrafts({
    path: path.join(folder, 'facteur.db'),
    attachments: path.join(folder, 'attachments'),
    entry: new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url),
    clock: { now: () => Date.now() },
  });
  onTestFinished(() => drafts.close());
  const told: null[] = [];
  const contacts = new Contacts(link, () => told.push(null));
  const names = async (typed = '') =>
    (await contacts.lists(typed, 100)).map(({ name, count }) => `${name} ${String(count)}`);
  return { folder, drafts, contacts, told, names };
}

const at = (address: string, name = ''): RecipientEntry => ({ name, address });
const crew = { name: 'Équipe d’automne', members: [at('a@x.test', 'Ann'), at('b@x.test')] };

it('keeps a list with each mailbox once, and finds it by the beginnings of its words, without accents', async () => {
  const { contacts, names, told } = await openAt();
  const id = await contacts.saveList(null, { ...crew, members: [...crew.members, at('A@X.test', 'Twice')] });
  expect(await contacts.list(id)).toEqual({ ...crew, id });
  expect(await names('equ auto')).toEqual(['Équipe d’automne 2']);
  expect(await names('tomne')).toEqual([]);
  expect(told).toHaveLength(1);
});

it('calls its members what contacts are called now, where they are contacts', async () => {
  const { contacts } = await openAt();
  const id = await contacts.saveList(null, crew);
  await contacts.save(null, { name: 'Bob', address: 'B@x.test', note: '' });
  await contacts.save(null, { name: '', address: 'a@x.test', note: '' });
  expect((await contacts.list(id))?.members.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
});

it('follows a contact to another address', async () => {
  const { contacts } = await openAt();
  const id = await contacts.saveList(null, crew);
  await contacts.save(null, { name: 'Ann', address: 'a@x.test', note: '' });
  await contacts.save('a@x.test', { name: 'Ann', address: 'ann@y.test', note: '' });
  expect((await contacts.list(id))?.members.map(({ address }) => address)).toEqual([
    'ann@y.test',
    'b@x.test',
  ]);
});

it('keeps who is in it when a contact is deleted: the list was meant', async () => {
  const { contacts } = await openAt();
  const id = await contacts.saveList(null, crew);
  await contacts.save(null, { name: 'Ann', address: 'a@x.test', note: '' });
  await contacts.remove('a@x.test');
  expect((await contacts.list(id))?.members).toHaveLength(2);
});

it('comes back as it was, under its own id', async () => {
  const { contacts, names } = await openAt();
  const id = await contacts.saveList(null, crew);
  const removed = await contacts.removeList(id);
  expect(await names()).toEqual([]);
  expect(await contacts.removeList(id)).toBeNull();
  if (removed === null) throw new Error('it was not there');
  await contacts.saveList(removed.id, { name: removed.name, members: removed.members });
  expect(await contacts.list(id)).toEqual({ ...crew, id });
});

it('gains whom a file brings under the same name', async () => {
  const { contacts, names } = await openAt();
  await contacts.saveList(null, crew);
  const lists = [
    { name: 'equipe d’automne', members: [at('b@x.test'), at('c@x.test')] },
    { name: 'Other', members: [] },
  ];
  expect(await contacts.import([], lists)).toEqual({ added: 0, changed: 0, lists: 2 });
  expect(await names()).toEqual(['Équipe d’automne 3', 'Other 0']);
});

it('holds ten thousand, and is opened within a moment', async () => {
  const { contacts } = await openAt();
  const members = Array.from({ length: 10_000 }, (_, n) => at(`p${String(n)}@x.test`, `Person ${String(n)}`));
  const id = await contacts.saveList(null, { name: 'All', members });
  const began = performance.now();
  expect((await contacts.list(id))?.members).toHaveLength(10_000);
  expect(performance.now() - began).toBeLessThan(1_000);
});

it('is kept from a damaged file where it can be read', async () => {
  const first = await openAt();
  await first.contacts.saveList(null, crew);
  await first.contacts.import(
    Array.from({ length: 400 }, (_, n) => ({
      name: '',
      address: `p${String(n)}@x.test`,
      note: `note ${String(n)} `.repeat(20),
    })),
  );
  await first.drafts.close();
  const file = path.join(first.folder, 'facteur.db');
  const bytes = readFileSync(file);
  const spoilt = Math.floor(bytes.indexOf('note 200 note') / 4096);
  bytes.fill(0xff, spoilt * 4096, (spoilt + 1) * 4096);
  writeFileSync(file, bytes);
  const second = await openAt(first.folder);
  expect(await second.names()).toEqual(['Équipe d’automne 2']);
});
