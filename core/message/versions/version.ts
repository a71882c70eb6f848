/** A version of a draft: what was written in it at a time, without its files, which are the draft's own in all of them. */
import { z } from 'zod';

export const DraftVersion = z.strictObject({
  /** counts up within a draft */
  number: z.int().positive(),
  /** ms since the epoch: when it was saved */
  at: z.number(),
  subject: z.string(),
  /** recipients in all fields */
  recipients: z.int().nonnegative(),
  /** characters of the text */
  length: z.int().nonnegative(),
});
export type DraftVersion = z.infer<typeof DraftVersion>;
