/** How an attempt ended: its events for the journal, and what it says about the account. The conversation is attempt.ts's. */
import { AppFailure } from '#core/contract/errors.ts';
import type { AttemptId, SubmissionId } from '#core/message/ids.ts';
import { retryDelay } from '#core/outbox/due.ts';
import type { OutboxEvent, RecipientResult } from '#core/outbox/events.ts';
import { asksToSlowDown, isConnectionTrouble, type PaceSignal } from '#core/outbox/pace.ts';
import type { Submission } from '#core/outbox/submission.ts';
import { accountTrouble, holdsMail } from '#core/smtp/diagnosis.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import type { AttemptOutcome } from './attempt.ts';

/** An attempt's end; without a record where something on this side broke. */
export type Outcome = Omit<AttemptOutcome, 'record'> & { readonly record: AttemptOutcome['record'] | null };

export const transactionEnded = (
  submissionId: SubmissionId,
  attemptId: AttemptId,
  at: number,
  transaction: number,
  results: readonly RecipientResult[],
): OutboxEvent => ({
  kind: 'transaction-ended',
  submissionId,
  at,
  attemptId,
  transaction,
  results: [...results],
});

/** The last transaction's results, and what the attempt means for those who still wait. */
export function endingEvents(
  submission: Submission,
  attemptId: AttemptId,
  { transaction, results, diagnosis }: Pick<Outcome, 'transaction' | 'results' | 'diagnosis'>,
  at: number,
  random: number,
): OutboxEvent[] {
  const { id, attempts } = submission;
  const waits = results.some(({ result }) => result === 'unsent' || result === 'deferred');
  // The account's own trouble, and its connections', are waited for together with all its mail.
  const isItsOwn =
    waits && diagnosis !== null && !accountTrouble(diagnosis) && !isConnectionTrouble(diagnosis);
  const held = isItsOwn && holdsMail(diagnosis);
  // Ended from this side, it goes on as soon as it may.
  const isPutOff = isItsOwn && !held && !FROM_THIS_SIDE.has(diagnosis.code);
  return [
    ...(results.length === 0 ? [] : [transactionEnded(id, attemptId, at, transaction, results)]),
    {
      kind: 'attempt-ended',
      submissionId: id,
      at,
      attemptId,
      diagnosis,
      held,
      until: isPutOff ? at + retryDelay(Math.max(1, attempts), random) : null,
    },
  ];
}

const FROM_THIS_SIDE: ReadonlySet<Diagnosis['code']> = new Set<Diagnosis['code']>([
  'stopped-by-user',
  'interrupted',
]);

/** `before`: messages that the connection had carried already. */
export function paceSignals(
  { results, diagnosis }: Pick<Outcome, 'results' | 'diagnosis'>,
  before: number,
): PaceSignal[] {
  const signals: PaceSignal[] = [];
  if (results.some(({ result }) => result === 'accepted')) signals.push('accepted');
  if (diagnosis === null) return signals;
  if (isConnectionTrouble(diagnosis))
    signals.push(before > 0 && HAS_WORKED.has(diagnosis.code) ? 'closing' : 'no-connection');
  else if (asksToSlowDown(diagnosis)) signals.push('slow-down');
  return signals;
}

/** Many servers take only so many messages in one connection; some say so, others just close. */
const HAS_WORKED: ReadonlySet<Diagnosis['code']> = new Set<Diagnosis['code']>([
  'server-closing',
  'connection-lost',
]);

/** Something on this side broke: before the marker nothing went, behind it nobody knows. */
export function brokenOff(
  submission: Submission,
  transaction: number,
  marked: readonly string[],
  error: unknown,
): Outcome {
  return {
    record: null,
    transaction,
    results: submission.recipients
      .filter((recipient) => recipient.fate === 'waiting' || recipient.fate === 'deferred')
      .map(({ address }) => ({
        address,
        result: marked.includes(address) ? 'unknown' : 'unsent',
        reply: null,
      })),
    diagnosis: marked.length > 0 ? OUTCOME_UNKNOWN : ownTrouble(error),
  };
}

const OUTCOME_UNKNOWN: Diagnosis = {
  step: 'reply',
  code: 'outcome-unknown',
  params: {},
  reply: null,
  fixes: ['search-message-id'],
};

/** Nothing went, and the server is not to blame. */
export function ownTrouble(error: unknown): Diagnosis {
  const isFull = error instanceof AppFailure && error.error.code === 'disk' && error.error.reason === 'full';
  return {
    step: 'settings',
    code: isFull ? 'disk-full' : 'unexpected',
    params: {},
    reply: null,
    fixes: [isFull ? 'free-disk-space' : 'send-again'],
  };
}

/** The program quits: nobody's word, and no failure of the server. */
export const interrupted = ({ step, params, reply }: Diagnosis): Diagnosis => ({
  step,
  code: 'interrupted',
  params,
  reply,
  fixes: ['send-again'],
});
