/** What the session tests share: an account for a scripted server, a message on disk, and everything that was reported. */
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { USUAL_SETTINGS } from '#core/account/account.ts';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Account } from '#core/account/account.ts';
import type { Security } from '#core/account/tls-policy.ts';
import type { SmtpStep } from '#core/smtp/vocabulary.ts';
import { Secret } from '#electron/secrets/secret.ts';
import type { ClientKey } from '#electron/submission/connection/encryption.ts';
import type { ProxyRoute } from '#electron/submission/connection/proxy/route.ts';
import type { SessionSurroundings } from '#electron/submission/connection/opening.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';
import { nodemailerSessions } from '#test/servers/nodemailer-session/session.ts';
import {
  SessionFailure,
  type MessageSource,
  type SessionFactory,
  type Transaction,
  type ServerFacts,
  type SessionTimeouts,
  type SubmissionSession,
  type TransactionResult,
} from '#electron/submission/session.ts';
import { passwordOf } from '#electron/submission/sign-in/credentials.ts';

/** What every session must do, ours and the second opinion's. */
export interface Contender {
  readonly name: string;
  readonly sessions: (surroundings: Partial<SessionSurroundings>) => SessionFactory;
  readonly isOurs: boolean;
}
export const CONTENDERS: readonly Contender[] = [
  { name: 'our session', sessions: smtpSessions, isOurs: true },
  { name: 'nodemailer’s', sessions: nodemailerSessions, isOurs: false },
];

export const PASSWORD = 'correct-horse+battery=staple';

export const makeAccount = (port: number, security: Security, more: Partial<Account> = {}): Account =>
  Account.parse({
    id: '01JD0000000000000000000000',
    name: 'Test',
    host: 'localhost',
    port,
    security,
    user: 'ada@example.org',
    ehloName: '',
    hue: 1,
    ...USUAL_SETTINGS,
    identities: [
      {
        id: '01JD0000000000000000000001',
        name: 'Ada',
        address: 'ada@example.org',
        ...USUAL_IDENTITY,
      },
    ],
    ...more,
  });

export async function makeMessage(
  bytes: Buffer | string,
): Promise<MessageSource & { remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'facteur-session-'));
  const file = path.join(folder, 'message.eml');
  const content = Buffer.from(bytes);
  await writeFile(file, content);
  return {
    path: file,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface TrialOptions {
  /** ours if it is not said */
  readonly sessions?: Contender['sessions'];
  readonly port: number;
  readonly security: Security;
  readonly trust?: readonly string[];
  /** tried when the account's own does not answer */
  readonly otherPorts?: readonly number[];
  readonly pinned?: readonly string[];
  readonly timeouts?: Partial<SessionTimeouts>;
  readonly signal?: AbortSignal;
  readonly more?: Partial<Account>;
  readonly proxy?: ProxyRoute;
  readonly clientKey?: ClientKey;
  /** names that may be looked up, and that are; in the place of any */
  readonly lookUp?: (host: string) => Promise<readonly string[]>;
}

/** A session with everything it said. */
export class Trial {
  readonly session: SubmissionSession;
  readonly steps: SmtpStep[] = [];
  readonly transcript: string[] = [];
  readonly bytes: number[] = [];
  /** what beforeDot was called with */
  readonly marks: (readonly string[])[] = [];

  constructor(options: TrialOptions) {
    const trust = options.trust ?? [];
    const openSession = (options.sessions ?? smtpSessions)({
      trust: () => trust,
      resolve: options.lookUp ?? (() => Promise.resolve(['127.0.0.1'])),
      otherPorts: options.otherPorts ?? [],
    });
    this.session = openSession({
      account: makeAccount(options.port, options.security, options.more),
      pinned: options.pinned ?? [],
      timeouts: {
        connect: 5000,
        greeting: 5000,
        command: 5000,
        mail: 5000,
        rcpt: 5000,
        data: 5000,
        dataBlock: 5000,
        dot: 5000,
        ...options.timeouts,
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      proxy: options.proxy ?? null,
      clientCertificate: options.clientKey ?? null,
      reporter: {
        step: (step) => this.steps.push(step),
        line: ({ from, text }) => this.transcript.push(`${from}: ${text}`),
        bytes: (sent) => this.bytes.push(sent),
      },
    });
  }

  /** What `open` failed with. */
  async openFailure(): Promise<SessionFailure> {
    return await failureOf(this.session.open());
  }

  async signInFailure(): Promise<SessionFailure> {
    return await failureOf(this.session.signIn(passwordOf('ada@example.org', new Secret(PASSWORD))));
  }

  open(): Promise<ServerFacts> {
    return this.session.open();
  }

  submit(
    source: MessageSource,
    addresses: readonly string[],
    beforeDot: () => void | Promise<void> = () => undefined,
    more: Partial<Transaction> = {},
  ): Promise<TransactionResult> {
    return this.session.submit({
      returnPath: 'ada@example.org',
      recipients: addresses.map((address) => ({ address, field: 'to' })),
      parameters: { smtpUtf8: false },
      allOrNone: false,
      source,
      beforeDot: async (accepted) => {
        this.marks.push(accepted);
        await beforeDot();
      },
      ...more,
    });
  }
}

export async function failureOf(promise: Promise<unknown>): Promise<SessionFailure> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof SessionFailure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

export const outcomes = (result: TransactionResult): string[] =>
  result.recipients.map(({ address, outcome }) => `${address} ${outcome}`);
