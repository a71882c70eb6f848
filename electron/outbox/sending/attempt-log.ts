/**
 * What is said in one attempt and when, until it ends: lines, steps, facts. The lines go to the message's record while they come, a few at
 * a time, so that a crash keeps them; the whole is written once at the end.
 */
import type { AttemptId, SubmissionId } from '#core/message/ids.ts';
import type { AttemptLines, AttemptRecorded, MessageRecord } from '#core/message/record.ts';
import type { Diagnosis, SmtpStep, StepTiming, TranscriptLine } from '#core/smtp/vocabulary.ts';
import type { ServerFacts, SessionReporter, TransactionResult } from '../../submission/session.ts';
import type { Clock, Timers } from '../ports.ts';

export interface AttemptLogOptions {
  readonly submissionId: SubmissionId;
  readonly attemptId: AttemptId;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Bytes of the message handed over so far. */
  readonly progress: (step: SmtpStep, sent: number) => void;
  /** Writes without syncing; never rejects. */
  readonly stream: (record: MessageRecord) => Promise<void>;
  /** What was said after its end is in the record too: whoever reads that must read it again. */
  readonly grown: () => void;
  /** The same, where more follows in a moment. */
  readonly keep: (lines: AttemptLines) => void;
}

/** ms that a line may wait to be written: what is over sooner is written once, with its end */
const STREAM_AFTER = 100;

export class AttemptLog implements SessionReporter {
  facts: Partial<ServerFacts> = {};
  readonly beganAt: number;
  readonly #options: AttemptLogOptions;
  readonly #began: number;
  readonly #transcript: TranscriptLine[] = [];
  readonly #steps: StepTiming[] = [];
  #running: { step: SmtpStep; startedAt: number } | null = null;
  #sent = 0;
  #streamed = 0;
  #pending: (() => void) | null = null;

  constructor(options: AttemptLogOptions) {
    this.#options = options;
    this.beganAt = options.clock.now();
    this.#began = options.timers.monotonic();
  }

  /** ms; the clock may leap meanwhile */
  #elapsed(): number {
    return Math.max(0, Math.round(this.#options.timers.monotonic() - this.#began));
  }

  step(step: SmtpStep): void {
    const now = this.#elapsed();
    if (this.#running) this.#steps.push({ ...this.#running, ms: now - this.#running.startedAt });
    this.#running = { step, startedAt: now };
    this.#options.progress(step, this.#sent);
  }

  line(line: Omit<TranscriptLine, 'at'>): void {
    this.#transcript.push({ at: this.#elapsed(), ...line });
    this.#pending ??= this.#options.timers.after(STREAM_AFTER, () => this.#flush());
  }

  bytes(sent: number): void {
    this.#sent = sent;
    this.#options.progress('data', sent);
  }

  /** Whoever will have to wonder has at least what was said until now; if its end takes its time, it is written where it belongs. */
  keep(): void {
    const lines = this.#unwritten();
    if (lines !== null) this.#options.keep(lines);
  }

  #flush(): void {
    this.#pending = null;
    const lines = this.#unwritten();
    if (lines === null) return;
    this.#streamed = this.#transcript.length;
    void this.#options.stream(lines);
  }

  #unwritten(): AttemptLines | null {
    const lines = this.#transcript.slice(this.#streamed);
    if (lines.length === 0) return null;
    const { submissionId, attemptId } = this.#options;
    return { record: 'attempt-lines', submissionId, attemptId, beganAt: this.beganAt, lines };
  }

  /** Said on its connection after it was over. */
  after(lines: readonly { readonly line: Omit<TranscriptLine, 'at'>; readonly at: number }[]): void {
    if (lines.length === 0) return;
    const { submissionId, attemptId } = this.#options;
    void this.#options
      .stream({
        record: 'attempt-lines',
        submissionId,
        attemptId,
        beganAt: this.beganAt,
        lines: lines.map(({ line, at }) => ({ at: Math.max(0, Math.round(at - this.#began)), ...line })),
      })
      .then(this.#options.grown);
  }

  ended(transactions: readonly TransactionResult[], diagnosis: Diagnosis | null): AttemptRecorded {
    this.#pending?.();
    this.#pending = null;
    if (this.#running) this.#steps.push({ ...this.#running, ms: this.#elapsed() - this.#running.startedAt });
    this.#running = null;
    const last = transactions.at(-1);
    return {
      record: 'attempt',
      submissionId: this.#options.submissionId,
      attemptId: this.#options.attemptId,
      beganAt: this.beganAt,
      endedAt: this.beganAt + this.#elapsed(),
      remoteAddress: this.facts.remoteAddress ?? null,
      remotePort: this.facts.remotePort ?? null,
      localAddress: this.facts.localAddress ?? null,
      ehloName: this.facts.ehloName ?? null,
      extensions: this.facts.extensions ?? [],
      tls: this.facts.tls ?? null,
      steps: this.#steps,
      transcript: this.#transcript,
      recipientReplies: transactions.flatMap(({ recipientReplies }) => recipientReplies),
      finalReply: transactions.findLast(({ finalReply }) => finalReply !== null)?.finalReply ?? null,
      streamedSha256:
        transactions.findLast(({ streamedSha256 }) => streamedSha256 !== null)?.streamedSha256 ?? null,
      streamedBytes: last?.streamedBytes ?? 0,
      ...(last === undefined
        ? {}
        : { leftOut: [...new Set(transactions.flatMap(({ leftOut }) => leftOut))] }),
      diagnosis,
    };
  }
}
