/** What a submission is at one moment: the shapes that state.ts folds events into and the window shows. */
import { z } from 'zod';
import { EnvelopeHead, EnvelopeRecipient, RecipientField } from '../message/envelope-schema.ts';
import { AccountId, DraftId, StoredMessageId, SubmissionId } from '../message/ids.ts';
import { Schedule } from '../message/sending-schema.ts';
import { Diagnosis, Reply } from '../smtp/vocabulary.ts';
import { Mailing, MessageFacts } from './events.ts';

export const Fate = z.enum(['waiting', 'accepted', 'refused', 'unknown', 'cancelled', 'deferred']);
export type Fate = z.infer<typeof Fate>;

export const RecipientState = z.strictObject({
  address: z.string(),
  field: RecipientField,
  fate: Fate,
  /** the reply that decided it, if one did */
  reply: Reply.nullable(),
  /** the address as the message names it, where the user has put another one in its place */
  correctedFrom: z.string().optional(),
  notify: EnvelopeRecipient.shape.notify,
  orcpt: EnvelopeRecipient.shape.orcpt,
});
export type RecipientState = z.infer<typeof RecipientState>;

export const SubmissionStatus = z.enum([
  'scheduled',
  'queued',
  'sending',
  'sent',
  'partly-sent',
  'failed',
  'unknown',
  'deferred',
  'held',
  'paused',
  'cancelled',
]);
export type SubmissionStatus = z.infer<typeof SubmissionStatus>;

/**
 * What a message waits for the user for. `account`: its account is held, or was (older journals); `message`: its own trouble, which the
 * diagnosis names; `all-or-none`: one is refused, so nobody gets it; `not-all-at-once`: for all or none, and more than the server takes.
 */
export const HoldCause = z.enum([
  'account',
  'message',
  'missed-schedule',
  'gave-up',
  'all-or-none',
  'not-all-at-once',
]);
export type HoldCause = z.infer<typeof HoldCause>;

export const Submission = z.strictObject({
  id: SubmissionId,
  messageId: StoredMessageId,
  accountId: AccountId,
  practice: z.boolean(),
  draftId: DraftId.nullable(),
  /** what else became of its draft; null: nothing */
  mailing: Mailing.nullable(),
  submittedAt: z.number(),
  recipients: z.array(RecipientState),
  status: SubmissionStatus,
  attempts: z.int().nonnegative(),
  /** of the last attempt that ended, null when nothing failed */
  diagnosis: Diagnosis.nullable(),
  lastAttemptAt: z.number().nullable(),
  dismissed: z.boolean(),
  /** null in older journals, where the message's record has them */
  message: MessageFacts.nullable(),
  /** null in older journals, as above */
  envelope: EnvelopeHead.nullable(),
  allOrNone: z.boolean(),
  /** since when it could go; giving up counts from here */
  queuedSince: z.number(),
  /** the undo delay's end */
  notBefore: z.number().nullable(),
  /** until an attempt began */
  schedule: Schedule.nullable(),
  /** the end of the wait after an attempt */
  until: z.number().nullable(),
  hold: HoldCause.nullable(),
  paused: z.boolean(),
});
export type Submission = z.infer<typeof Submission>;

/** ms since the epoch: no attempt before this; 0: at any time. Holds and pauses are another matter. */
export const dueAt = ({ notBefore, schedule, until }: Submission): number =>
  Math.max(notBefore ?? 0, schedule?.at ?? 0, until ?? 0);

/** Somebody may still be sent to. */
export const someoneWaits = ({ recipients }: Pick<Submission, 'recipients'>): boolean =>
  recipients.some(({ fate }) => fate === 'waiting' || fate === 'deferred');

/** It will be tried without anybody's word. */
export const isWaiting = (submission: Submission): boolean =>
  submission.status !== 'sending' &&
  someoneWaits(submission) &&
  submission.hold === null &&
  !submission.paused &&
  !submission.dismissed;
