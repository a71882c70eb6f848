/** The sent archive's list and what the lens reads of one message. */
import { z } from 'zod';
import { AccountId, StoredMessageId, SubmissionId } from '../message/ids.ts';
import { AttemptRecorded, MessageBuilt, SubmissionMade } from '../message/record.ts';
import { Mailing } from '../outbox/events.ts';
import { Submission, SubmissionStatus } from '../outbox/submission.ts';

/** Practice mail has a list of its own: nobody may believe that it left. */
export const SentList = z.enum(['sent', 'practice']);
export type SentList = z.infer<typeof SentList>;

export const SentRow = z.strictObject({
  submissionId: SubmissionId,
  messageId: StoredMessageId,
  /** ms since the epoch: first acceptance */
  at: z.number(),
  accountId: AccountId,
  accountName: z.string(),
  hue: z.int(),
  practice: z.boolean(),
  subject: z.string(),
  /** the first three, names where there are some */
  to: z.array(z.string()),
  recipients: z.int(),
  accepted: z.int(),
  hasAttachment: z.boolean(),
  status: SubmissionStatus,
  /** what else its composition became; null: nothing */
  mailing: Mailing.nullable(),
});
export type SentRow = z.infer<typeof SentRow>;

/** A message in Sent by its Message-ID, angle brackets included. */
export const NamedRow = z.strictObject({ name: z.string(), row: SentRow });
export type NamedRow = z.infer<typeof NamedRow>;

/** What a bounce or a receipt names its message by. */
export const ReportedBy = z.strictObject({
  envids: z.array(z.string().max(500)).max(10),
  /** Message-IDs with their angle brackets, surest first */
  names: z.array(z.string().max(1000)).max(50),
  recipients: z.array(z.string().max(500)).max(50),
  /** ms since the epoch: nothing that was sent later */
  before: z.int().nonnegative().nullable(),
});
export type ReportedBy = z.infer<typeof ReportedBy>;

/** `by`: what told it; a recipient alone tells it with some likelihood only. */
export const ReportedRow = z.strictObject({
  by: z.enum(['envid', 'message-id', 'recipient']),
  row: SentRow,
});
export type ReportedRow = z.infer<typeof ReportedRow>;

export const SentPage = z.strictObject({
  total: z.int(),
  offset: z.int(),
  rows: z.array(SentRow),
});
export type SentPage = z.infer<typeof SentPage>;

/**
 * A day of the list in the reader's zone: `2026-11-23`, how many messages it has, and in how many rows they stand: a mailing in one, and in as
 * many more as it has messages where it is unfolded.
 */
export const SentDay = z.strictObject({ day: z.string(), count: z.int(), rows: z.int() });
export type SentDay = z.infer<typeof SentDay>;

/** Everything known of one submission and its message, without the bytes. */
export const MessageView = z.strictObject({
  message: MessageBuilt,
  made: SubmissionMade,
  submission: Submission,
  attempts: z.array(AttemptRecorded),
  /** of the file as it is now; null while it is being computed, false: differs from what was recorded */
  bytesIntact: z.boolean(),
});
export type MessageView = z.infer<typeof MessageView>;

export const BytesRange = z.strictObject({
  bytes: z.instanceof(Uint8Array),
  offset: z.int(),
  total: z.int(),
});
export type BytesRange = z.infer<typeof BytesRange>;
