/**
 * A submission session: one connection to one submission server, for as many messages as it takes. Nothing outside submission/ knows what
 * stands behind this interface.
 */
import type { Account } from '#core/account/account.ts';
import type { EnvelopeRecipient, MailParameters } from '#core/message/envelope-schema.ts';
import type {
  Diagnosis,
  Extensions,
  Reply,
  SmtpStep,
  TlsFacts,
  TranscriptLine,
} from '#core/smtp/vocabulary.ts';
import type { Secret } from '../secrets/secret.ts';

/** What a session tells while it works. Called synchronously, must not throw. */
export interface SessionReporter {
  /** A step begins; the one before has ended well. */
  step(step: SmtpStep): void;
  /** One line of the conversation, secrets already replaced. */
  line(line: Omit<TranscriptLine, 'at'>): void;
  /** Bytes of the message handed to the socket so far, before dot-stuffing. */
  bytes(sent: number): void;
}

export interface SessionOptions {
  readonly account: Account;
  /** SHA-256 fingerprints (as in CertificateFacts) that are trusted for this account instead of a chain. */
  readonly pinned: readonly string[];
  /** Told of opening, sign-in and QUIT, and of each transaction that brings no reporter of its own. */
  readonly reporter: SessionReporter;
  /** What the server may know from an earlier connection: whatever it says is searched for it, from the greeting on. */
  readonly secret?: Secret;
  /** Overrides RFC 5321 §4.5.3.2's time-outs in tests; ms. */
  readonly timeouts?: Partial<SessionTimeouts>;
  /** Ends the session at once; after the final dot it has no effect on the message's fate, which then is what the reply says, or unknown. */
  readonly signal?: AbortSignal;
}

/** ms; RFC 5321 §4.5.3.2. Each counts from when the server has the last word to say before it. */
export interface SessionTimeouts {
  /** name resolution, TCP and the TLS handshake, each on its own */
  readonly connect: number;
  readonly greeting: number;
  /** EHLO, STARTTLS, AUTH, RSET */
  readonly command: number;
  readonly mail: number;
  readonly rcpt: number;
  /** DATA until 354 */
  readonly data: number;
  /** one write of the body */
  readonly dataBlock: number;
  /** the final dot until its reply */
  readonly dot: number;
}

export interface ServerFacts {
  readonly remoteAddress: string | null;
  readonly remotePort: number | null;
  readonly localAddress: string | null;
  readonly ehloName: string;
  readonly greeting: string;
  /** of the last EHLO: after STARTTLS everything learned before is forgotten (RFC 3207 §4.2) */
  readonly extensions: Extensions;
  readonly tls: TlsFacts | null;
}

/** The bytes of a message: a file whose digest and size were recorded when it was built. */
export interface MessageSource {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Transaction {
  readonly returnPath: string;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly parameters: MailParameters;
  /** When one recipient is refused or deferred, nobody gets it: stop between the RCPT replies and DATA. The others are `unsent`. */
  readonly allOrNone: boolean;
  readonly source: MessageSource;
  /** Told of this transaction's steps, lines and bytes instead of the session's, so that what is said of two at once stays apart. */
  readonly reporter?: SessionReporter;
  /** Stops this message alone: while it waits its turn nothing happens to the connection, later the connection ends; after its dot no effect. */
  readonly signal?: AbortSignal;
  /**
   * Called once, after the last body byte was handed over and the digest found equal, before the final dot is written. The dot is
   * written only when this resolves; when it rejects, the connection ends without a dot. `accepted` are the addresses whose RCPT got 2xx.
   */
  readonly beforeDot: (accepted: readonly string[]) => Promise<void>;
}

/** `next`: this transaction takes no more recipients (452, or 552 "too many", RFC 5321 §4.5.3.1.10); it goes in the next one. */
export type RecipientOutcome = 'accepted' | 'refused' | 'deferred' | 'unknown' | 'unsent' | 'next';

export interface TransactionResult {
  /** in the transaction's order; `reply` is RCPT's, or the dot's where that decided */
  readonly recipients: readonly {
    readonly address: string;
    readonly outcome: RecipientOutcome;
    readonly reply: Reply | null;
  }[];
  /** false: not a word of it was written; another connection may try at once, and no attempt was made */
  readonly begun: boolean;
  /** RCPT replies as they came */
  readonly recipientReplies: readonly { readonly address: string; readonly reply: Reply }[];
  /** the reply to the dot; null when there was none */
  readonly finalReply: Reply | null;
  /** of the bytes streamed; null when not all were */
  readonly streamedSha256: string | null;
  readonly streamedBytes: number;
  /** ESMTP extensions that were asked for and left out because the server lacks them: DSN. */
  readonly leftOut: readonly string[];
  /** null when every recipient was accepted, or goes in the next transaction */
  readonly diagnosis: Diagnosis | null;
}

/** A step before any transaction failed: nothing was sent. */
export class SessionFailure extends Error {
  readonly diagnosis: Diagnosis;
  /** what was learned until then */
  readonly facts: Partial<ServerFacts>;
  constructor(diagnosis: Diagnosis, facts: Partial<ServerFacts> = {}) {
    super(`${diagnosis.step}: ${diagnosis.code}`);
    this.name = 'SessionFailure';
    this.diagnosis = diagnosis;
    this.facts = facts;
  }
}

export interface SubmissionSession {
  /** Connects, reads the greeting, says EHLO, turns on TLS as the account demands. Rejects with SessionFailure. */
  open(): Promise<ServerFacts>;
  /** One AUTH exchange with the strongest mechanism both sides offer; never on an unencrypted connection. Rejects with SessionFailure. */
  signIn(user: string, password: Secret): Promise<void>;
  /**
   * Hands one message over. Resolves with what is known of each recipient, whatever happened; never rejects. It may be called again before
   * the one before has resolved: they are handed over in the order of the calls, and where the server pipelines (RFC 2920) a message that
   * waits already goes in one write with the dot of the one before it. When the connection ends, those behind are `unsent`.
   */
  submit(transaction: Transaction): Promise<TransactionResult>;
  /** Open, and fit for one more transaction. False before open() and from the moment the connection ends or close() is called. */
  readonly usable: boolean;
  /**
   * Resolves when the connection is over, for whatever reason; never rejects. Null when nobody is to blame: close() was called, or the server
   * took its leave (421, or a plain close) while nothing was under way. Pending for ever if open() was never called.
   */
  readonly ended: Promise<Diagnosis | null>;
  /** QUIT, after what is under way; at most 5 s, errors no longer matter. */
  close(): Promise<void>;
}

export type SessionFactory = (options: SessionOptions) => SubmissionSession;
