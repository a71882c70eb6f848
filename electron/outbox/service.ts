/**
 * The outbox: every submission from the moment it is on disk until it is wholly accepted or put away. This is where its parts are put
 * together: core/outbox says what an event means, handing-over.ts takes drafts, the dispatcher sends what is due, decisions.ts takes the user's word,
 * leaving.ts puts away what is over.
 */
import { AppFailure } from '#core/contract/errors.ts';
import type {
  HeldAccount,
  OutboxDetail,
  OutboxFilter,
  OutboxItem,
  OutboxPage,
  OutboxSummary,
} from '#core/contract/outbox.ts';
import type { AccountId, SubmissionId } from '#core/message/ids.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { isWaiting, someoneWaits } from '#core/outbox/submission.ts';
import { AccountHolds } from './account-holds.ts';
import { Aftermath } from './aftermath.ts';
import { Decisions } from './decisions.ts';
import { Entries, isOver, type Entry } from './entry.ts';
import { Leaving } from './leaving.ts';
import { Ledger } from './ledger.ts';
import { HandingOver, type HandedOver } from './making/handing-over.ts';
import type { Previews } from './making/previews.ts';
import { Dispatcher } from './sending/dispatcher.ts';
import { takeUp, type JournalLoss } from './start.ts';
import { ChangeTeller } from './telling/change-teller.ts';
import { MailingOverview } from './telling/mailing-overview.ts';
import { Overview } from './telling/overview.ts';
import { ProgressTeller } from './telling/progress.ts';
import { SummaryTeller } from './telling/summary-teller.ts';
import type { OutboxTools } from './tools.ts';

