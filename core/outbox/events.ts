/**
 * The journal's vocabulary. A submission is the fold of its events (state.ts); each is recorded before its effect, so that
 * what a crash leaves can be read off the journal alone.
 */
import { z } from 'zod';
import { EnvelopeRecipient } from '../message/envelope-schema.ts';
import { AccountId, AttemptId, DraftId, StoredMessageId, SubmissionId } from '../message/ids.ts';
import { Diagnosis, Reply } from '../smtp/vocabulary.ts';

const base = { submissionId: SubmissionId, /** ms since the epoch */ at: z.number() };

/** The message is on disk, synced, with this digest; every recipient waits. */
const Submitted = z.strictObject({
  ...base,
  kind: z.literal('submitted'),
  messageId: StoredMessageId,
  accountId: AccountId,
  practice: z.boolean(),
  draftId: DraftId.nullable(),
  recipients: z.array(EnvelopeRecipient).min(1),
});
/** A connection is about to be opened. */
const AttemptBegan = z.strictObject({
  ...base,
  kind: z.literal('attempt-began'),
  attemptId: AttemptId,
});
/** The marker: the last body byte was handed over, the final dot of this transaction is about to be written. */
const DotMarked = z.strictObject({
  ...base,
  kind: z.literal('dot-marked'),
  attemptId: AttemptId,
  transaction: z.int().nonnegative(),
  /** recipients whose RCPT was accepted: their fate hangs on the reply */
  recipients: z.array(z.string()),
});
export const RecipientResult = z.strictObject({
  address: z.string(),
  /** `unsent`: nothing definite happened, the recipient waits again */
  result: z.enum(['accepted', 'refused', 'deferred', 'unknown', 'unsent']),
  reply: Reply.nullable(),
});
export type RecipientResult = z.infer<typeof RecipientResult>;
/** The reply to the dot is known, or the transaction ended before the dot, or it is known that it cannot be known. */
const TransactionEnded = z.strictObject({
  ...base,
  kind: z.literal('transaction-ended'),
  attemptId: AttemptId,
  transaction: z.int().nonnegative(),
  results: z.array(RecipientResult),
});
const AttemptEnded = z.strictObject({
  ...base,
  kind: z.literal('attempt-ended'),
  attemptId: AttemptId,
  /** null: nothing failed */
  diagnosis: Diagnosis.nullable(),
  /** the trouble is the account's or the message's own: wait for the user */
  held: z.boolean(),
});
/** The user's word about recipients whose fate is unknown. */
const UserWord = z.strictObject({
  ...base,
  kind: z.literal('user-word'),
  word: z.enum(['arrived', 'send-again']),
  recipients: z.array(z.string()),
});
/** The user asks for another attempt: deferred recipients wait again and a hold is lifted. Never touches accepted or unknown. */
const Released = z.strictObject({ ...base, kind: z.literal('released') });
/** Waiting and deferred recipients are given up. */
const Cancelled = z.strictObject({ ...base, kind: z.literal('cancelled') });
/** The user has seen it; it leaves the outbox. */
const Dismissed = z.strictObject({ ...base, kind: z.literal('dismissed') });

export const OutboxEvent = z.discriminatedUnion('kind', [
  Submitted,
  AttemptBegan,
  DotMarked,
  TransactionEnded,
  AttemptEnded,
  UserWord,
  Released,
  Cancelled,
  Dismissed,
]);
export type OutboxEvent = z.infer<typeof OutboxEvent>;
export type SubmittedEvent = z.infer<typeof Submitted>;
