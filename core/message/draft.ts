/** What is being written. Not mail yet: addresses may still be wrong, and are kept as typed. */
import { z } from 'zod';
import { MOST_IN_A_FIELD } from './address-fields.ts';
import { AccountId, AttachmentId, DraftId, IdentityId } from './ids.ts';
import { MESSAGE_ID } from './message-id.ts';
import { USUAL_SENDING } from './sending.ts';
import { SendingOptions } from './sending-schema.ts';
import { DraftSpelling } from '../spelling/spelling.ts';

/** One chip. `address` is as typed; address.ts tells what is wrong with it. */
export const RecipientEntry = z.strictObject({ name: z.string().max(1000), address: z.string().max(2000) });
export type RecipientEntry = z.infer<typeof RecipientEntry>;

export const DraftContent = z.strictObject({
  accountId: AccountId,
  identityId: IdentityId,
  to: z.array(RecipientEntry).max(MOST_IN_A_FIELD),
  cc: z.array(RecipientEntry).max(MOST_IN_A_FIELD),
  bcc: z.array(RecipientEntry).max(MOST_IN_A_FIELD),
  /** where answers should go; absent: the field is not shown; empty: as the identity has it */
  replyTo: z.array(RecipientEntry).max(100).optional(),
  subject: z.string().max(10_000),
  /** plain text, line ends LF; beside `html` what it says as plain text, derived by rich/text.ts */
  body: z.string().max(20_000_000),
  /**
   * Present: the draft is written in rich mode, and this is what goes. A fragment of what rich/allowed.ts names; pictures of the draft are
   * `<img src="cid:…">` with their attachment's id.
   */
  html: z.string().max(20_000_000).optional(),
  /** what it is written in (RFC 5646), told to those who read the rich text aloud; absent: nobody knows */
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/)
    .optional(),
  sending: SendingOptions.default(USUAL_SENDING),
  /** the Message-ID of what this answers; it goes into In-Reply-To and References (RFC 5322 §3.6.4) */
  inReplyTo: z.string().regex(MESSAGE_ID).optional(),
  /** absent: checked as its identity wrote last, and nothing passed over */
  spelling: DraftSpelling.optional(),
});
export type DraftContent = z.infer<typeof DraftContent>;

/** What the page may know of an attachment: never its path. */
export const AttachmentView = z.strictObject({
  id: AttachmentId,
  name: z.string(),
  /** bytes of the file, before encoding */
  size: z.int().nonnegative(),
  mediaType: z.string(),
  /** `missing`/`changed`: the chosen file is gone or no longer what was attached; sending is refused until it is mended. */
  state: z.enum(['ready', 'missing', 'changed']),
  /** no copy was made: it is read where it is when the message is built */
  inPlace: z.literal(true).optional(),
  /** a copy, and the file that it was made of has changed since */
  outdated: z.literal(true).optional(),
  /** its content was changed here; `attachments.revert` brings back what was before, until the next start */
  revised: z.literal(true).optional(),
  /** it goes as it is, without an encoding */
  sevenBit: z.literal(true).optional(),
  /** A picture that stands in the rich text. It goes only while the text has it (rich/pictures.ts). */
  inline: z.literal(true).optional(),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

export const Draft = z.strictObject({
  id: DraftId,
  /** counts saves; a save names the revision it is based on */
  revision: z.int().nonnegative(),
  /** ms since the epoch */
  savedAt: z.number(),
  content: DraftContent,
  attachments: z.array(AttachmentView),
});
export type Draft = z.infer<typeof Draft>;

export const DraftSummary = z.strictObject({
  id: DraftId,
  savedAt: z.number(),
  accountId: AccountId,
  subject: z.string(),
  /** names or addresses, for the list */
  to: z.array(z.string()),
  attachments: z.int().nonnegative(),
});
export type DraftSummary = z.infer<typeof DraftSummary>;
