/** How far a sign-in with the browser is. No token and no address of the provider's is in here. */
import { z } from 'zod';
import { AccountId } from '../message/ids.ts';

export const OAuthProgress = z.strictObject({
  accountId: AccountId,
  /** `asking`: the provider's end points are looked for; `browser`: it is the user's turn; `exchanging`: the token is fetched */
  phase: z.enum(['asking', 'browser', 'exchanging', 'over']),
  /** ms since the epoch at which the browser's turn ends */
  until: z.number().nullable(),
  /** answers that did not belong to it, and were refused */
  strays: z.int(),
});
export type OAuthProgress = z.infer<typeof OAuthProgress>;
