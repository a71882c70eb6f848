/** An account is one submission server and how to sign in there; identities say who its messages are from. No secret is in here. */
import { z } from 'zod';
import { AccountId } from '../message/ids.ts';
import { Identity } from './identity.ts';
import { oneLine } from './one-line.ts';
import { NO_PROXY, Proxy } from './proxy.ts';
import { SignIn, USUAL_SIGN_IN } from './sign-in.ts';
import { Security, TlsPolicy, USUAL_TLS } from './tls-policy.ts';

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

/** What was added since the first accounts were written: files of before have none of it. */
const added = {
  signIn: SignIn.default(USUAL_SIGN_IN),
  tls: TlsPolicy.default(USUAL_TLS),
  proxy: Proxy.default(NO_PROXY),
  throttle: Throttle.default(USUAL_THROTTLE),
};

export const Account = z.strictObject({
  id: AccountId,
  name: oneLine(100),
  host: oneLine(255),
  port: z.int().min(1).max(65535),
  security: Security,
  /** Empty: this server asks for no sign-in, unless a client certificate says who it is. */
  user: oneLine(320),
  /** Empty: a literal (RFC 5321 §4.1.3) that tells neither name nor address of this machine. */
  ehloName: oneLine(255),
  /** Which of the four account hues marks it. */
  hue: z.int().min(1).max(4),
  identities: z.array(Identity).min(1).max(50),
  ...added,
});
export type Account = z.infer<typeof Account>;

/** All that an account need not say. */
export const USUAL_SETTINGS: Pick<Account, keyof typeof added> = {
  signIn: USUAL_SIGN_IN,
  tls: USUAL_TLS,
  proxy: NO_PROXY,
  throttle: USUAL_THROTTLE,
};
