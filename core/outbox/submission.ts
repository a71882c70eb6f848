/** What a submission is at one moment: the shapes that state.ts folds events into and the window shows. */
import { z } from 'zod';
import { RecipientField } from '../message/envelope-schema.ts';
import { AccountId, DraftId, StoredMessageId, SubmissionId } from '../message/ids.ts';
import { Diagnosis, Reply } from '../smtp/vocabulary.ts';

export const Fate = z.enum(['waiting', 'accepted', 'refused', 'unknown', 'cancelled', 'deferred']);
export type Fate = z.infer<typeof Fate>;

export const RecipientState = z.strictObject({
  address: z.string(),
  field: RecipientField,
  fate: Fate,
  /** the reply that decided it, if one did */
  reply: Reply.nullable(),
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
  'cancelled',
]);
export type SubmissionStatus = z.infer<typeof SubmissionStatus>;

export const Submission = z.strictObject({
  id: SubmissionId,
  messageId: StoredMessageId,
  accountId: AccountId,
  practice: z.boolean(),
  draftId: DraftId.nullable(),
  submittedAt: z.number(),
  recipients: z.array(RecipientState),
  status: SubmissionStatus,
  attempts: z.int().nonnegative(),
  /** of the last attempt that ended, null when nothing failed */
  diagnosis: Diagnosis.nullable(),
  lastAttemptAt: z.number().nullable(),
  dismissed: z.boolean(),
});
export type Submission = z.infer<typeof Submission>;
