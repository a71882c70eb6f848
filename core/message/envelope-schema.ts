/** The envelope's shape (RFC 5321 §2.3.1). How it is derived from a draft is in envelope.ts. */
import { z } from 'zod';
import { oneLine } from '../account/one-line.ts';
import { Notify, Ret } from './dsn-schema.ts';

export const RecipientField = z.enum(['to', 'cc', 'bcc']);
export type RecipientField = z.infer<typeof RecipientField>;

/** `address` is in wire form: A-label domain (RFC 5890), local part as written. */
export const EnvelopeRecipient = z.strictObject({
  address: oneLine(320),
  field: RecipientField,
  /** NOTIFY; empty is NEVER, absent leaves it to the server */
  notify: Notify.optional(),
  /** ORCPT, `type;address` before xtext (RFC 3461 §4.2) */
  orcpt: oneLine(500).optional(),
});
export type EnvelopeRecipient = z.infer<typeof EnvelopeRecipient>;

/** MAIL's parameters, but for SIZE, which the session adds. A server that lacks one of them holds the message, but for DSN's, which are left out and said. */
export const MailParameters = z.strictObject({
  /** A local part is not ASCII: the server must offer SMTPUTF8 (RFC 6531). */
  smtpUtf8: z.boolean(),
  /** BODY=8BITMIME (RFC 6152) only where the user chose 8-bit bytes */
  body: z.literal('8bitmime').optional(),
  /** how much of the message a failure notice brings back (RFC 3461 §4.3) */
  ret: Ret.optional(),
  /** ENVID before xtext (RFC 3461 §4.4): printable ASCII, at most 100 octets when encoded */
  envid: oneLine(100).optional(),
  /** REQUIRETLS (RFC 8689) */
  requireTls: z.literal(true).optional(),
});
export type MailParameters = z.infer<typeof MailParameters>;

export const Envelope = MailParameters.extend({
  /** MAIL FROM without angle brackets; empty is the null sender. */
  returnPath: oneLine(320),
  recipients: z.array(EnvelopeRecipient).min(1).max(10_000),
  /** Set by hand instead of derived from the message. */
  overridden: z.literal(true).optional(),
});
export type Envelope = z.infer<typeof Envelope>;

/** What MAIL says. */
export const EnvelopeHead = Envelope.omit({ recipients: true });
export type EnvelopeHead = z.infer<typeof EnvelopeHead>;
