/**
 * The submission session in production: one connection, opened, signed in to, and given messages one after the other. Getting to a greeting
 * behind TLS is opening.ts's, the SASL exchange sign-in.ts's, a transaction's course transaction.ts's; this is whose turn it is.
 */
import type { Account } from '#core/account/account.ts';
import type { Diagnosis, Extensions, SmtpStep } from '#core/smtp/vocabulary.ts';
import { BoundedReporter } from './bounded-reporter.ts';
import { answersQuit } from './connection/answers.ts';
import { withResolvers, type Ending } from './connection/conversation.ts';
import {
  machine,
  Opening,
  OpeningTrouble,
  type Opened,
  type SessionSurroundings,
} from './connection/opening.ts';
import {
  SessionFailure,
  type ServerFacts,
  type SessionFactory,
  type SessionOptions,
  type SessionTimeouts,
  type SubmissionSession,
  type Transaction,
  type TransactionResult,
} from './session.ts';
import type { Credentials } from './sign-in/credentials.ts';
import { signIn } from './sign-in/sign-in.ts';
import { RFC_TIMEOUTS } from './timeouts.ts';
import { explain } from './explain.ts';
import type { Known, Trouble } from './trouble.ts';
import { Turns, unbegun } from './turns.ts';

/** `learned` is told what each server said of itself, whether it could be opened or not. */
export function smtpSessions(
  surroundings: Partial<SessionSurroundings> = {},
  learned: (account: Account, facts: Partial<ServerFacts>) => void = () => undefined,
): SessionFactory {
  return (options) =>
    new SmtpSession(options, { ...machine, ...surroundings }, (facts) => learned(options.account, facts));
}

/** How long QUIT may take: nothing depends on its reply. */
const QUIT_WITHIN = 5_000;

interface Line extends Opened {
  readonly extensions: Extensions;
}

class SmtpSession implements SubmissionSession {
  readonly ended: Promise<Diagnosis | null>;
  readonly #options: SessionOptions;
  readonly #limits: SessionTimeouts;
  readonly #reporter: BoundedReporter;
  readonly #opening: Opening;
  readonly #resolveEnded: (diagnosis: Diagnosis | null) => void;
  readonly #learned: (facts: Partial<ServerFacts>) => void;
  #step: SmtpStep = 'settings';
  #line: Line | null = null;
  #isSigningIn = false;
  #isClosing = false;
  #turns: Turns | null = null;
  readonly #onAbort = (): void => {
    if (this.#line === null) this.#opening.abandon();
    else if (this.#turns?.current?.dotWritten !== true) this.#line.conversation.end({ kind: 'stopped' });
  };

  constructor(
    options: SessionOptions,
    surroundings: SessionSurroundings,
    learned: (facts: Partial<ServerFacts>) => void,
  ) {
    this.#learned = learned;
    const { promise, resolve } = withResolvers<Diagnosis | null>();
    this.ended = promise;
    this.#resolveEnded = resolve;
    this.#reporter = new BoundedReporter({
      step: (step) => {
        this.#step = step;
        options.reporter.step(step);
      },
      line: (line) => options.reporter.line(line),
      bytes: (sent) => options.reporter.bytes(sent),
    });
    this.#options = { ...options, reporter: this.#reporter };
    this.#limits = { ...RFC_TIMEOUTS, ...options.timeouts };
    this.#opening = new Opening({
      ...this.#options,
      ...surroundings,
      reporter: this.#reporter,
      limits: this.#limits,
    });
  }

  get usable(): boolean {
    return this.#line !== null && this.#line.conversation.ending === null && !this.#isClosing;
  }

  async open(): Promise<ServerFacts> {
    this.#options.signal?.addEventListener('abort', this.#onAbort);
    try {
      const opened = await this.#opening.run();
      const extensions = opened.extensions ?? (await this.#opening.hello(opened.ehloName));
      if (this.#options.signal?.aborted === true)
        throw new OpeningTrouble({ kind: 'ended', step: 'ehlo', ending: { kind: 'stopped' } });
      this.#line = { ...opened, extensions };
      this.#turns = new Turns(this.#options, this.#limits, opened.conversation, this.#line);
      void opened.conversation.whenEnded.then((ending) => this.#over(ending));
      const { remoteAddress = null, remotePort = null, localAddress = null } = this.#opening.facts;
      const { extensionsBefore } = this.#opening.facts;
      this.#learned(this.#opening.facts);
      const { ehloName, tls, greeting } = opened;
      return {
        remoteAddress,
        remotePort,
        localAddress,
        ehloName,
        greeting: greeting.lines.join('\n'),
        extensions,
        ...(extensionsBefore === undefined ? {} : { extensionsBefore }),
        tls,
      };
    } catch (error) {
      this.#learned(this.#opening.facts);
      this.#opening.abandon();
      if (!(error instanceof OpeningTrouble)) throw error;
      const failure = this.#failure(error.trouble, await this.#opening.known(error.trouble));
      this.#over(null, failure.diagnosis);
      throw failure;
    }
  }

  /** An idle server's leave is nobody's fault; what ended work under way is in that work's result, and here. */
  #over(ending: Ending | null, diagnosis: Diagnosis | null = null): void {
    this.#reporter.end();
    const current = this.#turns?.current ?? null;
    const isBusy = current !== null || this.#isSigningIn;
    const isLeave = ending?.kind === 'lost' || (ending?.kind === 'unasked' && ending.reply.code === 421);
    const isBlameless = ending === null || this.#isClosing || (!isBusy && isLeave);
    const step = current?.step ?? this.#step;
    this.#resolveEnded(isBlameless ? diagnosis : this.#explain({ kind: 'ended', step, ending }));
  }

  async signIn(credentials: Credentials): Promise<void> {
    const line = this.#line;
    if (line === null || line.conversation.ending !== null) throw this.#failure(this.#gone('sign-in'));
    this.#reporter.step('sign-in');
    this.#isSigningIn = true;
    const trouble = await signIn(credentials, {
      conversation: line.conversation,
      account: this.#options.account,
      offered: line.extensions.find(({ keyword }) => keyword === 'AUTH')?.parameters ?? '',
      isEncrypted: line.tls !== null,
      isOnThisMachine: this.#opening.endsOnThisMachine,
      hasCertificate: (this.#options.clientCertificate ?? null) !== null,
      within: this.#limits.command,
    });
    this.#isSigningIn = false;
    if (trouble === 'lost') throw this.#failure(this.#gone('sign-in'));
    if (trouble !== null) throw this.#failure(trouble);
  }

  submit(transaction: Transaction): Promise<TransactionResult> {
    if (this.#turns === null) return Promise.resolve(unbegun(transaction, this.#options));
    return this.#turns.submit(transaction);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#turns?.close();
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    const conversation = this.#line?.conversation;
    if (conversation === undefined) this.#opening.abandon();
    else {
      await conversation.ask('QUIT', QUIT_WITHIN, answersQuit);
      conversation.end({ kind: 'closed' });
    }
  }

  #explain(trouble: Trouble, known: Known = this.#opening.facts): Diagnosis {
    return explain(trouble, this.#options.account, known);
  }

  #gone(step: SmtpStep): Trouble {
    const ending = this.#line?.conversation.ending ?? { kind: 'lost', errorCode: null };
    return { kind: 'ended', step, ending };
  }

  #failure(trouble: Trouble, known?: Known): SessionFailure {
    return new SessionFailure(this.#explain(trouble, known), { ...this.#opening.facts });
  }
}
