/**
 * Sends what is due, account by account, when there is room, time and a network for it. An attempt's way from there is under-way.ts's; what
 * it means is core's, and the user's word decisions.ts's.
 */
import type { AccountId } from '#core/message/ids.ts';
import { isMissed } from '#core/outbox/due.ts';
import { isWaiting } from '#core/outbox/submission.ts';
import type { Entry } from '../entry.ts';
import { Calendar } from './calendar.ts';
import { Lane, type LaneTools } from './lane.ts';
import { UnderWay, type UnderWayParts, type UnderWayTools } from './under-way.ts';

export interface DispatcherTools extends UnderWayTools, LaneTools {
  /** nothing may begin */
  readonly allPaused: () => boolean;
  /** The user wants to be asked about a chosen time that was missed. */
  readonly asksAboutMissed: () => boolean;
}

export interface DispatcherParts extends UnderWayParts {
  /** false: the user is just deciding about it */
  readonly isFree: (entry: Entry) => boolean;
  /** Their time was missed, and the user is to be asked: they wait for that from this moment on. */
  readonly missed: (entries: readonly Entry[]) => void;
}

/** ms between two looks at a network that is not there */
const NETWORK_EVERY = 5_000;

export class Dispatcher {
  readonly #tools: DispatcherTools;
  readonly #parts: DispatcherParts;
  readonly #calendar: Calendar;
  readonly #lanes = new Map<AccountId, Lane>();
  readonly #underWay: UnderWay;
  /** ms since the epoch: when all mail was paused; null: it is not */
  #pausedAt: number | null;
  #closing = false;

  constructor(tools: DispatcherTools, parts: DispatcherParts) {
    this.#tools = tools;
    this.#parts = parts;
    this.#pausedAt = tools.allPaused() ? tools.clock.now() : null;
    this.#underWay = new UnderWay(tools, parts, {
      isAlone: (lane) => this.#isAlone(lane),
      mayGoOn: () => this.#pump(),
      hasEnded: (entry) => this.#place(entry),
    });
    this.#calendar = new Calendar(tools, (entries) => {
      const missed = this.#missed(entries);
      const due = entries.filter((entry) => !missed.has(entry));
      for (const entry of due) this.#queue(entry);
      this.#ask(missed);
      this.#pump();
      // What keeps it now is something else than a time; who only waits for others is told when it begins.
      for (const entry of due)
        if (entry.running === null && !this.#mayGo(this.lane(entry.submission.accountId)))
          parts.changed(entry, false);
    });
  }

  lane(accountId: AccountId): Lane {
    const lane = this.#lanes.get(accountId) ?? new Lane(accountId, this.#tools);
    this.#lanes.set(accountId, lane);
    return lane;
  }

  /** Puts it where it belongs as it stands now; called after whatever changed it. */
  put(entry: Entry): void {
    this.#place(entry);
    this.#pump();
  }

  /** Many at once, of which none is sent before all are placed. */
  putAll(entries: readonly Entry[]): void {
    for (const entry of entries) this.#place(entry);
    this.#pump();
  }

  #place(entry: Entry): void {
    this.#calendar.remove(entry);
    for (const lane of this.#lanes.values()) lane.ready.delete(entry);
    if (entry.running !== null || !isWaiting(entry.submission)) return;
    if (!this.#calendar.isDue(entry)) this.#calendar.add(entry);
    else this.#queue(entry);
  }

  #queue(entry: Entry): void {
    this.lane(entry.submission.accountId).ready.add(entry);
  }

  /** An account may go on at once: it was released, or its network is back. */
  freshen(accountId: AccountId): void {
    this.lane(accountId).fresh();
    this.#pump();
  }

  /** The user lets all mail go on, or no longer. */
  pauseChanged(): void {
    const { allPaused, clock } = this.#tools;
    const since = this.#pausedAt;
    this.#pausedAt = allPaused() ? (since ?? clock.now()) : null;
    if (since !== null && this.#pausedAt === null) this.#askAboutPaused(since);
    this.#pump();
  }

  /** Those whose time came while all mail was paused; one that was late already waited for its turn. */
  #askAboutPaused(since: number): void {
    for (const { ready } of this.#lanes.values()) {
      const waited = [...ready].filter(({ submission }) => (submission.schedule?.at ?? 0) >= since);
      const missed = this.#missed(waited);
      for (const entry of missed) ready.delete(entry);
      this.#ask(missed);
    }
  }

  #missed(entries: readonly Entry[]): ReadonlySet<Entry> {
    const now = this.#tools.clock.now();
    if (!this.#tools.asksAboutMissed()) return new Set();
    return new Set(entries.filter(({ submission }) => isMissed(submission, now)));
  }

  #ask(missed: ReadonlySet<Entry>): void {
    if (missed.size > 0) this.#parts.missed([...missed]);
  }

  /** The machine woke up: clocks have leapt, networks have changed. */
  resume(): void {
    for (const lane of this.#lanes.values()) lane.fresh();
    this.#calendar.wake();
    this.#pump();
  }

  /** ms since the epoch until which the account is left alone; null: it is not. */
  accountUntil(accountId: AccountId): number | null {
    const wait = this.#lanes.get(accountId)?.wait() ?? 0;
    return wait > 0 ? this.#tools.clock.now() + wait : null;
  }

  isOffline(accountId: AccountId): boolean {
    return this.#lanes.get(accountId)?.isOffline ?? false;
  }

  nextDue(): number | null {
    return this.#calendar.next();
  }

  /** What would go now, or within so many ms, if nothing came in between. */
  pending(within: number): number {
    if (this.#tools.allPaused()) return this.#underWay.size;
    const queued = [...this.#lanes.values()].filter((lane) => this.#mayGo(lane) && lane.wait() === 0);
    return (
      this.#underWay.size +
      queued.reduce((all, { ready }) => all + ready.size, 0) +
      this.#calendar.count(within)
    );
  }

  /** Every attempt under way has come to its end. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#calendar.close();
    await this.#underWay.over();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.close()));
  }

  #mayGo(lane: Lane): boolean {
    return !this.#closing && !this.#tools.allPaused() && this.#parts.holds.get(lane.accountId) === undefined;
  }

  #isAlone(lane: Lane): boolean {
    return (
      lane.connections === 1 &&
      [...this.#lanes.values()].every((other) => other === lane || other.underWay === 0)
    );
  }

  #pump(): void {
    const now = this.#tools.timers.monotonic();
    let wake = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes.values()) {
      const mayGo = this.#mayGo(lane);
      // The network is back: what was learned without it counts no more.
      if (lane.isOffline && this.#tools.network.online()) lane.fresh();
      if (mayGo)
        for (const entry of lane.ready)
          if (this.#parts.isFree(entry) && !this.#underWay.begin(entry, lane, now)) break;
      const wait = lane.wait(now);
      if (mayGo && lane.ready.size > 0)
        wake = Math.min(
          wake,
          wait || Number.POSITIVE_INFINITY,
          lane.isOffline ? NETWORK_EVERY : Number.POSITIVE_INFINITY,
        );
      if (lane.ready.size === 0 || !mayGo || wait > 0) lane.rest();
    }
    this.#calendar.wakeWithin(wake);
  }
}