export class Outbox {
  readonly #tools: OutboxTools;
  readonly #entries = new Entries();
  readonly #ledger: Ledger;
  readonly #holds: AccountHolds;
  readonly #dispatcher: Dispatcher;
  readonly #overview: Overview;
  readonly #aftermath: Aftermath;
  readonly #changes: ChangeTeller;
  readonly #summaries: SummaryTeller;
  readonly #leaving: Leaving;
  readonly #handingOver: HandingOver;
  readonly decisions: Decisions;
  readonly mailings: MailingOverview;
  #comparing: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(tools: OutboxTools) {
    this.#tools = tools;
    const allPaused = () => tools.settings().outboxPaused;
    this.#ledger = new Ledger(tools);
    this.#leaving = new Leaving(tools.drafts, {
      entries: this.#entries,
      ledger: this.#ledger,
      told: (entry) => this.#tell(entry),
      left: (id) => this.#changes.left(id),
    });
    this.#handingOver = new HandingOver(tools, {
      entries: this.#entries,
      ledger: this.#ledger,
      put: (entry) => this.#dispatcher.put(entry),
      told: (first, others) => {
        // A person pressed it: told at once, however many.
        tools.listener.changed(first.submission.id, this.#overview.item(first));
        for (const other of others) this.#tell(other);
        this.#summaries.soon();
      },
    });
    this.#holds = new AccountHolds(tools);
    this.#dispatcher = new Dispatcher(
      {
        ...tools,
        giveUpAfterHours: () => tools.settings().giveUpAfterHours,
        asksAboutMissed: () => tools.settings().missedSchedule === 'ask',
        allPaused,
      },
      {
        ledger: this.#ledger,
        holds: this.#holds,
        progress: new ProgressTeller(tools.timers, (progress) => tools.listener.progress(progress)),
        isFree: ({ submission }) => !this.decisions.isDeciding(submission.id),
        missed: (entries) => void this.#holdMissed(entries),
        changed: (entry, isLast) => {
          this.#tell(entry);
          // Whoever looks on need not wait any more.
          if (isLast) this.#changes.flush();
        },
        settled: async (entry, isBusy) => {
          if (isBusy()) {
            this.#tell(entry);
            await this.#ledger.keepForRecord(entry);
          }
          await this.#aftermath.add(entry, isBusy());
        },
        accountHeld: (id) => this.#accountHeld(id),
        recordGrew: (id) => tools.listener.recordGrew(id),
      },
    );
    this.#aftermath = new Aftermath(tools.timers, async (entry) => {
      await this.#ledger.repeatInRecord(entry);
      const { mailing } = entry.submission;
      const ended = () => (mailing === null ? null : this.mailings.ended(mailing.id));
      this.#tools.listener.settled(this.#overview.item(entry), ended);
      await this.#leaving.leaveIfOver(entry);
    });
    this.#changes = new ChangeTeller(tools.timers, (id, item) => tools.listener.changed(id, item));
    this.#summaries = new SummaryTeller(tools.timers, () => tools.listener.summaryChanged(this.summary()));
    this.#overview = new Overview({
      ...tools,
      entries: this.#entries,
      holds: this.#holds,
      dispatcher: this.#dispatcher,
      allPaused,
    });
    this.mailings = new MailingOverview({
      entries: this.#entries,
      holds: this.#holds,
      overview: this.#overview,
      allPaused,
    });
    this.decisions = new Decisions(tools, {
      entries: this.#entries,
      ledger: this.#ledger,
      changed: async (entry) => {
        // First of all: as long as it stands where it stood, it could be sent as it was before the word.
        this.#dispatcher.put(entry);
        await this.#leaving.recordThenLeave(entry);
      },
      changedTogether: (entries) => {
        for (const entry of entries) this.#dispatcher.put(entry);
        void this.#leaving.allInTurn(entries);
      },
      releaseAccount: (id) => this.releaseAccount(id),
      allPaused,
    });
  }

  /** Decides what a crash left, then takes everything up, and sends what is due. `gone`: how many messages have lost their files. */
  async start(
    events: readonly OutboxEvent[],
    damage: JournalLoss | null,
  ): Promise<{ readonly gone: number }> {
    const { missedSchedule } = this.#tools.settings();
    const taken = await takeUp(events, damage, missedSchedule, this.#entries, this.#holds, this.#tools);
    const all = this.#entries.all();
    for (const entry of all.filter(({ submission }) => isDecided(submission)))
      await this.#leaving.recordThenLeave(entry);
    this.#dispatcher.putAll(all);
    // What was tried may have more in the journal than in its record; what only waits is compared when its turn comes.
    this.#comparing = this.#compareAll(all.filter(({ submission }) => submission.attempts > 0));
    this.#summaries.soon();
    return taken;
  }

  async #compareAll(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries)
      if (!this.#closing && !entry.isCompared && entry.running === null)
        await this.#leaving.recordThenLeave(entry);
  }

  page(filter: OutboxFilter, offset: number, limit: number): OutboxPage {
    return this.#overview.page(filter, offset, limit);
  }

  /** The first of all, newest first. */
  list(): OutboxItem[] {
    return this.page('all', 0, 200).items;
  }

  summary(): OutboxSummary {
    return this.#overview.summary();
  }

  /** Throws AppFailure not-found. */
  async open(id: SubmissionId): Promise<OutboxDetail> {
    const entry = this.#entries.get(id);
    if (entry === undefined || isOver(entry.submission)) throw new AppFailure({ code: 'not-found' });
    return this.#overview.open(entry);
  }

  /** `HandingOver.send`. */
  send(...order: Parameters<HandingOver['send']>): Promise<HandedOver> {
    return this.#handingOver.send(...order);
  }

  /** Drafts as they would be sent. */
  previews(): Promise<Previews> {
    return this.#handingOver.previews();
  }

  /** Stops before the final dot, and pauses it. False when the dot has gone, or nothing was running. */
  stop(id: SubmissionId): boolean {
    return this.#stop(this.#entries.get(id), 'user');
  }

  #stop(entry: Entry | undefined, by: 'user' | 'quit'): boolean {
    const running = entry?.running ?? null;
    if (running === null || running.progress?.stoppable === false) return false;
    running.stoppedBy ??= by;
    running.abort.abort();
    return true;
  }

  /** All mail may be paused by them, or go on. What is on its way comes to its end. */
  settingsChanged(): void {
    this.#dispatcher.pauseChanged();
    this.#summaries.soon();
  }

  /** Everything that waits by itself, but for a time that was chosen, and what is paused. */
  async sendAllNow(): Promise<number> {
    if (this.#tools.settings().outboxPaused) return 0;
    const all = this.#entries.shown().filter(({ submission, running }) => {
      const { status, paused, hold, schedule, accountId } = submission;
      const isHeld = this.#holds.get(accountId) !== undefined;
      return (
        running === null &&
        schedule === null &&
        !isHeld &&
        (isWaiting(submission) || (paused && status === 'paused' && hold === null))
      );
    });
    for (const accountId of new Set(all.map(({ submission }) => submission.accountId)))
      this.#dispatcher.lane(accountId).fresh();
    return this.decisions.releaseAll(all);
  }

  /** The account is mended, says the user or what they did: all that waits for it goes on. Rejects with AppFailure `disk`. */
  async releaseAccount(accountId: AccountId): Promise<void> {
    const isHeld = this.#holds.get(accountId) !== undefined;
    if (isHeld) await this.decisions.resumeTogether(this.#waitingFor(accountId));
    if (await this.#holds.release(accountId)) {
      const old = this.#entries.of(accountId).filter(({ submission }) => submission.hold === 'account');
      await this.decisions.releaseAll(old);
      this.#summaries.soon();
    }
    this.#dispatcher.freshen(accountId);
  }

  /** Those that go by themselves once their account lets them. */
  #waitingFor(accountId: AccountId): Entry[] {
    return this.#entries
      .of(accountId)
      .filter(({ submission, running }) => running === null && isWaiting(submission));
  }

  /** Those that have somebody to go to yet, through this account. */
  waitingOf(accountId: AccountId): SubmissionId[] {
    return this.#entries
      .of(accountId)
      .filter(({ submission }) => !isOver(submission) && someoneWaits(submission))
      .map(({ submission }) => submission.id);
  }

  heldFor(accountId: AccountId): HeldAccount['diagnosis'] | undefined {
    return this.#holds.get(accountId)?.diagnosis;
  }

  heldAccounts(): AccountId[] {
    return this.#holds.all().map(({ accountId }) => accountId);
  }

  /** The machine woke up. */
  resume(): void {
    this.#dispatcher.resume();
    this.#summaries.soon();
  }

  /** Submissions on their way to their server now. */
  running(): number {
    return this.#entries.all().filter((entry) => entry.running !== null).length;
  }

  /** What is being sent or would be within so many ms: worth waiting for before the program quits. */
  pending(within: number): number {
    return this.#dispatcher.pending(within) + this.#handingOver.count;
  }

  /** Resolves when `isAtRest` says so; asked again whenever something has changed. */
  async atRest(isAtRest: () => boolean): Promise<void> {
    while (!isAtRest()) await this.#summaries.next();
  }

  /** Stops what can be stopped and waits until every attempt is journalled. What is being built stays for the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    this.decisions.close();
    await this.#handingOver.close();
    for (const entry of this.#entries.all()) this.#stop(entry, 'quit');
    this.#aftermath.close();
    await this.#dispatcher.close();
    await this.#comparing;
    this.#summaries.close();
    // What a full disk refused may be written by now: told tomorrow, an answer that came today would be unknown.
    for (const entry of this.#entries.all()) {
      await entry.recording;
      const { unjournalled, unrecorded, submission } = entry;
      const isWritten = unjournalled.length + unrecorded.length === 0;
      if (isWritten && !isOver(submission)) continue;
      await this.#ledger.writeFact(entry, []);
      await this.#leaving.recordThenLeave(entry);
    }
    this.#changes.flush();
  }

  /** They are held before this gives back control: what the disk refuses now, the next start finds missed again. Never rejects. */
  async #holdMissed(entries: readonly Entry[]): Promise<void> {
    const at = this.#tools.clock.now();
    const written = entries.map((entry) =>
      this.#ledger.writeFact(entry, [
        { kind: 'held', submissionId: entry.submission.id, at, cause: 'missed-schedule' },
      ]),
    );
    for (const entry of entries) this.#tell(entry);
    await Promise.all(written);
    await this.#leaving.allInTurn(entries);
  }

  #accountHeld(accountId: AccountId): void {
    const count = this.#entries.of(accountId).filter(({ submission }) => isWaiting(submission)).length;
    // The message that found it out is still under way.
    const held = this.#overview.heldAccount(accountId, Math.max(1, count));
    if (held !== undefined) this.#tools.listener.accountHeld(held);
    this.#summaries.soon();
  }

  #tell(entry: Entry): void {
    // Also of one that is over: whoever follows it learns how it ended before it is gone.
    this.#changes.changed(entry.submission.id, () => this.#overview.item(entry));
    this.#summaries.soon();
  }
}

/** Somebody has it or nobody will: its draft and its line in Sent must be right before anybody looks. */
const isDecided = ({ recipients, dismissed }: Entry['submission']): boolean =>
  dismissed || recipients.some(({ fate }) => fate === 'accepted');
