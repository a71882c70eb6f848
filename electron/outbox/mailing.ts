/** One composition that became several messages, as the outbox has them: whether all of it can still become its draft again. */
import { isOurs } from '#core/outbox/actions.ts';
import type { Entry } from './entry.ts';

/** Of a message alone: what its own journal says of it. `entries`: all of its mailing that the outbox knows. */
export function mayBeUndone(entries: readonly Entry[]): boolean {
  const mailing = entries[0]?.submission.mailing ?? null;
  if (mailing === null) return true;
  return (
    entries.length === mailing.of &&
    entries.every(
      ({ running, submission }) => running === null && submission.status !== 'sending' && isOurs(submission),
    )
  );
}
