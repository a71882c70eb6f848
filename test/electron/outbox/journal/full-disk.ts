/** Records until the disk is full, forgets one story, goes on; prints what happened. Run by small-disk.ts. */
import path from 'node:path';
import { AppFailure } from '#core/contract/errors.ts';
import { openJournal } from '#electron/outbox/journal/journal.ts';
import { newSubmission, story } from '../events.ts';

const options = {
  path: path.join(process.argv[2] ?? '', 'journal.db'),
  entry: new URL('../../../../electron/outbox/journal/worker.ts', import.meta.url),
  clock: Date,
};
const first = await openJournal(options);
let recorded = 0;
let failure: unknown;
while (failure === undefined && recorded < 10_000) {
  try {
    const events = story(newSubmission(), 120);
    await first.journal.append(events);
    recorded += events.length;
  } catch (error) {
    failure = error instanceof AppFailure ? error.error : String(error);
  }
}
const read = (await first.journal.readAll()).length;
await first.journal.close();
const second = await openJournal(options);
await second.journal.close();
console.log(JSON.stringify({ failure, recorded, read, after: second.events.length, damage: second.damage }));
