/**
 * The outbox's state machine: a submission is the fold of its journal. Pure and total: an event that does not fit changes nothing. What a
 * crash left open is closed by recovery.ts; who writes events, and when, is the outbox service's.
 */
import { holdsMail } from '../smtp/diagnosis.ts';
import type { SubmissionId } from '../message/ids.ts';
import type { OutboxEvent, RecipientResult, SubmittedEvent } from './events.ts';
import type { Fate, RecipientState, Submission, SubmissionStatus } from './submission.ts';

export function foldEvents(events: Iterable<OutboxEvent>): Map<SubmissionId, Submission> {
  const submissions = new Map<SubmissionId, Submission>();
  for (const event of events) {
    const next = applyEvent(submissions.get(event.submissionId) ?? null, event);
    if (next !== null) submissions.set(event.submissionId, next);
  }
  return submissions;
}

/** The submission after the event; the same object when the event does not fit, null while there is none. */
export function applyEvent(submission: Submission | null, event: OutboxEvent): Submission | null {
  if (submission === null) return event.kind === 'submitted' ? begun(event) : null;
  if (event.submissionId !== submission.id) return submission;
  switch (event.kind) {
    case 'submitted':
    case 'dot-marked':
      // Submitted twice would make accepted recipients wait again; the marker is recovery's to read.
      return submission;
    case 'attempt-began':
      return attemptBegan(submission, event.at);
    case 'transaction-ended':
      return transactionEnded(submission, event.results);
    case 'attempt-ended':
      return submission.status === 'sent' || submission.status === 'cancelled'
        ? submission
        : settled({ ...submission, diagnosis: event.diagnosis, status: 'queued' }, event.held);
    case 'user-word':
      return userWord(submission, event.word, event.recipients);
    case 'released':
      return submission.status === 'sending' || !isOpen(submission)
        ? submission
        : settled({ ...submission, recipients: moved(submission, ['deferred'], 'waiting') }, false);
    case 'cancelled':
      return submission.status === 'sending'
        ? submission
        : settled(
            { ...submission, recipients: moved(submission, ['waiting', 'deferred'], 'cancelled') },
            false,
          );
    case 'dismissed':
      // Someone who still waits must stay in sight.
      return submission.status === 'sending' || isOpen(submission)
        ? submission
        : { ...submission, dismissed: true };
  }
}

function begun(event: SubmittedEvent): Submission {
  return {
    id: event.submissionId,
    messageId: event.messageId,
    accountId: event.accountId,
    practice: event.practice,
    draftId: event.draftId,
    submittedAt: event.at,
    recipients: event.recipients.map(({ address, field }) => ({
      address,
      field,
      fate: 'waiting',
      reply: null,
    })),
    status: 'queued',
    attempts: 0,
    diagnosis: null,
    lastAttemptAt: null,
    dismissed: false,
  };
}

const pending: ReadonlySet<Fate> = new Set<Fate>(['waiting', 'deferred']);

/** Somebody may still be sent to. */
const isOpen = (submission: Submission): boolean =>
  submission.recipients.some((recipient) => pending.has(recipient.fate));

function attemptBegan(submission: Submission, at: number): Submission {
  if (!isOpen(submission)) return submission;
  return {
    ...submission,
    status: 'sending',
    attempts: submission.attempts + 1,
    lastAttemptAt: at,
    dismissed: false,
  };
}

const FATE_OF: Record<RecipientResult['result'], Fate> = {
  accepted: 'accepted',
  refused: 'refused',
  deferred: 'deferred',
  unknown: 'unknown',
  unsent: 'waiting',
};

/** What the server said counts even where the attempt's beginning is not in the journal. Only pending fates move. */
function transactionEnded(submission: Submission, results: readonly RecipientResult[]): Submission {
  const byAddress = new Map(results.map((result) => [result.address, result]));
  const recipients = submission.recipients.map((recipient): RecipientState => {
    const result = byAddress.get(recipient.address);
    if (result === undefined || !pending.has(recipient.fate)) return recipient;
    return { ...recipient, fate: FATE_OF[result.result], reply: result.reply };
  });
  const next = { ...submission, recipients };
  return submission.status === 'sending' ? next : settled(next, submission.status === 'held');
}

/** The only way out of `unknown`. */
function userWord(
  submission: Submission,
  word: 'arrived' | 'send-again',
  addresses: readonly string[],
): Submission {
  if (submission.status === 'sending') return submission;
  const named = new Set(addresses);
  const fate: Fate = word === 'arrived' ? 'accepted' : 'waiting';
  const recipients = submission.recipients.map((recipient) =>
    recipient.fate === 'unknown' && named.has(recipient.address) ? { ...recipient, fate } : recipient,
  );
  const next = { ...submission, recipients };
  // While outcomes were unknown the status could not say that the account holds this mail.
  const held = word === 'arrived' && submission.diagnosis !== null && holdsMail(submission.diagnosis);
  return settled(isOpen(next) ? { ...next, dismissed: false } : next, held);
}

const moved = (submission: Submission, from: readonly Fate[], fate: Fate): RecipientState[] =>
  submission.recipients.map((recipient) =>
    from.includes(recipient.fate) ? { ...recipient, fate } : recipient,
  );

const settled = (submission: Submission, held: boolean): Submission => ({
  ...submission,
  status: statusOf(submission.recipients, held),
});

/** Of a submission that is not being sent. Unknown stands before all else: it alone needs the user's word. */
function statusOf(recipients: readonly RecipientState[], held: boolean): SubmissionStatus {
  const fates = new Set(recipients.map((recipient) => recipient.fate));
  if (fates.has('unknown')) return 'unknown';
  if (fates.has('waiting')) return held ? 'held' : 'queued';
  if (fates.has('deferred')) return held ? 'held' : 'deferred';
  if (fates.has('accepted')) return fates.size === 1 ? 'sent' : 'partly-sent';
  return fates.has('refused') ? 'failed' : 'cancelled';
}
