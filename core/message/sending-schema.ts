/** What one message asks for beyond who it is for, of the servers on its way and of its readers: kept with the draft, and taken into the envelope by envelope.ts. */
import { z } from 'zod';
import { oneLine } from '../account/one-line.ts';
import { Notify, Ret } from './dsn-schema.ts';
import { MOST_FIELDS } from './own-header.ts';
import { IMPORTANCES } from './sending.ts';

/** MAIL FROM and RCPT TO set by hand, whatever the header says: for those who test. Addresses are as typed. */
export const EnvelopeOverride = z.strictObject({
  /** null: the null sender, `MAIL FROM:<>` (RFC 5321 §4.5.5), which a field that somebody empties never becomes by itself */
  returnPath: z.string().max(2000).nullable(),
  recipients: z.array(z.string().max(2000)).max(10_000),
});
export type EnvelopeOverride = z.infer<typeof EnvelopeOverride>;

/** No CR, LF or NUL: it would begin another field. Everything else is kept as it is typed. */
export const OwnHeaderField = z.strictObject({ name: oneLine(200), value: oneLine(4000) });

export const SendingOptions = z.strictObject({
  dsn: z.strictObject({
    /** null: what the identity asks for */
    notify: Notify.nullable(),
    ret: Ret.nullable(),
    /** ENVID; empty: none */
    envid: z.string().max(1000),
  }),
  /** NOTIFY of single recipients, by their address as typed */
  perRecipient: z.array(z.strictObject({ address: z.string().max(2000), notify: Notify })).max(10_000),
  /** When one recipient is refused, nobody gets it. */
  allOrNone: z.boolean(),
  /** Each recipient gets a message of their own (one-each.ts). */
  oneEach: z.boolean().default(false),
  /** Text that is not ASCII goes as it is, and the server must offer 8BITMIME (RFC 6152). */
  eightBit: z.boolean(),
  /** Long lines are not wrapped: no format=flowed (RFC 3676). */
  longLines: z.boolean().default(false),
  importance: z.enum(IMPORTANCES).default('normal'),
  /** Asks for a message when it was displayed (RFC 8098). */
  readReceipt: z.boolean().default(false),
  /** REQUIRETLS (RFC 8689) */
  requireTls: z.boolean(),
  /** null: the envelope follows from the message */
  envelope: EnvelopeOverride.nullable(),
  /** Header fields of this message's own, as typed; own-header.ts says which of them go out. */
  headers: z.array(OwnHeaderField).max(MOST_FIELDS).default([]),
});
export type SendingOptions = z.infer<typeof SendingOptions>;

/** A moment that the user chose, and the zone they meant it in; `at` alone decides. */
export const Schedule = z.strictObject({
  /** ms since the epoch */
  at: z.number().int().nonnegative(),
  /** IANA, e.g. Europe/Paris: for showing it again as it was chosen */
  zone: oneLine(100),
});
export type Schedule = z.infer<typeof Schedule>;
