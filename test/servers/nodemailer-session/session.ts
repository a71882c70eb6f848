/**
 * The second opinion: the submission session over nodemailer's SMTPConnection, as the program used it before it had a session of its own.
 * One transaction at a time, no pipelining, no parameters but SIZE and SMTPUTF8, and nobody held back for all or none. Getting to a greeting behind TLS is opening.ts's; nodemailer says EHLO, signs in,
 * sends the envelope and stuffs the dots, through a wire that checks what it says and what it is told.
 */
import { open, type FileHandle } from 'node:fs/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { redactor } from '#core/smtp/redact.ts';
import type { Diagnosis, Extensions, SmtpStep } from '#core/smtp/vocabulary.ts';
import type { Credentials } from '#electron/submission/sign-in/credentials.ts';
import { heldStream } from './body.ts';
import { errorCode } from '#electron/submission/connection/dial.ts';
import { withResolvers } from '#electron/submission/connection/conversation.ts';
import {
  machine,
  Opening,
  OpeningTrouble,
  type Opened,
  type SessionSurroundings,
} from '#electron/submission/connection/opening.ts';
import {
  SessionFailure,
  type ServerFacts,
  type SessionFactory,
  type SessionOptions,
  type SessionTimeouts,
  type SubmissionSession,
  type Transaction,
  type TransactionResult,
} from '#electron/submission/session.ts';
import { releaseDot } from './final-dot.ts';
import { mayRevealSecret, mechanismFor } from '#electron/submission/sign-in/table.ts';
import { RFC_TIMEOUTS } from '#electron/submission/timeouts.ts';
import { TransactionLog } from '#electron/submission/transaction-log.ts';
import { explain } from '#electron/submission/explain.ts';
import { troubleOf, type Trouble } from '#electron/submission/trouble.ts';
import { NodemailerWire } from './wire.ts';

export function nodemailerSessions(surroundings: Partial<SessionSurroundings> = {}): SessionFactory {
  return (options) => new NodemailerSession(options, { ...machine, ...surroundings });
}

/** How long QUIT may take: nothing depends on its reply. */
const QUIT_WITHIN = 5_000;
/** nodemailer's own limits step back behind the conversation's. */
const NO_LIMIT = 2 ** 31 - 1;

interface Line extends Opened {
  readonly wire: NodemailerWire;
  readonly connection: SMTPConnection;
}

