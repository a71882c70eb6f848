/**
 * The lines of `<id>.jsonl`: the append-only record beside a message's bytes. Together the two files are the truth; the index is
 * rebuilt from them. Each line carries submission and attempt, since a message may be submitted more than once.
 */
import { z } from 'zod';
import { Account } from '../account/account.ts';
import { Identity } from '../account/identity.ts';
import { OutboxEvent } from '../outbox/events.ts';
import { Diagnosis, Extensions, Reply, StepTiming, TlsFacts, TranscriptLine } from '../smtp/vocabulary.ts';
import { DraftContent } from './draft.ts';
import { Envelope } from './envelope-schema.ts';
import { AttachmentId, AttemptId, StoredMessageId, SubmissionId } from './ids.ts';

/** First line of each record file. */
export const MessageBuilt = z.strictObject({
  record: z.literal('message'),
  version: z.literal(1),
  id: StoredMessageId,
  at: z.number(),
  /** RFC 5322 Message-ID with its angle brackets */
  messageIdField: z.string(),
  /** bytes, and lower-case hex, of the `.eml` */
  size: z.int(),
  sha256: z.string(),
  /** bytes up to and with the empty line */
  headerSize: z.int(),
  /** what was written; attachments by name and size only */
  composition: DraftContent,
  attachments: z.array(
    z.strictObject({
      name: z.string(),
      size: z.int(),
      mediaType: z.string(),
      /** of a picture of the rich text: what the composition calls it, and the message */
      picture: z.strictObject({ id: AttachmentId, contentId: z.string() }).optional(),
    }),
  ),
});
export type MessageBuilt = z.infer<typeof MessageBuilt>;

export const SubmissionMade = z.strictObject({
  record: z.literal('submission'),
  at: z.number(),
  submissionId: SubmissionId,
  envelope: Envelope,
  /** as it was then: later edits of the account do not change history */
  account: Account.omit({ identities: true, throttle: true, signIn: true, tls: true, proxy: true }),
  identity: Identity,
  practice: z.boolean(),
});
export type SubmissionMade = z.infer<typeof SubmissionMade>;

/** The whole conversation of one attempt, written when it ends. */
export const AttemptRecorded = z.strictObject({
  record: z.literal('attempt'),
  submissionId: SubmissionId,
  attemptId: AttemptId,
  /** ms since the epoch */
  beganAt: z.number(),
  endedAt: z.number(),
  /** what was connected to, e.g. 127.0.0.1 and 41025 */
  remoteAddress: z.string().nullable(),
  remotePort: z.int().nullable(),
  localAddress: z.string().nullable(),
  ehloName: z.string().nullable(),
  extensions: Extensions,
  tls: TlsFacts.nullable(),
  steps: z.array(StepTiming),
  transcript: z.array(TranscriptLine),
  /** RCPT replies by address, and the reply to the dot */
  recipientReplies: z.array(z.strictObject({ address: z.string(), reply: Reply })),
  finalReply: Reply.nullable(),
  /** digest of the bytes as they were streamed, dot-stuffing undone; null when the body was not sent in full */
  streamedSha256: z.string().nullable(),
  streamedBytes: z.int(),
  /** ESMTP extensions that were asked for and that the message went without, because the server lacks them: DSN */
  leftOut: z.array(z.string()).optional(),
  diagnosis: Diagnosis.nullable(),
});
export type AttemptRecorded = z.infer<typeof AttemptRecorded>;

/**
 * What was said in an attempt under way, so that a crash keeps it, or after it, as the goodbye of its connection. The attempt's own line
 * takes the place of all that stand before it. Not synced by itself.
 */
export const AttemptLines = z.strictObject({
  record: z.literal('attempt-lines'),
  submissionId: SubmissionId,
  attemptId: AttemptId,
  beganAt: z.number(),
  lines: z.array(TranscriptLine),
});
export type AttemptLines = z.infer<typeof AttemptLines>;

/** The journal's events are repeated here, so that fates survive the journal. */
const EventRecorded = z.strictObject({ record: z.literal('event'), event: OutboxEvent });

export const MessageRecord = z.discriminatedUnion('record', [
  MessageBuilt,
  SubmissionMade,
  AttemptRecorded,
  AttemptLines,
  EventRecorded,
]);
export type MessageRecord = z.infer<typeof MessageRecord>;
