/**
 * One attempt: one connection's worth of trying to hand one message over. It gathers the conversation, times and TLS facts into the
 * record; journalling around the dot is the caller's, through `beforeDot`.
 */
import type { Account } from '#core/account/account.ts';
import { secretBinding } from '#core/account/account.ts';
import type { Envelope, EnvelopeRecipient } from '#core/message/envelope-schema.ts';
import type { AttemptId, SubmissionId } from '#core/message/ids.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import type { RecipientResult } from '#core/outbox/events.ts';
import type { Diagnosis, SmtpStep, StepTiming, TranscriptLine } from '#core/smtp/vocabulary.ts';
import {
  SessionFailure,
  type MessageSource,
  type ServerFacts,
  type SessionFactory,
  type TransactionResult,
} from '../submission/session.ts';
import type { Clock, SecretSource } from './ports.ts';

export interface AttemptOrder {
  readonly submissionId: SubmissionId;
  readonly attemptId: AttemptId;
  readonly envelope: Envelope;
  /** those who still wait */
  readonly recipients: readonly EnvelopeRecipient[];
  /** asked when the attempt begins: it may have to start the practice server; undefined when the account is gone */
  readonly account: () => Promise<Account | undefined>;
  readonly pinned: () => readonly string[];
  readonly source: MessageSource;
  readonly signal: AbortSignal;
  readonly beforeDot: (accepted: readonly string[]) => Promise<void>;
  /** Called once the transaction is over, before the farewell: a slow QUIT must not keep the result from the journal. Never rejects. */
  readonly decided: (results: readonly RecipientResult[]) => Promise<void>;
  /** bytes of the message handed over so far */
  readonly progress: (step: SmtpStep, sent: number) => void;
}

export interface AttemptOutcome {
  readonly record: AttemptRecorded;
  /** one for each recipient of the order */
  readonly results: readonly RecipientResult[];
  readonly diagnosis: Diagnosis | null;
}

export interface AttemptTools {
  readonly openSession: SessionFactory;
  readonly secrets: SecretSource;
  readonly clock: Clock;
}

/** Whatever the server or the network does is an outcome; rejects only when something on this side is broken. */
export async function runAttempt(order: AttemptOrder, tools: AttemptTools): Promise<AttemptOutcome> {
  const log = new AttemptLog(order, tools.clock);
  try {
    const account = await order.account();
    if (account === undefined) return log.nothingSent(settingsTrouble('account-gone'));
    return await handOver(order, account, tools, log);
  } catch (error) {
    if (error instanceof SessionFailure) return log.nothingSent(error.diagnosis, error.facts);
    throw error;
  }
}

async function handOver(
  order: AttemptOrder,
  account: Account,
  tools: AttemptTools,
  log: AttemptLog,
): Promise<AttemptOutcome> {
  log.step('settings');
  const answer = account.user === '' ? null : await tools.secrets.secretFor(secretBinding(account));
  if (answer?.kind === 'failed')
    return log.nothingSent(settingsTrouble(answer.code, { host: account.host, user: account.user }));
  const session = tools.openSession({
    account,
    pinned: order.pinned(),
    signal: order.signal,
    reporter: {
      step: (step) => {
        log.step(step);
        order.progress(step, log.sent);
      },
      line: (line) => {
        log.line(line);
      },
      bytes: (sent) => {
        log.sent = sent;
        order.progress('data', sent);
      },
    },
  });
  try {
    log.facts = await session.open();
    if (answer !== null) await session.signIn(account.user, answer.secret);
    const transaction = await session.submit({
      returnPath: order.envelope.returnPath,
      recipients: order.recipients,
      parameters: { smtpUtf8: order.envelope.smtpUtf8 },
      allOrNone: false,
      source: order.source,
      beforeDot: order.beforeDot,
    });
    await order.decided(resultsOf(transaction));
    return log.ended(transaction);
  } finally {
    await session.close();
  }
}

const resultsOf = ({ recipients }: TransactionResult): RecipientResult[] =>
  recipients.map(({ address, outcome, reply }) => ({
    address,
    // Until an attempt makes a second transaction, whoever is left for one waits.
    result: outcome === 'next' ? 'unsent' : outcome,
    reply,
  }));

const settingsTrouble = (code: Diagnosis['code'], params: Record<string, string> = {}): Diagnosis => ({
  step: 'settings',
  code,
  params,
  reply: null,
  fixes: SETTINGS_FIXES[code] ?? [],
});

const SETTINGS_FIXES: Partial<Record<Diagnosis['code'], Diagnosis['fixes']>> = {
  'password-missing': ['enter-password'],
  'keychain-unavailable': ['unlock-keychain', 'enter-password', 'keep-in-memory'],
  'keychain-locked': ['unlock-keychain', 'keep-in-memory'],
  'vault-key-missing': ['enter-password'],
};

/** What was said and when, until the attempt ends. */
class AttemptLog {
  facts: Partial<ServerFacts> = {};
  sent = 0;
  readonly #order: AttemptOrder;
  readonly #clock: Clock;
  readonly #beganAt: number;
  readonly #transcript: TranscriptLine[] = [];
  readonly #steps: StepTiming[] = [];
  #running: { step: SmtpStep; startedAt: number } | null = null;

  constructor(order: AttemptOrder, clock: Clock) {
    this.#order = order;
    this.#clock = clock;
    this.#beganAt = clock.now();
  }

  #elapsed(): number {
    return Math.max(0, this.#clock.now() - this.#beganAt);
  }

  step(step: SmtpStep): void {
    const now = this.#elapsed();
    if (this.#running) this.#steps.push({ ...this.#running, ms: now - this.#running.startedAt });
    this.#running = { step, startedAt: now };
  }

  line(line: Omit<TranscriptLine, 'at'>): void {
    this.#transcript.push({ at: this.#elapsed(), ...line });
  }

  nothingSent(diagnosis: Diagnosis, facts: Partial<ServerFacts> = {}): AttemptOutcome {
    this.facts = { ...this.facts, ...facts };
    return this.#outcome(
      this.#order.recipients.map((recipient) => ({
        address: recipient.address,
        result: 'unsent',
        reply: null,
      })),
      diagnosis,
      null,
    );
  }

  ended(transaction: TransactionResult): AttemptOutcome {
    return this.#outcome(resultsOf(transaction), transaction.diagnosis, transaction);
  }

  #outcome(
    results: readonly RecipientResult[],
    diagnosis: Diagnosis | null,
    transaction: TransactionResult | null,
  ): AttemptOutcome {
    const endedAt = this.#clock.now();
    if (this.#running) {
      this.#steps.push({
        ...this.#running,
        ms: Math.max(0, endedAt - this.#beganAt - this.#running.startedAt),
      });
      this.#running = null;
    }
    const record: AttemptRecorded = {
      record: 'attempt',
      submissionId: this.#order.submissionId,
      attemptId: this.#order.attemptId,
      beganAt: this.#beganAt,
      endedAt,
      remoteAddress: this.facts.remoteAddress ?? null,
      remotePort: this.facts.remotePort ?? null,
      localAddress: this.facts.localAddress ?? null,
      ehloName: this.facts.ehloName ?? null,
      extensions: this.facts.extensions ?? [],
      tls: this.facts.tls ?? null,
      steps: this.#steps,
      transcript: this.#transcript,
      recipientReplies: [...(transaction?.recipientReplies ?? [])],
      finalReply: transaction?.finalReply ?? null,
      streamedSha256: transaction?.streamedSha256 ?? null,
      streamedBytes: transaction?.streamedBytes ?? 0,
      diagnosis,
    };
    return { record, results, diagnosis };
  }
}
