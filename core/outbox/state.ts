/**
 * The outbox's state machine: a submission is the fold of its journal. Pure and total: an event that does not fit changes nothing. What a
 * crash left open is closed by recovery.ts; who writes events, and when, is the outbox service's.
 */
import { accountTrouble } from '../smtp/diagnosis.ts';
import { orcptOf } from '../message/dsn.ts';
import type { SubmissionId } from '../message/ids.ts';
import type { Diagnosis } from '../smtp/vocabulary.ts';
import type { OutboxEvent, RecipientResult, SubmittedEvent } from './events.ts';
import { someoneWaits } from './submission.ts';
import type { Fate, HoldCause, RecipientState, Submission, SubmissionStatus } from './submission.ts';

type EventOf<Kind extends OutboxEvent['kind']> = Extract<OutboxEvent, { kind: Kind }>;

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
      return attemptEnded(submission, event);
    default:
      // What the user or the clock decides never comes between an attempt and its end.
      return submission.status === 'sending' ? submission : decided(submission, event);
  }
}

type Decision = Exclude<
  OutboxEvent,
  EventOf<'submitted' | 'dot-marked' | 'attempt-began' | 'transaction-ended' | 'attempt-ended'>
>;

/** `held`, `released` and all that is for those who wait change nothing where nobody does. */
function decided(submission: Submission, event: Decision): Submission {
  switch (event.kind) {
    case 'user-word':
      return userWord(submission, event);
    case 'corrected':
      return corrected(submission, event);
    case 'dismissed':
      // Someone who still waits must stay in sight.
      return someoneWaits(submission) ? submission : { ...submission, dismissed: true };
    case 'held':
      return whileWaiting(submission, { hold: event.cause });
    case 'paused':
      return whileWaiting(submission, { paused: true });
    case 'resumed':
      // Nothing was tried meanwhile.
      return whileWaiting(submission, {
        paused: false,
        queuedSince: Math.max(event.at, submission.schedule?.at ?? 0),
      });
    case 'released':
      return whileWaiting(submission, {
        ...AT_ONCE,
        recipients: moved(submission, ['deferred'], 'waiting'),
        queuedSince: event.at,
        // The word to go on without those who were refused, or in parts.
        allOrNone: submission.allOrNone && !sparesAll(submission.hold),
      });
    case 'rescheduled':
      return submission.attempts > 0
        ? submission
        : whileWaiting(submission, {
            ...AT_ONCE,
            paused: submission.paused,
            schedule: event.schedule,
            message: event.message,
            messageId: event.message.messageId,
            queuedSince: event.schedule?.at ?? event.at,
          });
    case 'rerouted':
      return rerouted(submission, event);
    case 'cancelled':
      return whileWaiting(submission, {
        ...AT_ONCE,
        recipients: moved(submission, ['waiting', 'deferred'], 'cancelled'),
      });
  }
}

/** Nothing keeps it back any more. */
const AT_ONCE = { hold: null, paused: false, notBefore: null, schedule: null, until: null } as const;

const whileWaiting = (submission: Submission, change: Partial<Submission>): Submission =>
  someoneWaits(submission) ? settled({ ...submission, ...change }) : submission;

function begun(event: SubmittedEvent): Submission {
  return settled({
    id: event.submissionId,
    messageId: event.messageId,
    accountId: event.accountId,
    practice: event.practice,
    draftId: event.draftId,
    mailing: event.mailing,
    submittedAt: event.at,
    recipients: event.recipients.map((recipient) => ({ ...recipient, fate: 'waiting', reply: null })),
    status: 'queued',
    attempts: 0,
    diagnosis: null,
    lastAttemptAt: null,
    dismissed: false,
    message: event.message,
    envelope: event.envelope,
    allOrNone: event.allOrNone,
    queuedSince: event.schedule?.at ?? event.at,
    notBefore: event.notBefore,
    schedule: event.schedule,
    until: null,
    hold: null,
    paused: false,
  });
}

const pending: ReadonlySet<Fate> = new Set<Fate>(['waiting', 'deferred']);

