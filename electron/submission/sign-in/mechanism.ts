/** What a SASL mechanism is (RFC 4422 §3), as a client sees it. Each has a file of its own; which one is used is table.ts's. */
import type { Proof } from '#core/account/sign-in.ts';

/** What there is to sign in with, opened for this one exchange. */
export interface Identity {
  readonly user: string;
  /** password or token; empty for a certificate, which TLS has shown already */
  readonly secret: string;
  /** the server as the account names it */
  readonly host: string;
  readonly port: number;
}

/** Said in base64 and never shown; or why nothing can be said. */
export type Answer =
  | Buffer
  /** the server asks for more than there is */
  | 'nothing'
  /** what it asks is not what this mechanism allows there */
  | 'not-understood'
  /** it should have proved that it knows the password, and did not */
  | 'unproven';

export interface Exchange {
  /** the initial response (RFC 4954 §4); null where the server speaks first */
  readonly initial: Buffer | null;
  /** To the server's challenges in their order. */
  readonly answer: (challenge: Buffer) => Promise<Answer> | Answer;
  /** The server's yes counts: absent where a mechanism asks it for no proof. */
  readonly isProven?: () => boolean;
  /** What the server said of a refusal inside the exchange, as of a token; empty: nothing. */
  readonly refusal?: () => string;
}

export interface Mechanism {
  /** in upper case, as EHLO lists it */
  readonly name: string;
  readonly proof: Proof;
  /** What proves itself goes over the wire as it is. */
  readonly isPlainText: boolean;
  /** `hide`: what else must not be shown when the server says it back. */
  readonly begin: (identity: Identity, hide: (text: string) => void) => Exchange | Promise<Exchange>;
}
