/**
 * Sends what is due, account by account, when there is room, time and a network for it. It decides no fate and takes no word of the user:
 * those are core's and actions.ts's.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { AttemptId, type AccountId } from '#core/message/ids.ts';
import { isTooOld } from '#core/outbox/due.ts';
import { isNetworkTrouble } from '#core/outbox/pace.ts';
import { accountTrouble } from '#core/smtp/diagnosis.ts';
import type { AccountHolds } from './account-holds.ts';
import { AttemptLog } from './attempt-log.ts';
import { runAttempt } from './attempt.ts';
import { Calendar } from './calendar.ts';
import { newRunning, type Entry } from './entry.ts';
import { envelopeOf, isWaiting, recipientsOf } from './item.ts';
import { Lane, type LaneTools } from './lane.ts';
import type { Ledger } from './ledger.ts';
import { Markers } from './markers.ts';
import { brokenOff, endingEvents, interrupted, ownTrouble, paceSignals, type Outcome } from './outcome.ts';
import type { Clock, MessageFiles, Network } from './ports.ts';
import type { Place } from './place.ts';
import type { ProgressTeller } from './progress.ts';

export interface DispatcherTools extends LaneTools {
  readonly clock: Clock;
  readonly network: Network;
  readonly files: MessageFiles;
  /** a ULID for this time */
  readonly newId: (at: number) => string;
  /** 0: it is tried for ever */
  readonly giveUpAfterHours: () => number;
  /** nothing may begin */
  readonly allPaused: () => boolean;
}

export interface DispatcherParts {
  readonly ledger: Ledger;
  readonly holds: AccountHolds;
  readonly progress: ProgressTeller;
  /** false: the user is just deciding about it */
  readonly isFree: (entry: Entry) => boolean;
  /** `isLast`: none of its account waits for its turn any more. */
  readonly changed: (entry: Entry, isLast: boolean) => void;
  /** An attempt ended, and is journalled; `isBusy`: others of its account are under way. Resolves when all else is written, never rejects. */
  readonly settled: (entry: Entry, isBusy: () => boolean) => Promise<void>;
  readonly accountHeld: (accountId: AccountId) => void;
}

/** bytes that are handed over in less than a sync takes */
const SMALL = 256 * 1024;

/** ms between two looks at a network that is not there */
const NETWORK_EVERY = 5_000;

export class Dispatcher {
  readonly #tools: DispatcherTools;
  readonly #parts: DispatcherParts;
  readonly #calendar: Calendar;
  readonly #lanes = new Map<AccountId, Lane>();
  readonly #attempts = new Set<Promise<void>>();
  #closing = false;

