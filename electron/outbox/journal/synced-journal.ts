/**
 * How the outbox's events are written: what is asked for in one turn goes together, what is not urgent waits for company. They go to the log,
 * where one sync is all it takes, and from there to the database in one commit, when nothing more comes, the log is full or something is to be
 * forgotten. Opening and recovery are journal.ts's.
 */
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { AccountId, SubmissionId } from '#core/message/ids.ts';
import type { AccountHold, OutboxEvent } from '#core/outbox/events.ts';
import { asError } from '../../database/failure.ts';
import type { CallsOf, WorkerLink } from '../../database/worker-link.ts';
import { withResolvers } from '../../submission/connection/conversation.ts';
import type { JournalFront } from './front.ts';
import { encodeRows, type journalProtocol } from './protocol.ts';
import type { Journal, Urgency } from '../ports.ts';

export type Link = WorkerLink<CallsOf<typeof journalProtocol>>;

/** as many events as main may parse without keeping anybody waiting */
const PAGE = 250;

export async function pages(from: Link, count: number): Promise<OutboxEvent[]> {
  const events: OutboxEvent[] = [];
  for (let offset = 0; offset < count; offset += PAGE) {
    events.push(...(await from.call('page', { offset, limit: PAGE })));
    await turn();
  }
  return events;
}

/** What is written together. */
interface Batch {
  readonly events: OutboxEvent[];
  readonly written: Promise<void>;
  /** Nobody has other work meanwhile. */
  isAlone: boolean;
  /** It waits for nothing but the write before it. */
  readonly go: () => void;
}

/** In the log, and not in the database yet. */
interface Logged {
  readonly events: readonly OutboxEvent[];
  /** as `encodeRows` says them */
  readonly rows: string;
}

export interface JournalState {
  /** the number of the last event that was ever written */
  readonly last: number;
  /** ms without a word, after which what is in the log moves to the database */
  readonly quiet: number;
  /** The thread has found events there, and takes them along with the first write. */
  readonly isLogInUse: boolean;
}

/** ms that what is not urgent may wait for company */
const PATIENCE = 2;

export class SyncedJournal implements Journal {
  readonly #link: Link;
  readonly #front: JournalFront;
  readonly #quiet: number;
  #last: number;
  /** in the order of their numbers, which end with the last one */
  readonly #logged: Logged[] = [];
  #isLogInUse: boolean;
  /** who gives numbers: one after the other */
  readonly #numbering = new Line();
  /** who speaks to the thread */
  readonly #asking = new Line();
  #settling: NodeJS.Timeout | undefined;
  /** what waits for the write under way, or for somebody who is in a hurry */
  #next: Batch | undefined;
  /** whom the database forgets with its next commit, and that commit */
  readonly #forgotten: string[] = [];
  #over: Promise<void> | null = null;

  constructor(to: Link, front: JournalFront, { last, quiet, isLogInUse }: JournalState) {
    this.#link = to;
    this.#front = front;
    this.#last = last;
    this.#quiet = quiet;
    this.#isLogInUse = isLogInUse;
    if (isLogInUse) this.#settleSoon();
  }

