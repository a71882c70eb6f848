/** What main asks of the thread that lints large drafts. */
import { z } from 'zod';
import { Identity } from '#core/account/identity.ts';
import { DraftFinding } from '#core/contract/findings.ts';
import { AttachmentView, DraftContent } from '#core/message/draft.ts';
import { ServerOffers } from '#core/smtp/offers.ts';

const DraftToLint = z.strictObject({
  content: DraftContent,
  identity: Identity,
  sources: z
    .array(AttachmentView.extend({ path: z.string(), contentId: z.string().exactOptional() }))
    .readonly(),
  /** what the account's server offered when it was last spoken to; null: it was not */
  offers: ServerOffers.nullable(),
  /** ms since the epoch */
  at: z.number(),
});

export const lintProtocol = { findings: { request: DraftToLint, reply: z.array(DraftFinding) } };
