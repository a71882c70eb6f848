/**
 * Tries an account's settings without sending: connects, checks TLS, says EHLO, signs in, quits, and says step by step what it found.
 * Where the password comes from, and whether the report is kept, is the caller's.
 */
import type { Account, Security } from '#core/account/account.ts';
import type { TestReport, TestStep } from '#core/contract/accounts.ts';
import { diagnose } from '#core/smtp/diagnosis.ts';
import type { Diagnosis, SmtpStep, StepTiming, TranscriptLine } from '#core/smtp/vocabulary.ts';
import type { SecretAnswer } from '../outbox/ports.ts';
import {
  SessionFailure,
  type ServerFacts,
  type SessionFactory,
  type SessionTimeouts,
  type SubmissionSession,
} from './session.ts';

export interface AccountTestOptions {
  readonly account: Account;
  /** null: the account has no user. A failed answer is reported at the sign-in step, after all that can be tried without. */
  readonly password: SecretAnswer | null;
  /** SHA-256 fingerprints trusted for this account */
  readonly pinned: readonly string[];
  readonly openSession: SessionFactory;
  /** Told of all steps whenever one changes. */
  readonly onSteps?: (steps: readonly TestStep[]) => void;
  readonly signal?: AbortSignal;
  readonly timeouts?: Partial<SessionTimeouts>;
  /** ms since the epoch */
  readonly now?: () => number;
}

const SECOND = 1000;
/** Somebody looks on: shorter than what a submission waits (RFC 5321 §4.5.3.2), long enough for a slow greeting. */
const WHILE_SOMEBODY_WAITS: Partial<SessionTimeouts> = {
  connect: 20 * SECOND,
  greeting: 60 * SECOND,
  command: 60 * SECOND,
};

/** Whatever the server does is a report; rejects only when something on this side is broken. */
export async function testAccount(options: AccountTestOptions): Promise<TestReport> {
  const { account, pinned, openSession, signal } = options;
  const log = new TestLog(options);
  const session = openSession({
    account,
    pinned,
    timeouts: { ...WHILE_SOMEBODY_WAITS, ...options.timeouts },
    ...(signal === undefined ? {} : { signal }),
    ...(options.password?.kind === 'secret' ? { secret: options.password.secret } : {}),
    reporter: {
      step: (step) => log.step(step),
      line: (line) => log.line(line),
      bytes: () => undefined,
    },
  });
  try {
    log.facts = await session.open();
    const diagnosis = await signIn(session, options, log);
    await session.close();
    return log.report(diagnosis);
  } catch (error) {
    await session.close();
    if (!(error instanceof SessionFailure)) throw error;
    log.facts = { ...log.facts, ...error.facts };
    return log.report(error.diagnosis);
  }
}

async function signIn(
  session: SubmissionSession,
  { account, password }: AccountTestOptions,
  log: TestLog,
): Promise<Diagnosis | null> {
  if (account.user === '') return null;
  if (password?.kind === 'secret') {
    await session.signIn(account.user, password.secret);
    return null;
  }
  log.step('sign-in');
  const { host, port, security, user } = account;
  const code = password?.code ?? 'password-missing';
  return diagnose({ step: 'sign-in', code, server: { host, port, security }, params: { user } });
}

const STEPS: Record<Security, readonly SmtpStep[]> = {
  none: ['dns', 'tcp', 'greeting', 'ehlo'],
  tls: ['dns', 'tcp', 'tls', 'greeting', 'ehlo'],
  starttls: ['dns', 'tcp', 'greeting', 'ehlo', 'starttls', 'tls'],
};

/** `at` counts from the beginning of the test. EHLO is said twice around STARTTLS and is one step here, with two timings. */
class TestLog {
  facts: Partial<ServerFacts> = {};
  readonly #options: AccountTestOptions;
  readonly #now: () => number;
  readonly #beganAt: number;
  readonly #transcript: TranscriptLine[] = [];
  readonly #timings: StepTiming[] = [];
  readonly #steps: TestStep[];
  #running: { step: SmtpStep; startedAt: number } | null = null;

  constructor(options: AccountTestOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#beganAt = this.#now();
    const { security, user } = options.account;
    const planned: readonly SmtpStep[] = [...STEPS[security], ...(user === '' ? [] : (['sign-in'] as const))];
    this.#steps = planned.map((step) => ({ step, state: 'not-reached', ms: null }));
  }

  step(step: SmtpStep): void {
    this.#endRunning('done');
    this.#running = { step, startedAt: this.#elapsed() };
    this.#set(step, { state: 'running' });
    this.#tell();
  }

  line(line: Omit<TranscriptLine, 'at'>): void {
    this.#transcript.push({ at: this.#elapsed(), ...line });
  }

  report(diagnosis: Diagnosis | null): TestReport {
    this.#endRunning(diagnosis === null ? 'done' : 'failed');
    this.#tell();
    return {
      accountId: this.#options.account.id,
      at: this.#beganAt,
      ms: this.#elapsed(),
      steps: this.#copy(),
      timings: this.#timings,
      transcript: this.#transcript,
      extensions: this.facts.extensions ?? [],
      tls: this.facts.tls ?? null,
      diagnosis,
    };
  }

  /** Clocks may be set back. */
  #elapsed(): number {
    return Math.max(0, this.#now() - this.#beganAt);
  }

  #endRunning(state: 'done' | 'failed'): void {
    if (this.#running === null) return;
    const { step, startedAt } = this.#running;
    const ms = Math.max(0, this.#elapsed() - startedAt);
    this.#timings.push({ step, startedAt, ms });
    const before = this.#steps.find((known) => known.step === step)?.ms ?? 0;
    this.#set(step, { state, ms: before + ms });
    this.#running = null;
  }

  #set(step: SmtpStep, change: Partial<TestStep>): void {
    const index = this.#steps.findIndex((known) => known.step === step);
    const known = this.#steps[index];
    if (known !== undefined) this.#steps[index] = { ...known, ...change };
  }

  #copy(): TestStep[] {
    return this.#steps.map((step) => ({ ...step }));
  }

  #tell(): void {
    this.#options.onSteps?.(this.#copy());
  }
}
