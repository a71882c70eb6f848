/** What stands above and below every printed page. The page it is asked by shows main what to print; main sees to paper and file. */
import { z } from 'zod';

export const PageHeading = z.strictObject({
  /** the message's subject */
  title: z.string().max(1000),
  /** its date, in the reader's words */
  date: z.string().max(200),
});
export type PageHeading = z.infer<typeof PageHeading>;

/** `failed`: there is no printer, or it did not take it. */
export const PrintOutcome = z.enum(['printed', 'cancelled', 'failed']);
export type PrintOutcome = z.infer<typeof PrintOutcome>;
