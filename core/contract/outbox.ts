/** The outbox as the page sees it. */
import { z } from 'zod';
import { AccountId, AttemptId, SubmissionId } from '../message/ids.ts';
import { OutboxAction } from '../outbox/actions.ts';
import { Fate, RecipientState, Submission } from '../outbox/submission.ts';
import { Diagnosis, Reply, SmtpStep } from '../smtp/vocabulary.ts';

/** Progress of the attempt under way. `total` is the size of the message in bytes. */
export const Progress = z.strictObject({
  submissionId: SubmissionId,
  step: SmtpStep,
  sent: z.int(),
  total: z.int(),
  /** false from the final dot on: nothing can be stopped any more */
  stoppable: z.boolean(),
});
export type Progress = z.infer<typeof Progress>;

/** What it waits for by itself: its undo delay, its time, that the user lets all mail go on, the next try, a network, its account's next try, or its turn. */
export const WaitsFor = z.enum([
  'undo',
  'schedule',
  'all-paused',
  'retry',
  'network',
  'account-retry',
  'turn',
]);
export type WaitsFor = z.infer<typeof WaitsFor>;

/** As many recipients as one item of a page carries; `outbox.open` has all. */
export const RECIPIENTS_SHOWN = 8;

export const OutboxItem = z.strictObject({
  /** At most RECIPIENTS_SHOWN of its recipients, in their order. Its status is `held` also while its account is held. */
  submission: Submission,
  /** how many of all recipients have each fate */
  fates: z.record(Fate, z.int()),
  subject: z.string(),
  /** with its angle brackets: what to search for when nobody knows whether it arrived */
  messageIdField: z.string(),
  accountId: AccountId,
  accountName: z.string(),
  hue: z.int(),
  /** bytes */
  size: z.int(),
  progress: Progress.nullable(),
  /** ms since the epoch; null: nothing will be tried by itself */
  nextTryAt: z.number().nullable(),
  waitsFor: WaitsFor.nullable(),
  /** ms since the epoch: until then Undo is offered */
  undoUntil: z.number().nullable(),
  /** what may be asked of it now; anything else ends in `not-now` */
  actions: z.array(OutboxAction),
});
export type OutboxItem = z.infer<typeof OutboxItem>;

/** `waiting`: goes by itself, now or later. */
export const OutboxFilter = z.enum(['all', 'waiting', 'scheduled', 'held', 'unknown', 'failed']);
export type OutboxFilter = z.infer<typeof OutboxFilter>;

/** Newest first. */
export const OutboxPage = z.strictObject({ total: z.int(), offset: z.int(), items: z.array(OutboxItem) });
export type OutboxPage = z.infer<typeof OutboxPage>;

/** All of this account's mail waits until this is mended. */
export const HeldAccount = z.strictObject({
  accountId: AccountId,
  accountName: z.string(),
  hue: z.int(),
  since: z.number(),
  diagnosis: Diagnosis,
  /** submissions that wait for it */
  count: z.int(),
});
export type HeldAccount = z.infer<typeof HeldAccount>;

/** Submissions by what becomes of them next: each counts once, but for those under `heldAccounts`, which `held` counts too. */
export const OutboxSummary = z.strictObject({
  total: z.int(),
  /** go by themselves: queued, deferred, or in their undo delay */
  waiting: z.int(),
  scheduled: z.int(),
  sending: z.int(),
  held: z.int(),
  paused: z.int(),
  unknown: z.int(),
  /** failed or partly sent */
  failed: z.int(),
  heldAccounts: z.array(HeldAccount),
  /** the earliest next try of all; null: none */
  nextTryAt: z.number().nullable(),
  /** something waits, and the system says that there is no network */
  offline: z.boolean(),
  /** the user has paused all mail: nothing begins */
  allPaused: z.boolean(),
});
export type OutboxSummary = z.infer<typeof OutboxSummary>;

/** One attempt without its conversation, which the lens shows. */
export const AttemptSummary = z.strictObject({
  attemptId: AttemptId,
  beganAt: z.number(),
  /** null: a crash cut it, or it is under way */
  endedAt: z.number().nullable(),
  /** what was connected to, e.g. 192.0.2.1 */
  remoteAddress: z.string().nullable(),
  recipientReplies: z.array(z.strictObject({ address: z.string(), reply: Reply })),
  finalReply: Reply.nullable(),
  diagnosis: Diagnosis.nullable(),
});
export type AttemptSummary = z.infer<typeof AttemptSummary>;

export const OutboxDetail = z.strictObject({
  item: OutboxItem,
  /** all of them */
  recipients: z.array(RecipientState),
  /** the oldest first */
  attempts: z.array(AttemptSummary),
});
export type OutboxDetail = z.infer<typeof OutboxDetail>;
