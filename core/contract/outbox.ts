/** The outbox as the page sees it. */
import { z } from 'zod';
import { AccountId, SubmissionId } from '../message/ids.ts';
import { Submission } from '../outbox/submission.ts';
import { SmtpStep } from '../smtp/vocabulary.ts';

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

export const OutboxItem = z.strictObject({
  submission: Submission,
  subject: z.string(),
  /** with its angle brackets: what to search for when nobody knows whether it arrived */
  messageIdField: z.string(),
  accountId: AccountId,
  accountName: z.string(),
  hue: z.int(),
  size: z.int(),
  progress: Progress.nullable(),
});
export type OutboxItem = z.infer<typeof OutboxItem>;