class NodemailerSession implements SubmissionSession {
  readonly #options: SessionOptions;
  readonly #limits: SessionTimeouts;
  readonly #opening: Opening;
  #step: SmtpStep = 'settings';
  #line: Line | null = null;
  #extensions: Extensions = [];
  /** A transaction was begun and not ended by a dot: RSET before the next. */
  #begun = false;
  readonly #over = withResolvers<Diagnosis | null>();
  /** The dot is written: the signal has come too late. */
  readonly #onAbort = (): void => {
    if (this.#line === null) this.#opening.abandon();
    else if (!this.#line.wire.dotWritten) this.#line.conversation.end({ kind: 'stopped' });
  };

  constructor(options: SessionOptions, surroundings: SessionSurroundings) {
    const { reporter } = options;
    this.#options = {
      ...options,
      reporter: {
        step: (step) => {
          this.#step = step;
          reporter.step(step);
        },
        line: (line) => reporter.line(line),
        bytes: (sent) => reporter.bytes(sent),
      },
    };
    this.#limits = { ...RFC_TIMEOUTS, ...options.timeouts };
    this.#opening = new Opening({
      ...this.#options,
      limits: this.#limits,
      resolve: surroundings.resolve,
      trust: surroundings.trust,
      otherPorts: surroundings.otherPorts,
    });
  }

  get ended(): Promise<Diagnosis | null> {
    return this.#over.promise;
  }

  get usable(): boolean {
    return this.#line !== null && this.#line.conversation.ending === null;
  }

  async open(): Promise<ServerFacts> {
    this.#options.signal?.addEventListener('abort', this.#onAbort);
    try {
      const opened = await this.#opening.run();
      this.#line = this.#startNodemailer(opened);
      void opened.conversation.whenEnded.then(() => this.#over.resolve(null));
      await this.#ended(this.#line, (done) => this.#line?.connection.once('connect', done));
      const { conversation, ehloName, tls, greeting } = this.#line;
      if (conversation.ending !== null)
        throw new OpeningTrouble({ kind: 'ended', step: this.#step, ending: conversation.ending });
      const { remoteAddress = null, remotePort = null, localAddress = null } = this.#opening.facts;
      return {
        remoteAddress,
        remotePort,
        localAddress,
        ehloName,
        greeting: greeting.lines.join('\n'),
        extensions: this.#extensions,
        tls,
      };
    } catch (error) {
      this.#opening.abandon();
      this.#over.resolve(
        error instanceof OpeningTrouble ? explain(error.trouble, this.#options.account) : null,
      );
      if (error instanceof OpeningTrouble) throw this.#failure(error.trouble);
      throw error;
    }
  }

  async signIn({ user, password }: Credentials): Promise<void> {
    const line = this.#line;
    if (line === null || line.conversation.ending !== null) throw this.#failure(this.#gone('sign-in'));
    this.#options.reporter.step('sign-in');
    const { wire, conversation, connection, tls } = line;
    // Servers echo: whatever they say from here on is searched for the secret.
    const text = password?.reveal() ?? '';
    conversation.redact = redactor([text]);
    if (tls === null && !mayRevealSecret(this.#opening.facts.remoteAddress ?? null))
      throw this.#failure({ kind: 'sign-in-needs-encryption' });
    const offered = this.#extensions.find(({ keyword }) => keyword === 'AUTH')?.parameters ?? '';
    const method =
      mechanismFor({ offered, method: 'auto', proofs: new Set(['password']), isEncrypted: tls !== null })
        ?.name ?? null;
    if (method === null) throw this.#failure({ kind: 'sign-in-not-offered', offered });
    // The only place where the secret is handed on: nodemailer writes it to the wire.
    const signedIn = await this.#ended(line, (done) =>
      connection.login({ method, user, pass: text }, (error) => done(error === null)),
    );
    const reply = wire.authReply;
    if (reply !== null && reply.code >= 400) throw this.#failure({ kind: 'refused', step: 'sign-in', reply });
    if (signedIn !== true || reply?.code !== 235) throw this.#failure(this.#gone('sign-in'));
  }

  async submit(transaction: Transaction): Promise<TransactionResult> {
    const log = new TransactionLog(transaction);
    const line = this.#line;
    if (line === null || line.conversation.ending !== null)
      return this.#result(log, transaction, null, this.#gone('mail'));
    if (this.#options.signal?.aborted === true)
      return this.#result(log, transaction, null, {
        kind: 'ended',
        step: 'mail',
        ending: { kind: 'stopped' },
      });
    const missing = this.#missing(transaction);
    if (missing !== null) return this.#result(log, transaction, null, missing);
    let file: FileHandle;
    try {
      file = await open(transaction.source.path);
    } catch (error) {
      return this.#result(log, transaction, null, { kind: 'source', errorCode: errorCode(error) });
    }
    try {
      return await this.#transact(line, transaction, log, file);
    } finally {
      await file.close();
    }
  }

  /** What this server lacks for this message; the message is held, never converted (promise 1). */
  #missing(transaction: Transaction): Trouble | null {
    const has = (wanted: string) => this.#extensions.find(({ keyword }) => keyword === wanted);
    const addresses = [transaction.returnPath, ...transaction.recipients.map(({ address }) => address)];
    const isUtf8 =
      transaction.parameters.smtpUtf8 || addresses.some((address) => /[^\x20-\x7e]/.test(address));
    if (isUtf8 && has('SMTPUTF8') === undefined) return { kind: 'extension-missing', extension: 'SMTPUTF8' };
    const limit = Number(/^\d{1,15}/.exec(has('SIZE')?.parameters ?? '')?.[0] ?? 0);
    const { size } = transaction.source;
    return limit > 0 && size > limit ? { kind: 'too-large', size, limit } : null;
  }

  async #transact(
    line: Line,
    transaction: Transaction,
    log: TransactionLog,
    file: FileHandle,
  ): Promise<TransactionResult> {
    const { connection, conversation, wire } = line;
    wire.begin(log);
    if (this.#begun) await this.#ended(line, (done) => connection.reset(() => done(true)));
    this.#begun = true;
    let marker: Promise<void> = Promise.resolve();
    const message = heldStream(file, (total, endsInCrlf) => {
      const { beforeDot, source } = transaction;
      const { signal } = this.#options;
      const mark = (): Promise<void> => (marker = beforeDot(log.accepted));
      return releaseDot({ conversation, wire, source, total, endsInCrlf, mark, signal });
    });
    // nodemailer listens too, but not in every case.
    message.on('error', () => undefined);
    const envelope = {
      from: transaction.returnPath,
      to: transaction.recipients.map(({ address }) => address),
      size: transaction.source.size,
    };
    await this.#ended(line, (done) => connection.send(envelope, message, () => done(true)));
    message.destroy();
    // Nobody may learn how it ended while the marker is still being written.
    await marker.catch(() => undefined);
    this.#begun = log.dotReply === null;
    // 354 was given and the dot will not follow: the server must not take what comes next for the message (RFC 5321 §4.1.1.4).
    if (log.dataReply?.code === 354 && log.dotReply === null) conversation.end({ kind: 'unexpected' });
    return this.#result(log, transaction, line, null);
  }

  async close(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    const line = this.#line;
    this.#line = null;
    if (line === null) {
      this.#opening.abandon();
      return;
    }
    const { connection, conversation } = line;
    if (conversation.ending !== null) return;
    const timer = setTimeout(() => conversation.end({ kind: 'closed' }), QUIT_WITHIN);
    connection.quit();
    await conversation.whenEnded;
    clearTimeout(timer);
  }

  #startNodemailer(opened: Opened): Line {
    const { account, reporter } = this.#options;
    const wire = new NodemailerWire({
      conversation: opened.conversation,
      reporter,
      timeouts: this.#limits,
      ehlo: (extensions) => {
        this.#extensions = extensions;
        this.#opening.facts.extensions = extensions;
      },
    });
    const isSecure = opened.tls !== null;
    const connection = new SMTPConnection({
      connection: wire,
      host: account.host,
      port: account.port,
      name: opened.ehloName,
      secure: isSecure,
      secured: isSecure,
      ignoreTLS: true,
      connectionTimeout: NO_LIMIT,
      greetingTimeout: NO_LIMIT,
      logger: false,
    });
    // Its errors say less than the conversation's ending, and may say too much.
    connection.on('error', () => undefined);
    connection.connect(() => undefined);
    wire.greet();
    return { ...opened, wire, connection };
  }

  /** Waits for nodemailer or for the connection's end, whichever comes first. */
  async #ended<T>({ conversation }: Line, start: (done: (value: T) => void) => void): Promise<T | null> {
    return await Promise.race([new Promise<T>(start), conversation.whenEnded.then(() => null)]);
  }

  #result(
    log: TransactionLog,
    transaction: Transaction,
    line: Line | null,
    trouble: Trouble | null,
  ): TransactionResult {
    const isDotWritten = line?.wire.dotWritten === true;
    const isStreamed = line !== null && line.wire.digest.bytes === transaction.source.size;
    return {
      recipients: log.results(isDotWritten),
      begun: line !== null,
      recipientReplies: log.recipientReplies,
      finalReply: log.dotReply,
      streamedSha256: isStreamed && log.dataReply !== null ? line.wire.digest.digest() : null,
      streamedBytes: line?.wire.digest.bytes ?? 0,
      leftOut: [],
      diagnosis: this.#diagnosis(
        trouble ?? troubleOf(log, isDotWritten, this.#step, line?.conversation.ending ?? null),
      ),
    };
  }

  #diagnosis(trouble: Trouble | null): Diagnosis | null {
    return trouble === null ? null : explain(trouble, this.#options.account);
  }

  #gone(step: SmtpStep): Trouble {
    return {
      kind: 'ended',
      step,
      ending: this.#line?.conversation.ending ?? { kind: 'lost', errorCode: null },
    };
  }

  #failure(trouble: Trouble): SessionFailure {
    return new SessionFailure(explain(trouble, this.#options.account), { ...this.#opening.facts });
  }
}
