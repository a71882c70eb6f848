// The user's own words, through the real worker on a real profile.
import { writeFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MOST_WORDS } from '#core/spelling/spelling.ts';
import { openDrafts } from '#electron/drafts/open.ts';
import { PersonalWords } from '#electron/spelling/personal-words.ts';
import { temporaryFolder } from '../database/folder.ts';

const entry = new URL('../../../electron/drafts/drafts-worker.ts', import.meta.url);

async function open(folder = temporaryFolder()) {
  const { drafts, link, damage } = await openDrafts({
    path: path.join(folder, 'facteur.db'),
    attachments: path.join(folder, 'attachments'),
    entry,
    clock: { now: () => Date.UTC(2026, 10, 23) },
  });
  onTestFinished(() => drafts.close());
  let changes = 0;
  const words = new PersonalWords(link, () => (changes += 1));
  return { drafts, words, damage, folder, changes: () => changes };
}

it('are kept once each, over a restart, and removed', async () => {
  const first = await open();
  for (const word of ['Facteur', 'flurb', 'Facteur', 'Ærø']) await first.words.add(word);
  expect(first.changes()).toBe(4);
  await first.drafts.close();
  const { words } = await open(first.folder);
  expect((await words.list()).toSorted()).toEqual(['Facteur', 'flurb', 'Ærø']);
  await words.remove('flurb');
  expect((await words.list()).toSorted()).toEqual(['Facteur', 'Ærø']);
});

it('end somewhere', async () => {
  const { words } = await open();
  await Promise.all(Array.from({ length: MOST_WORDS }, (_, at) => words.add(`w${String(at)}`)));
  await expect(words.add('more')).rejects.toMatchObject({ error: { code: 'not-now' } });
  await words.add('w7');
});

it('come out of a damaged file', async () => {
  const first = await open();
  await first.words.add('Facteur');
  await first.drafts.close();
  const file = path.join(first.folder, 'facteur.db');
  const bytes = readFileSync(file);
  // An index of the drafts: the table of words can still be read.
  const pageSize = bytes.readUInt16BE(16);
  bytes.fill(0xff, pageSize * 2, pageSize * 2 + 8);
  writeFileSync(file, bytes);
  const second = await open(first.folder);
  expect(second.damage).not.toBeNull();
  expect(await second.words.list()).toEqual(['Facteur']);
});