function attemptBegan(submission: Submission, at: number): Submission {
  if (!someoneWaits(submission)) return submission;
  return {
    ...submission,
    ...AT_ONCE,
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
  return submission.status === 'sending' ? next : settled(next);
}

function attemptEnded(submission: Submission, event: EventOf<'attempt-ended'>): Submission {
  if (submission.status === 'sent' || submission.status === 'cancelled') return submission;
  const { diagnosis, until } = event;
  return settled({ ...submission, diagnosis, until, hold: holdAfter(submission, event) });
}

function holdAfter({ allOrNone, recipients }: Submission, event: EventOf<'attempt-ended'>): HoldCause | null {
  if (event.held) return causeOf(event.diagnosis);
  const isRefused = recipients.some(({ fate }) => fate === 'refused');
  // Where somebody was accepted, sparing the others is no longer possible.
  const isSpared = recipients.every(({ fate }) => fate !== 'accepted' && fate !== 'unknown');
  return allOrNone && isRefused && isSpared ? 'all-or-none' : null;
}

function causeOf(diagnosis: Diagnosis | null): HoldCause {
  if (diagnosis === null) return 'message';
  if (diagnosis.code === 'not-all-at-once') return diagnosis.code;
  return accountTrouble(diagnosis) ? 'account' : 'message';
}

/** Held so that nobody gets it where not all can. */
const sparesAll = (hold: HoldCause | null): boolean => hold === 'all-or-none' || hold === 'not-all-at-once';

/** The only way out of `unknown`. */
function userWord(submission: Submission, event: EventOf<'user-word'>): Submission {
  const named = new Set(event.recipients);
  const fate: Fate = event.word === 'arrived' ? 'accepted' : 'waiting';
  const isMeant = ({ fate: now, address }: RecipientState): boolean =>
    now === 'unknown' && named.has(address);
  if (!submission.recipients.some(isMeant)) return submission;
  const recipients = submission.recipients.map((recipient) =>
    isMeant(recipient) ? { ...recipient, fate } : recipient,
  );
  if (event.word === 'arrived') return backInSight({ ...submission, recipients });
  return backInSight({ ...submission, ...AT_ONCE, recipients, queuedSince: event.at });
}

function corrected(submission: Submission, { from, to, at }: EventOf<'corrected'>): Submission {
  const isMeant = ({ fate, address }: RecipientState): boolean => fate === 'refused' && address === from;
  const isTaken = submission.recipients.some(({ address }) => address === to);
  if (isTaken || !submission.recipients.some(isMeant)) return submission;
  const recipients = submission.recipients.map((recipient): RecipientState =>
    isMeant(recipient)
      ? {
          ...recipient,
          address: to,
          fate: 'waiting',
          reply: null,
          correctedFrom: recipient.correctedFrom ?? recipient.address,
          ...(recipient.orcpt === undefined ? {} : { orcpt: orcptOf(to) }),
        }
      : recipient,
  );
  const stillRefused = recipients.some(({ fate }) => fate === 'refused');
  const hold = submission.hold === 'all-or-none' && stillRefused ? submission.hold : null;
  return backInSight({ ...submission, ...AT_ONCE, hold, recipients, queuedSince: at });
}

function rerouted(submission: Submission, event: EventOf<'rerouted'>): Submission {
  const { accountId, practice, built } = event;
  // One submission, one message: what somebody has cannot become another for the rest.
  if (built !== null && submission.recipients.some(({ fate }) => fate === 'accepted' || fate === 'unknown'))
    return submission;
  return whileWaiting(submission, {
    accountId,
    practice,
    ...(built === null ? {} : { ...built, messageId: built.message.messageId }),
    // What the other server said does not bind this one.
    recipients: moved(submission, ['deferred'], 'waiting'),
    until: null,
    hold: submission.hold === 'all-or-none' ? submission.hold : null,
    queuedSince: Math.max(event.at, submission.schedule?.at ?? 0),
  });
}

const backInSight = (submission: Submission): Submission =>
  settled(someoneWaits(submission) ? { ...submission, dismissed: false } : submission);

const moved = (submission: Submission, from: readonly Fate[], fate: Fate): RecipientState[] =>
  submission.recipients.map((recipient) =>
    from.includes(recipient.fate) ? { ...recipient, fate } : recipient,
  );

const settled = (submission: Submission): Submission => ({ ...submission, status: statusOf(submission) });

/** Of a submission that is not being sent. Unknown stands before all else: it alone needs the user's word. */
function statusOf(submission: Submission): SubmissionStatus {
  const fates = new Set(submission.recipients.map((recipient) => recipient.fate));
  if (fates.has('unknown')) return 'unknown';
  if (someoneWaits(submission)) {
    if (submission.paused) return 'paused';
    if (submission.hold !== null) return 'held';
    if (submission.schedule !== null) return 'scheduled';
    return fates.has('waiting') && submission.until === null ? 'queued' : 'deferred';
  }
  if (fates.has('accepted')) return fates.size === 1 ? 'sent' : 'partly-sent';
  return fates.has('refused') ? 'failed' : 'cancelled';
}
