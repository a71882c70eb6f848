/**
 * The outbox's memory: events in journal.db, one process per profile. What is asked to be written while a write is under way goes
 * together into the next one, and what is not urgent waits for company. A damaged file is kept aside and what could be read goes on. What the events mean is core's.
 */
import { removeDatabase, finishSwap, recoveredPath, swapInRecovered } from '../database/durable.ts';
import { asError } from '../database/failure.ts';
import { type CallsOf, WorkerLink } from '../database/worker-link.ts';
import { setImmediate as turn } from 'node:timers/promises';
import type { AccountId, SubmissionId } from '#core/message/ids.ts';
import type { AccountHold, OutboxEvent } from '#core/outbox/events.ts';
import { type Damage, encodeRows, type Found, journalProtocol } from './journal-protocol.ts';
import type { Clock, Journal, Urgency } from './ports.ts';
import { withResolvers } from '../submission/connection/conversation.ts';

export interface JournalOptions {
  /** Absolute path of journal.db; its folder must exist. */
  readonly path: string;
  /** The entry file of journal-worker. */
  readonly entry: string | URL;
  readonly clock: Clock;
  /** The worker ended by itself: nothing more can be recorded. */
  readonly onDied?: (error: Error) => void;
}

/** `submissionIds`: touched for certain, their waiting recipients must become unknown. `lost`: so must all others that are not over. */
interface JournalDamage extends Damage {
  /** Where the damaged file was kept; null when an earlier start found it. */
  readonly keptAt: string | null;
}

export interface OpenedJournal {
  readonly journal: SyncedJournal;
  readonly events: readonly OutboxEvent[];
  /** Told at each start until `settleDamage`. */
  readonly damage: JournalDamage | null;
}

type Link = WorkerLink<CallsOf<typeof journalProtocol>>;

/** Ends with StoreFailure `profile-in-use` when another process has this profile, `newer`, or AppFailure `disk`. */
export async function openJournal(options: JournalOptions): Promise<OpenedJournal> {
  await finishSwap(options.path, options.clock.now());
  const first = await start(options);
  if (first.found.sound) return opened(first, null);
  const { last } = first.found;
  const damage = first.found.damage ?? { submissionIds: [], lost: true };
  const events = await pages(first.link, first.found.events);
  // The file is free only once its thread has ended.
  await first.link.end();
  const copy = recoveredPath(options.path);
  await removeDatabase(copy);
  const writer = link(options);
  try {
    const rows = encodeRows(events);
    await writer.call('recover', { path: copy, rows, damage, last });
  } finally {
    await writer.end();
  }
  const keptAt = await swapInRecovered(options.path, options.clock.now());
  return opened(await start(options), keptAt);
}

const link = (options: JournalOptions): Link =>
  new WorkerLink<CallsOf<typeof journalProtocol>>(journalProtocol, {
    entry: options.entry,
    name: 'journal',
    ...(options.onDied === undefined ? {} : { onDied: options.onDied }),
  });

async function start(options: JournalOptions): Promise<{ link: Link; found: Found }> {
  const started = link(options);
  try {
    return { link: started, found: await started.call('open', { path: options.path }) };
  } catch (error) {
    await started.end();
    throw error;
  }
}

async function opened(
  { link: to, found: { events, damage } }: { link: Link; found: Found },
  keptAt: string | null,
): Promise<OpenedJournal> {
  return {
    journal: new SyncedJournal(to),
    events: await pages(to, events),
    damage: damage === null ? null : { ...damage, keptAt },
  };
}

/** as many events as main may parse without keeping anybody waiting */
const PAGE = 250;

async function pages(from: Link, count: number): Promise<OutboxEvent[]> {
  const events: OutboxEvent[] = [];
  for (let offset = 0; offset < count; offset += PAGE) {
    events.push(...(await from.call('page', { offset, limit: PAGE })));
    await turn();
  }
  return events;
}

/** What is written in one commit. */
interface Batch {
  readonly events: OutboxEvent[];
  readonly forget: string[];
  readonly written: Promise<void>;
  /** It waits for nothing but the write before it. */
  readonly go: () => void;
}

/** ms that what is not urgent may wait for company */
const PATIENCE = 2;

export class SyncedJournal implements Journal {
  readonly #link: Link;
  /** what waits for the write under way, or for somebody who is in a hurry */
  #next: Batch | undefined;
  /** null: nothing is under way */
  #last: Promise<void> | null = null;

  constructor(to: Link) {
    this.#link = to;
  }

  /** All of `events` are recorded in their order, or none is. */
  append(events: readonly OutboxEvent[], when: Urgency = 'now'): Promise<void> {
    return this.#write(events, [], when);
  }

  async forget(submissionIds: readonly string[]): Promise<void> {
    await this.#write([], submissionIds, 'soon');
  }

  #write(events: readonly OutboxEvent[], forget: readonly string[], when: Urgency): Promise<void> {
    const batch = (this.#next ??= this.#newBatch());
    batch.events.push(...events);
    batch.forget.push(...forget);
    // At the end of this turn: what other connections ask for in it goes along.
    if (when === 'now') setImmediate(batch.go);
    return batch.written;
  }

  #newBatch(): Batch {
    const { promise: written, resolve } = withResolvers<Promise<void>>();
    const events: OutboxEvent[] = [];
    const forget: string[] = [];
    let isGoing = false;
    const go = (): void => {
      if (isGoing) return;
      isGoing = true;
      clearTimeout(timer);
      const write = async (): Promise<void> => {
        this.#next = undefined;
        await this.#link.call('write', {
          rows: events.length === 0 ? null : encodeRows(events),
          forget: forget.length === 0 ? null : JSON.stringify(forget),
        });
      };
      resolve(this.#inTurn(write));
    };
    const timer = setTimeout(go, PATIENCE);
    return { events, forget, written: written.then((done) => done), go };
  }

  /** Ends with StoreFailure `damaged` when a row was spoilt since it was opened. */
  readAll(): Promise<OutboxEvent[]> {
    return this.#afterLast(async () => pages(this.#link, await this.#link.call('load', null)));
  }

  eventsOf(id: SubmissionId): Promise<OutboxEvent[]> {
    return this.#afterLast(() => this.#link.call('of', id));
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
    await this.#afterLast(() => this.#link.end());
  }

  /** After all that was asked before, in a hurry or not. */
  #afterLast<T>(work: () => Promise<T>): Promise<T> {
    this.#next?.go();
    return this.#inTurn(work);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
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
}
