/**
 * The journal's vocabulary. A submission is the fold of its events (state.ts); each is recorded before its effect, so that
 * what a crash leaves can be read off the journal alone. What an older journal lacks has a default.
 */
import { z } from 'zod';
import { EnvelopeHead, EnvelopeRecipient } from '../message/envelope-schema.ts';
import { AccountId, AttemptId, DraftId, StoredMessageId, SubmissionId } from '../message/ids.ts';
import { Schedule } from '../message/sending-schema.ts';
import { Diagnosis, Reply } from '../smtp/vocabulary.ts';

const base = { submissionId: SubmissionId, /** ms since the epoch */ at: z.number() };

/** What the outbox shows of a message and must not open files for. */
export const MessageFacts = z.strictObject({
  messageId: StoredMessageId,
  subject: z.string(),
  /** with its angle brackets */
  messageIdField: z.string(),
  /** bytes, and lower-case hex, of the `.eml` */
  size: z.int(),
  sha256: z.string(),
  /** of its account, for when that is gone */
  accountName: z.string(),
  hue: z.int(),
});
export type MessageFacts = z.infer<typeof MessageFacts>;

/** One composition that became several messages: which it is, by its first submission, and of how many. */
export const Mailing = z.strictObject({ id: SubmissionId, of: z.int().min(2) });
export type Mailing = z.infer<typeof Mailing>;

/** The message is on disk, synced, with this digest; every recipient waits. */
const Submitted = z.strictObject({
  ...base,
  kind: z.literal('submitted'),
  messageId: StoredMessageId,
  accountId: AccountId,
  practice: z.boolean(),
  draftId: DraftId.nullable(),
  recipients: z.array(EnvelopeRecipient).min(1),
  /** null in older journals: the message's record has them */
  message: MessageFacts.nullable().default(null),
  /** null in older journals, as above */
  envelope: EnvelopeHead.nullable().default(null),
  /** ms: no connection before this, so that Undo has its time */
  notBefore: z.number().nullable().default(null),
  schedule: Schedule.nullable().default(null),
  allOrNone: z.boolean().default(false),
  /** null: the draft became this message alone */
  mailing: Mailing.nullable().default(null),
});
/** A connection is about to be opened, or one that is open is about to be used. */
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
  /** the trouble is the message's own: wait for the user. In older journals also the account's. */
  held: z.boolean(),
  /** ms: whoever waits or is deferred is not tried before this */
  until: z.number().nullable().default(null),
});
/** The message waits for the user, though nothing failed just now. */
const Held = z.strictObject({
  ...base,
  kind: z.literal('held'),
  /** `missed-schedule`: its time passed while the program was closed, the machine slept or all mail was paused; `gave-up`: it was tried for as long as the user wants */
  cause: z.enum(['missed-schedule', 'gave-up']),
});
/** The user's word about recipients whose fate is unknown. */
const UserWord = z.strictObject({
  ...base,
  kind: z.literal('user-word'),
  word: z.enum(['arrived', 'send-again']),
  recipients: z.array(z.string()),
});
/** The user asks for another attempt now: deferred recipients wait again; a hold, a pause and every delay are lifted. Never touches accepted or unknown. */
const Released = z.strictObject({ ...base, kind: z.literal('released') });
const Paused = z.strictObject({ ...base, kind: z.literal('paused') });
/** It may go on, by the user's word about itself or about its account, which was held: the time in which it is tried begins anew. */
const Resumed = z.strictObject({ ...base, kind: z.literal('resumed') });
/** Another time, or none; before any attempt. Its Date follows, so it was built again, with the same Message-ID. */
const Rescheduled = z.strictObject({
  ...base,
  kind: z.literal('rescheduled'),
  schedule: Schedule.nullable(),
  message: MessageFacts,
});
/** It goes through another account's server from now on. `built`: anew, for that account; null: the same bytes. */
const Rerouted = z.strictObject({
  ...base,
  kind: z.literal('rerouted'),
  accountId: AccountId,
  practice: z.boolean(),
  built: z.strictObject({ message: MessageFacts, envelope: EnvelopeHead }).nullable(),
});
/** A refused recipient gets another address; it waits, alone, for the same message. */
const Corrected = z.strictObject({
  ...base,
  kind: z.literal('corrected'),
  from: z.string(),
  to: z.string(),
});
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
  Held,
  UserWord,
  Released,
  Paused,
  Resumed,
  Rescheduled,
  Rerouted,
  Corrected,
  Cancelled,
  Dismissed,
]);
export type OutboxEvent = z.infer<typeof OutboxEvent>;
export type SubmittedEvent = z.infer<typeof Submitted>;

/** All mail of an account waits until the user has mended what this says; nothing is tried unasked, above all no sign-in. */
export const AccountHold = z.strictObject({
  accountId: AccountId,
  /** ms since the epoch */
  since: z.number(),
  diagnosis: Diagnosis,
});
export type AccountHold = z.infer<typeof AccountHold>;
