/** An account is one submission server and how to sign in there; identities say who its messages are from. No secret is in here. */
import { z } from 'zod';
import { AccountId, IdentityId } from '../message/ids.ts';
import { NO_DSN } from '../message/dsn.ts';
import { DsnDefault } from '../message/dsn-schema.ts';

/** `tls`: TLS from the first byte (RFC 8314 §3.3); `starttls`: required, never skipped (RFC 3207); `none`: plain text, only after a warning. */
export const Security = z.enum(['tls', 'starttls', 'none']);
export type Security = z.infer<typeof Security>;

/** One line of text without CR, LF or NUL: what may stand in a header or a command. */
export const oneLine = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !/[\r\n]/.test(text) && !text.includes('\0'), { message: 'line-break' });

export const Identity = z.strictObject({
  id: IdentityId,
  name: oneLine(200),
  address: oneLine(320),
  /** Where answers should go; empty: to the address. */
  replyTo: oneLine(320),
  /** MAIL FROM when it is not the address (bounces go there); empty: the address. */
  returnPath: oneLine(320),
  /** What its messages ask about their delivery, unless one of them says otherwise. */
  dsn: DsnDefault.default(NO_DSN),
});
export type Identity = z.infer<typeof Identity>;

/** How much this server may be given at once; a 421 or 4.7.x slows it down further by itself. */
export const Throttle = z.strictObject({
  connections: z.int().min(1).max(5),
  /** handed over on one connection before it is closed */
  messagesPerConnection: z.int().min(1).max(10_000),
  /** 0: no limit */
  messagesPerMinute: z.int().min(0).max(10_000),
});
export type Throttle = z.infer<typeof Throttle>;

export const USUAL_THROTTLE: Throttle = { connections: 2, messagesPerConnection: 100, messagesPerMinute: 0 };

export const Account = z.strictObject({
  id: AccountId,
  name: oneLine(100),
  host: oneLine(255),
  port: z.int().min(1).max(65535),
  security: Security,
  /** Empty: this server asks for no sign-in. */
  user: oneLine(320),
  /** Empty: an address literal of the connection's local address is used (RFC 5321 §4.1.3), which tells no host name. */
  ehloName: oneLine(255),
  /** Which of the four account hues marks it. */
  hue: z.int().min(1).max(4),
  identities: z.array(Identity).min(1).max(50),
  throttle: Throttle.default(USUAL_THROTTLE),
});
export type Account = z.infer<typeof Account>;

/** What a secret is bound to: it is never used for another host or user than those it was entered for. */
export interface SecretBinding {
  readonly accountId: AccountId;
  readonly host: string;
  readonly user: string;
}
export const secretBinding = (account: Pick<Account, 'id' | 'host' | 'user'>): SecretBinding => ({
  accountId: account.id,
  host: account.host.toLowerCase(),
  user: account.user,
});
