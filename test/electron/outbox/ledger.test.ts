/** Everything that the journal forgets is in the message's record before: nothing is taken for written that came while something was. */
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AttemptId } from '#core/message/ids.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { foldEvents } from '#core/outbox/state.ts';
import { MessageFolder } from '#electron/archive/message-files.ts';
import { newEntry } from '#electron/outbox/entry.ts';
import { openJournal } from '#electron/outbox/journal.ts';
import { asRecord, Ledger } from '#electron/outbox/ledger.ts';
import { temporaryFolder } from '../database/folder.ts';
import { newSubmission, story } from './events.ts';

/** Something happens while the first record is written. */
class BusyFolder extends MessageFolder {
  meanwhile: (() => Promise<void>) | null = null;

  override async record(...given: Parameters<MessageFolder['record']>): Promise<void> {
    await super.record(...given);
    const { meanwhile } = this;
    this.meanwhile = null;
    await meanwhile?.();
  }
}

it('repeats in the record what happened while it was written', async () => {
  const profile = temporaryFolder();
  const files = new BusyFolder(path.join(profile, 'archive'), Date);
  const { journal } = await openJournal({
    path: path.join(profile, 'journal.db'),
    entry: new URL('../../../electron/outbox/journal-worker.ts', import.meta.url),
    clock: Date,
  });
  onTestFinished(() => journal.close());
  const ledger = new Ledger({ journal, files, index: { update: () => Promise.resolve() } });
  const id = newSubmission();
  const events = story(id);
  const submission = foldEvents(events).get(id);
  if (submission === undefined) throw new Error('no submission');
  const entry = newEntry(submission, true);
  entry.unrecorded.push(...events.map(asRecord));
  const accepted: OutboxEvent = {
    kind: 'transaction-ended',
    submissionId: id,
    at: 1_795_000_000_003,
    attemptId: AttemptId.parse('01JD0000000000000000000000'),
    transaction: 0,
    results: submission.recipients.map(({ address }) => ({ address, result: 'accepted', reply: null })),
  };
  files.meanwhile = () => ledger.writeFact(entry, [accepted]);
  await ledger.repeatInRecord(entry);
  await ledger.repeatInRecord(entry);
  expect(await ledger.forget(entry)).toBe(true);
  expect(await files.readRecords(submission.messageId)).toEqual([...events, accepted].map(asRecord));
});