  constructor(tools: DispatcherTools, parts: DispatcherParts) {
    this.#tools = tools;
    this.#parts = parts;
    this.#calendar = new Calendar(tools, (entries) => {
      for (const entry of entries) this.#queue(entry);
      this.#pump();
      // What keeps it now is something else than a time; who only waits for others is told when it begins.
      for (const entry of entries)
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
    this.#pump();
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
    if (this.#tools.allPaused()) return this.#attempts.size;
    const queued = [...this.#lanes.values()].filter((lane) => this.#mayGo(lane) && lane.wait() === 0);
    return (
      this.#attempts.size +
      queued.reduce((all, { ready }) => all + ready.size, 0) +
      this.#calendar.count(within)
    );
  }

  /** Every attempt under way has come to its end. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#calendar.close();
    while (this.#attempts.size > 0) await Promise.all(this.#attempts);
    await Promise.all([...this.#lanes.values()].map((lane) => lane.close()));
  }

  #mayGo(lane: Lane): boolean {
    return !this.#closing && !this.#tools.allPaused() && this.#parts.holds.get(lane.accountId) === undefined;
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
          if (this.#parts.isFree(entry) && !this.#begin(entry, lane, now)) break;
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

  /** False: there is no room now. */
  #begin(entry: Entry, lane: Lane, now: number): boolean {
    const { clock, timers, files, newId } = this.#tools;
    const { submission } = entry;
    const attemptId = AttemptId.parse(newId(clock.now()));
    const running = newRunning();
    const log = new AttemptLog({
      submissionId: submission.id,
      attemptId,
      clock,
      timers,
      progress: (step, sent) => this.#parts.progress.tell(entry, step, sent, step !== 'reply'),
      stream: (record) => void files.stream(submission.messageId, [record]).catch(() => undefined),
      keep: (lines) => void files.keep(submission.messageId, lines).catch(() => undefined),
    });
    const place = lane.place(log, submission.message?.size ?? 0, running.abort.signal, now);
    if (place === undefined) return false;
    lane.ready.delete(entry);
    // Taken now, not when its turn comes: a second word meanwhile must not start a second attempt.
    entry.running = running;
    lane.underWay += 1;
    const attempt = this.#attempt(entry, lane, place, attemptId, log).finally(() => {
      this.#attempts.delete(attempt);
    });
    this.#attempts.add(attempt);
    return true;
  }

  /** Never rejects: what cannot be done ends as a diagnosis. */
  async #attempt(
    entry: Entry,
    lane: Lane,
    place: Place,
    attemptId: AttemptId,
    log: AttemptLog,
  ): Promise<void> {
    const told = new Markers(entry, attemptId, { ...this.#tools, ...this.#parts });
    let outcome: Outcome;
    try {
      await this.#parts.ledger.write(
        entry,
        [
          {
            kind: 'attempt-began',
            submissionId: entry.submission.id,
            at: this.#tools.clock.now(),
            attemptId,
          },
        ],
        // Its turn has not come: it is written with the marker of the one before it.
        place.isBehind() ? 'soon' : 'now',
      );
      this.#parts.changed(entry, lane.ready.size === 0);
      outcome = await this.#run(entry, place, log, told);
      if (told.unmarked !== null) outcome = { ...outcome, diagnosis: ownTrouble(told.unmarked.error) };
    } catch (error) {
      outcome = brokenOff(entry.submission, told.transaction, told.marked, error);
    }
    await this.#ended(entry, lane, place, attemptId, outcome);
    entry.running?.later?.();
    entry.running = null;
    this.#place(entry);
    lane.underWay -= 1;
    this.#pump();
    await this.#parts.settled(entry, () => lane.underWay > 0);
  }

  #run(entry: Entry, place: Place, log: AttemptLog, told: Markers): Promise<Outcome> {
    const { files } = this.#tools;
    const { submission } = entry;
    const { message } = submission;
    if (message === null) throw new Error('a submission without its message');
    return runAttempt(
      {
        envelope: envelopeOf(submission),
        recipients: recipientsOf(submission),
        allOrNone: submission.allOrNone && submission.recipients.every(({ fate }) => fate !== 'accepted'),
        source: { path: files.pathOf(message.messageId), size: message.size, sha256: message.sha256 },
        signal: entry.running?.abort.signal ?? AbortSignal.abort(),
        connection: async () => {
          const connection = await place.connection();
          // One has come through: others may open theirs.
          this.#pump();
          return connection;
        },
        beforeDot: (transaction, accepted) => told.beforeDot(transaction, accepted),
        decided: (transaction, results) => told.decided(transaction, results),
      },
      log,
    );
  }

  async #ended(entry: Entry, lane: Lane, place: Place, attemptId: AttemptId, given: Outcome): Promise<void> {
    const { clock, random, network, giveUpAfterHours } = this.#tools;
    const { ledger, holds } = this.#parts;
    const stoppedBy = given.diagnosis?.code === 'stopped-by-user' ? entry.running?.stoppedBy : null;
    const diagnosis =
      given.diagnosis !== null && stoppedBy === 'quit' ? interrupted(given.diagnosis) : given.diagnosis;
    const outcome = { ...given, diagnosis };
    if (diagnosis !== null && accountTrouble(diagnosis)) {
      if (await holds.hold(lane.accountId, diagnosis)) this.#parts.accountHeld(lane.accountId);
    } else if (stoppedBy === null || stoppedBy === undefined) {
      for (const signal of paceSignals(outcome, place.before())) place.tell(signal);
      lane.isOffline = diagnosis !== null && isNetworkTrouble(diagnosis) && !network.online();
    }
    const next = place.end();
    const at = clock.now();
    const { id } = entry.submission;
    const events = endingEvents(entry.submission, attemptId, outcome, at, random());
    if (stoppedBy === 'user') events.push({ kind: 'paused', submissionId: id, at });
    const record = outcome.record === null ? [] : [{ ...outcome.record, diagnosis }];
    // A small message's marker comes in a moment, and takes it along; while a larger one streams there is time for a sync.
    const when = next !== null && next <= SMALL ? 'soon' : 'now';
    const written = ledger.writeFact(entry, events, record, when);
    // What comes next need not wait until this is written down.
    this.#pump();
    await written;
    // The dot whose marker went into the same commit is written first.
    if (when === 'soon') await turn().then(() => turn());
    const { submission } = entry;
    if (isWaiting(submission) && isTooOld(submission, giveUpAfterHours(), at))
      await ledger.writeFact(entry, [{ kind: 'held', submissionId: id, at, cause: 'gave-up' }]);
  }
}
