/** One open connection of an account: how much it carries and has carried, and who hears what is said on it. Opening is lane.ts's. */
import type { TranscriptLine } from '#core/smtp/vocabulary.ts';
import type { ServerFacts, SessionReporter, SubmissionSession } from '../../submission/session.ts';
import type { Timers } from '../ports.ts';
import type { AttemptLog } from './attempt-log.ts';

/** The session speaks before there is a connection, and after its last attempt: somebody must listen all the time. */
export class Listening implements SessionReporter {
  /** whose attempt it is now */
  log: AttemptLog | null = null;
  readonly #timers: Timers;
  readonly #after: { line: Omit<TranscriptLine, 'at'>; at: number }[] = [];
  #last: AttemptLog | null = null;

  constructor(timers: Timers, log: AttemptLog) {
    this.#timers = timers;
    this.log = log;
  }

  step(step: Parameters<SessionReporter['step']>[0]): void {
    this.log?.step(step);
  }

  line(line: Omit<TranscriptLine, 'at'>): void {
    if (this.log !== null) this.log.line(line);
    else this.#after.push({ line, at: this.#timers.monotonic() });
  }

  bytes(sent: number): void {
    this.log?.bytes(sent);
  }

  leave(log: AttemptLog): void {
    this.#last = log;
    if (this.log === log) this.log = null;
  }

  /** The goodbye belongs to whoever was last. */
  over(): void {
    this.#last?.after(this.#after.splice(0));
  }
}

export interface ConnectionParts {
  readonly session: SubmissionSession;
  readonly facts: ServerFacts;
  readonly abort: AbortController;
  readonly listening: Listening;
  /** which server as whom: told apart from others by this alone */
  readonly server: string;
}

export class Connection {
  readonly session: SubmissionSession;
  readonly facts: ServerFacts;
  readonly abort: AbortController;
  readonly server: string;
  readonly #listening: Listening;
  /** messages handed over on it, those under way among them */
  served = 0;
  /** bytes of each message under way, in their order */
  readonly #under: { readonly log: AttemptLog; readonly size: number }[] = [];
  #closing: Promise<void> | null = null;

  constructor({ session, facts, abort, listening, server }: ConnectionParts) {
    this.session = session;
    this.facts = facts;
    this.abort = abort;
    this.server = server;
    this.#listening = listening;
  }

  get isUsable(): boolean {
    return this.#closing === null && this.session.usable;
  }

  get inFlight(): number {
    return this.#under.length;
  }

  /** bytes of the message whose turn it is; null: there is none */
  get next(): number | null {
    return this.#under[0]?.size ?? null;
  }

  /** bytes before whoever comes next */
  get ahead(): number {
    return this.#under.reduce((all, { size }) => all + size, 0);
  }

  enter(log: AttemptLog, size: number): void {
    this.served += 1;
    if (this.#under.length === 0) this.#listening.log = log;
    this.#under.push({ log, size });
  }

  leave(log: AttemptLog): void {
    const at = this.#under.findIndex((one) => one.log === log);
    if (at < 0) return;
    this.#under.splice(at, 1);
    this.#listening.leave(log);
    const next = this.#under[0];
    if (next !== undefined) this.#listening.log = next.log;
  }

  close(): Promise<void> {
    this.#closing ??= this.session.close().then(() => this.#listening.over());
    return this.#closing;
  }
}
