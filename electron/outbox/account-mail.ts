/** What becomes of the mail that waits for an account which is to go: through another one, or back to drafts. Each is its own decision. */
import type { Reply, Request } from '#core/contract/channels.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { AccountId, SubmissionId } from '#core/message/ids.ts';
import type { Decisions } from './decisions.ts';

export interface WaitingMail {
  waitingOf(accountId: AccountId): readonly SubmissionId[];
  readonly decisions: Pick<Decisions, 'edit' | 'reroute'>;
}

/** What cannot be moved now (it is being sent, somebody has it already) stays, and counts as left. Rejects with AppFailure `disk`. */
export async function moveMail(
  mail: WaitingMail,
  { accountId, ids, to }: Request<'outbox.moveMail'>,
): Promise<Reply<'outbox.moveMail'>> {
  const wanted = ids === null ? null : new Set(ids);
  const moved: SubmissionId[] = [];
  for (const id of mail.waitingOf(accountId)) {
    if (wanted?.has(id) === false) continue;
    try {
      if (to === null) await mail.decisions.edit(id);
      else await mail.decisions.reroute({ how: 'same', id, accountId: to });
      moved.push(id);
    } catch (error) {
      if (!(error instanceof AppFailure) || !STAYS.has(error.error.code)) throw error;
    }
  }
  return { moved, left: mail.waitingOf(accountId).length };
}

const STAYS = new Set<AppFailure['error']['code']>(['not-now', 'not-found']);
