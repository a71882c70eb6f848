import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { JournalLog } from '#electron/outbox/journal/log.ts';
import { temporaryFolder } from '../../database/folder.ts';

const rows = (text: string): string => JSON.stringify([['submission', text, 'sum']]);

it('keeps an entry that was on its way while the log was begun anew', async () => {
  const journal = path.join(temporaryFolder(), 'journal.db');
  const log = new JournalLog(journal);
  onTestFinished(() => log.close());
  expect(log.append({ first: 1, rows: rows('one') })).toBe(true);
  const later = log.appendLater({ first: 2, rows: rows('two') });
  log.restart();
  expect(await later).toBe(true);
  for (const first of [3, 4, 5]) expect(log.append({ first, rows: rows('more') })).toBe(true);
  const found = new JournalLog(journal).read(1);
  expect(found.map(({ first }) => first)).toEqual([2, 3, 4, 5]);
});
