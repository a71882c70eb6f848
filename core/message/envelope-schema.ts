/** The envelope's shape (RFC 5321 §2.3.1). How it is derived from a draft is in envelope.ts. */
import { z } from 'zod';
import { oneLine } from '../account/account.ts';

export const RecipientField = z.enum(['to', 'cc', 'bcc']);
export type RecipientField = z.infer<typeof RecipientField>;

/** `address` is in wire form: A-label domain (RFC 5890), local part as written. */
export const EnvelopeRecipient = z.strictObject({ address: oneLine(320), field: RecipientField });
export type EnvelopeRecipient = z.infer<typeof EnvelopeRecipient>;

export const Envelope = z.strictObject({
  /** MAIL FROM without angle brackets; empty is the null sender. */
  returnPath: oneLine(320),
  recipients: z.array(EnvelopeRecipient).min(1).max(5000),
  /** A local part is not ASCII: the server must offer SMTPUTF8 (RFC 6531). */
  smtpUtf8: z.boolean(),
});
export type Envelope = z.infer<typeof Envelope>;
