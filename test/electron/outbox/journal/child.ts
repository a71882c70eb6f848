/**
 * Another process that opens the journal named by its first argument, records as many stories as the second says, and stays. `moved`: each goes
 * to the database at once; else all stay in the log.
 */
import { StoreFailure } from '#electron/database/failure.ts';
import { openJournal } from '#electron/outbox/journal/journal.ts';
import { newSubmission, story } from '../events.ts';

const [path = '', count = '0', what = ''] = process.argv.slice(2);
const entry = new URL('../../../../electron/outbox/journal/worker.ts', import.meta.url);
try {
  const { journal } = await openJournal({ path, entry, clock: Date, quiet: 60_000 });
  for (let n = 0; n < Number(count); n++) {
    const submissionId = newSubmission();
    await journal.append(story(submissionId));
    if (what === 'moved') await journal.forget([newSubmission()]);
    console.log(submissionId);
  }
  console.log('done');
} catch (error) {
  console.log(error instanceof StoreFailure ? error.code : String(error));
}
