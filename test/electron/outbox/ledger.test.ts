// What happens while something else is being written down is not forgotten.
import { expect, it } from 'vitest';
import type { MessageRecord } from '#core/message/record.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { applyEvent } from '#core/outbox/state.ts';
import { newEntry, type Entry } from '#electron/outbox/entry.ts';
import { asRecord, Ledger } from '#electron/outbox/ledger.ts';
import { openJournal } from '#electron/outbox/journal/journal.ts';
import { MessageFolder } from '#electron/archive/message-files.ts';
import { temporaryFolder } from '../database/folder.ts';
import { newSubmission, story } from './events.ts';
import { gate } from './stage.ts';
import path from 'node:path';

it('repeats in the record what happens while the record is being written', async () => {
  const folder = temporaryFolder();
  const { journal } = await openJournal({
    path: path.join(folder, 'journal.db'),
    entry: new URL('../../../electron/outbox/journal/worker.ts', import.meta.url),
    clock: Date,
  });
  const { opened, open } = gate();
  const written: MessageRecord[] = [];
  class SlowFolder extends MessageFolder {
    override async record(...[, records]: Parameters<MessageFolder['record']>): Promise<void> {
      written.push(...records);
      await opened;
    }
  }
  const files = new SlowFolder(folder, Date);
  const ledger = new Ledger({ journal, files, index: { update: () => Promise.resolve() } });
  const [submitted, began, marked] = story(newSubmission());
  if (submitted === undefined || began === undefined || marked === undefined) throw new Error('no story');
  const entry = begun(submitted);
  const first = ledger.repeatInRecord(entry);
  await Promise.resolve();
  await ledger.write(entry, [began, marked]);
  open();
  await first;
  await ledger.repeatInRecord(entry);
  expect(written).toEqual([submitted, began, marked].map(asRecord));
  await journal.close();
});

function begun(event: OutboxEvent): Entry {
  const submission = applyEvent(null, event);
  if (submission === null) throw new Error('no submission');
  const entry = newEntry(submission, true);
  entry.unrecorded.push(asRecord(event));
  return entry;
}
