/**
 * One submission's attempt, from its beginning in the journal to its end there: with its log, its markers, and what its end means for its
 * account's lane. When one may begin is the dispatcher's.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { AttemptId, type AccountId, type SubmissionId } from '#core/message/ids.ts';
import { isTooOld } from '#core/outbox/due.ts';
import { isNetworkTrouble } from '#core/outbox/pace.ts';
import { isWaiting } from '#core/outbox/submission.ts';
import { accountTrouble } from '#core/smtp/diagnosis.ts';
import type { AccountHolds } from '../account-holds.ts';
import { newRunning, type Entry } from '../entry.ts';
import type { Ledger } from '../ledger.ts';
import type { Clock, MessageFiles, Network, Timers } from '../ports.ts';
import type { ProgressTeller } from '../telling/progress.ts';
import { envelopeOf, recipientsOf } from './addressed.ts';
import { AttemptLog } from './attempt-log.ts';
import { runAttempt } from './attempt.ts';
import type { Lane } from './lane.ts';
import { Markers } from './markers.ts';
import { brokenOff, endingEvents, interrupted, ownTrouble, paceSignals, type Outcome } from './outcome.ts';
import type { Place } from './place.ts';

export interface UnderWayTools {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly network: Network;
  readonly files: MessageFiles;
  /** a ULID for this time */
  readonly newId: (at: number) => string;
  /** [0, 1) */
  readonly random: () => number;
  /** 0: it is tried for ever */
  readonly giveUpAfterHours: () => number;
}

export interface UnderWayParts {
  readonly ledger: Ledger;
  readonly holds: AccountHolds;
  readonly progress: ProgressTeller;
  /** `isLast`: none of its account waits for its turn any more. */
  readonly changed: (entry: Entry, isLast: boolean) => void;
  /** An attempt ended, and is journalled; `isBusy`: others of its account are under way. Resolves when all else is written, never rejects. */
  readonly settled: (entry: Entry, isBusy: () => boolean) => Promise<void>;
  readonly accountHeld: (accountId: AccountId) => void;
  /** Something was said after an attempt's end, and is in the message's record. */
  readonly recordGrew: (id: SubmissionId) => void;
}

/** What an attempt asks of all lanes, and lets others do. */
interface Lanes {
  /** Nobody else is under way, and this lane has one connection. */
  readonly isAlone: (lane: Lane) => boolean;
  /** There may be room, or time, for another. */
  readonly mayGoOn: () => void;
  /** It waits again, or is over. */
  readonly hasEnded: (entry: Entry) => void;
}

/** bytes that are handed over in less than a sync takes */
const SMALL = 256 * 1024;

export class UnderWay {
  readonly #tools: UnderWayTools;
  readonly #parts: UnderWayParts;
  readonly #lanes: Lanes;
  readonly #attempts = new Set<Promise<void>>();

  constructor(tools: UnderWayTools, parts: UnderWayParts, lanes: Lanes) {
    this.#tools = tools;
    this.#parts = parts;
    this.#lanes = lanes;
  }

  get size(): number {
    return this.#attempts.size;
  }

  /** Every attempt has come to its end. */
  async over(): Promise<void> {
    while (this.#attempts.size > 0) await Promise.all(this.#attempts);
  }

  /** False: there is no room now. */
  begin(entry: Entry, lane: Lane, now: number): boolean {
    const { clock, timers, files, newId } = this.#tools;
    const { submission } = entry;
    const room = lane.room(submission.message?.size ?? 0, now);
    if (room === null) return false;
    const attemptId = AttemptId.parse(newId(clock.now()));
    const running = newRunning();
    const log = new AttemptLog({
      submissionId: submission.id,
      attemptId,
      clock,
      timers,
      progress: (step, sent) => this.#parts.progress.tell(entry, step, sent, step !== 'reply'),
      stream: (record) => files.stream(submission.messageId, [record]).catch(() => undefined),
      grown: () => this.#parts.recordGrew(submission.id),
      keep: (lines) => void files.keep(submission.messageId, lines).catch(() => undefined),
    });
    const place = lane.place(room, log, running.abort.signal);
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
    const told = new Markers(entry, attemptId, {
      ...this.#tools,
      ...this.#parts,
      isAlone: () => this.#lanes.isAlone(lane),
    });
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
    this.#lanes.hasEnded(entry);
    lane.underWay -= 1;
    this.#lanes.mayGoOn();
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
          this.#lanes.mayGoOn();
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
    this.#lanes.mayGoOn();
    await written;
    // The dot whose marker went into the same commit is written first.
    if (when === 'soon') await turn().then(() => turn());
    const { submission } = entry;
    if (isWaiting(submission) && isTooOld(submission, giveUpAfterHours(), at))
      await ledger.writeFact(entry, [{ kind: 'held', submissionId: id, at, cause: 'gave-up' }]);
  }
}
