/** How an attempt ended, as events for the journal; also where something on this side broke. The conversation is attempt.ts's. */
import { AppFailure } from '#core/contract/errors.ts';
import type { AttemptId, SubmissionId } from '#core/message/ids.ts';
import type { OutboxEvent, RecipientResult } from '#core/outbox/events.ts';
import type { Submission } from '#core/outbox/submission.ts';
import type { AttemptOutcome } from './attempt.ts';

/** An attempt's end; without a record where something on this side broke. */
export type Outcome = Omit<AttemptOutcome, 'record'> & { readonly record: AttemptOutcome['record'] | null };

export const transactionEnded = (
  submissionId: SubmissionId,
  attemptId: AttemptId,
  at: number,
  results: readonly RecipientResult[],
): OutboxEvent => ({
  kind: 'transaction-ended',
  submissionId,
  at,
  attemptId,
  transaction: 0,
  results: [...results],
});

/** Something on this side broke: before the marker nothing went, behind it nobody knows. */
export function brokenOff(submission: Submission, marked: readonly string[], error: unknown): Outcome {
  const full = error instanceof AppFailure && error.error.code === 'disk' && error.error.reason === 'full';
  return {
    record: null,
    results: submission.recipients
      .filter((recipient) => recipient.fate === 'waiting')
      .map(({ address }) => ({
        address,
        result: marked.includes(address) ? 'unknown' : 'unsent',
        reply: null,
      })),
    diagnosis: {
      step: marked.length > 0 ? 'reply' : 'settings',
      code: marked.length > 0 ? 'outcome-unknown' : full ? 'disk-full' : 'unexpected',
      params: {},
      reply: null,
      fixes: marked.length > 0 ? ['search-message-id'] : full ? ['free-disk-space'] : ['send-again'],
    },
  };
}