  /** All of `events` are recorded in their order, or none is. */
  append(events: readonly OutboxEvent[], when: Urgency = 'now'): Promise<void> {
    const batch = (this.#next ??= this.#newBatch());
    batch.events.push(...events);
    if (when === 'soon') return batch.written;
    batch.isAlone = when === 'alone';
    // At the end of this turn: what other connections ask for in it goes along.
    setImmediate(batch.go);
    return batch.written;
  }

  /** Nobody is kept waiting by it. */
  forget(submissionIds: readonly string[]): Promise<void> {
    this.#over ??= delay(PATIENCE).then(() => {
      this.#over = null;
      const over = this.#forgotten.splice(0);
      return this.#afterLast(() => this.#move(null, over));
    });
    this.#forgotten.push(...submissionIds);
    return this.#over;
  }

  #newBatch(): Batch {
    const { promise: written, resolve } = withResolvers<Promise<void> | undefined>();
    const events: OutboxEvent[] = [];
    let isGoing = false;
    const go = (): void => {
      if (isGoing) return;
      isGoing = true;
      clearTimeout(timer);
      if (batch.isAlone && this.#logAtOnce(events)) {
        this.#next = undefined;
        resolve(undefined);
        return;
      }
      const write = (): Promise<void> => {
        this.#next = undefined;
        return this.#record(events);
      };
      resolve(this.#numbering.run(write));
    };
    const timer = setTimeout(go, PATIENCE);
    const batch: Batch = { events, written: written.then((done) => done), isAlone: false, go };
    return batch;
  }

  /** Whatever the database is doing. False: somebody else is giving numbers, the disk is slow, or the log has no place. */
  #logAtOnce(events: readonly OutboxEvent[]): boolean {
    if (this.#numbering.isBusy || !this.#front.isQuick) return false;
    const fresh = { events, rows: encodeRows(events) };
    if (!this.#front.append({ first: this.#last + 1, rows: fresh.rows })) return false;
    this.#isLogged(fresh);
    return true;
  }

  async #record(events: readonly OutboxEvent[]): Promise<void> {
    const fresh = { events, rows: encodeRows(events) };
    if (await this.#front.appendLater({ first: this.#last + 1, rows: fresh.rows })) this.#isLogged(fresh);
    else await this.#asking.run(() => this.#move(fresh, []));
  }

  #isLogged(fresh: Logged): void {
    this.#last += fresh.events.length;
    this.#logged.push(fresh);
    this.#front.wrote(this.#last);
    this.#settleSoon();
  }

  /** One commit of the database: what is in the log, and what had no place there. */
  async #move(fresh: Logged | null, forget: readonly string[]): Promise<void> {
    const moving = fresh === null ? [...this.#logged] : [...this.#logged, fresh];
    const { length } = this.#logged;
    const first = this.#last + 1 - countOf(this.#logged);
    await this.#link.call('write', {
      first,
      rows: moving.length === 0 ? null : joined(moving),
      forget: forget.length === 0 ? null : JSON.stringify(forget),
    });
    if (fresh !== null) this.#last += fresh.events.length;
    // What came meanwhile stays where it is.
    this.#logged.splice(0, length);
    this.#isLogInUse = false;
    if (this.#logged.length === 0) this.#front.restart();
    this.#front.wrote(this.#last);
  }

  #settleSoon(): void {
    this.#settling ??= setTimeout(() => void this.#settle(), this.#quiet);
    this.#settling.refresh();
  }

  /** Never rejects: on a full disk it stays where it is, which is on disk too. */
  async #settle(): Promise<void> {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    await this.#asking
      .run(async () => {
        if (this.#logged.length > 0 || this.#isLogInUse) await this.#move(null, []);
      })
      .catch(() => undefined);
  }

  /** Ends with StoreFailure `damaged` when a row was spoilt since it was opened. */
  readAll(): Promise<OutboxEvent[]> {
    return this.#afterLast(async () => {
      const count = await this.#link.call('load', null);
      const logged = this.#logged.flatMap(({ events }) => events);
      return [...(await pages(this.#link, count)), ...logged];
    });
  }

  eventsOf(id: SubmissionId): Promise<OutboxEvent[]> {
    return this.#afterLast(async () => {
      const written = await this.#link.call('of', id);
      const logged = this.#logged.flatMap(({ events }) => events);
      return [...written, ...logged.filter(({ submissionId }) => submissionId === id)];
    });
  }

  holds(): Promise<AccountHold[]> {
    return this.#afterLast(() => this.#link.call('holds', null));
  }

  async hold(hold: AccountHold): Promise<void> {
    await this.#afterLast(() => this.#link.call('hold', hold));
  }

  async release(accountId: AccountId): Promise<void> {
    await this.#afterLast(() => this.#link.call('release', accountId));
  }

  /** What was damaged has been made unknown, and that is recorded: it need not be told again. */
  async settleDamage(): Promise<void> {
    await this.#afterLast(() => this.#link.call('settle', null));
  }

  /** Frees the profile, after everything that was asked for is done. */
  async close(): Promise<void> {
    this.#next?.go();
    await this.#over?.catch(() => undefined);
    await this.#settle();
    await this.#afterLast(() => this.#link.end());
    this.#front.close();
  }

  /** After all that was asked before, in a hurry or not. */
  async #afterLast<T>(work: () => Promise<T>): Promise<T> {
    this.#next?.go();
    await this.#numbering.idle();
    return await this.#asking.run(work);
  }
}

/** One after the other, whatever becomes of each. */
class Line {
  #last: Promise<void> | null = null;

  get isBusy(): boolean {
    return this.#last !== null;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last === null ? work() : this.#last.then(work);
    const settled = done.then(
      () => undefined,
      // Whoever asked is told; the next in line goes on.
      (error: unknown) => void asError(error),
    );
    this.#last = settled;
    void settled.then(() => {
      if (this.#last === settled) this.#last = null;
    });
    return done;
  }

  async idle(): Promise<void> {
    await this.#last;
  }
}

const countOf = (all: readonly Logged[]): number => all.reduce((sum, { events }) => sum + events.length, 0);

/** One JSON array of several. */
const joined = (all: readonly Logged[]): string => `[${all.map(({ rows }) => rows.slice(1, -1)).join(',')}]`;
