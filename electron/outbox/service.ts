/**
 * The outbox: every submission from the moment it is on disk until it is wholly accepted or put away. This is where its parts are put
 * together: core/outbox says what an event means, the dispatcher sends what is due, decisions.ts takes the user's word.
 */
import { AppFailure } from '#core/contract/errors.ts';
import type {
  HeldAccount,
  OutboxDetail,
  OutboxFilter,
  OutboxItem,
  OutboxPage,
  OutboxSummary,
  Progress,
} from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import type { AccountId, DraftId, SubmissionId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { applyEvent } from '#core/outbox/state.ts';
import { someoneWaits } from '#core/outbox/submission.ts';
import { AccountHolds } from './account-holds.ts';
import { Aftermath } from './aftermath.ts';
import { ChangeTeller } from './change-teller.ts';
import { Decisions } from './decisions.ts';
import { Dispatcher, type DispatcherTools } from './dispatcher.ts';
import { hideDraft, settleDraft } from './draft-of.ts';
import { Entries, isOver, newEntry, type Entry } from './entry.ts';
import { isWaiting } from './item.ts';
import { asRecord, Ledger } from './ledger.ts';
import { Overview } from './overview.ts';
import type { ArchiveIndex } from './ports.ts';
import { ProgressTeller } from './progress.ts';
import { takeUp, type JournalLoss } from './start.ts';
import { SummaryTeller } from './summary-teller.ts';
import { submitDraft, type SubmitTools } from './submit.ts';

interface OutboxListener {
  /** null: it left the outbox */
  changed(id: SubmissionId, item: OutboxItem | null): void;
  summaryChanged(summary: OutboxSummary): void;
  progress(progress: Progress): void;
  /** An attempt ended; `item` as it is now. */
  settled(item: OutboxItem): void;
  /** All mail of an account waits for its user from now on. */
  accountHeld(held: HeldAccount): void;
}

export type OutboxSettings = Pick<
  Settings,
  'undoSeconds' | 'missedSchedule' | 'giveUpAfterHours' | 'outboxPaused'
>;

export interface OutboxTools extends SubmitTools, Omit<DispatcherTools, 'giveUpAfterHours' | 'allPaused'> {
  readonly index: ArchiveIndex;
  readonly settings: () => OutboxSettings;
  readonly listener: OutboxListener;
}

const SECOND = 1_000;

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
  readonly #building = new Map<DraftId, Promise<{ submissionId: SubmissionId; undoUntil: number | null }>>();
  readonly decisions: Decisions;
  #comparing: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(tools: OutboxTools) {
    this.#tools = tools;
    const allPaused = () => tools.settings().outboxPaused;
    this.#ledger = new Ledger(tools);
    this.#holds = new AccountHolds(tools);
    this.#dispatcher = new Dispatcher(
      { ...tools, giveUpAfterHours: () => tools.settings().giveUpAfterHours, allPaused },
      {
        ledger: this.#ledger,
        holds: this.#holds,
        progress: new ProgressTeller(tools.timers, (progress) => tools.listener.progress(progress)),
        isFree: ({ submission }) => !this.decisions.isDeciding(submission.id),
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
      },
    );
    this.#aftermath = new Aftermath(tools.timers, async (entry) => {
      await this.#ledger.repeatInRecord(entry);
      this.#tools.listener.settled(this.#overview.item(entry));
      await this.#leaveIfOver(entry);
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
    this.decisions = new Decisions(tools, {
      entries: this.#entries,
      ledger: this.#ledger,
      changed: async (entry) => {
        // First of all: as long as it stands where it stood, it could be sent as it was before the word.
        this.#dispatcher.put(entry);
        await this.#ledger.repeatInRecord(entry);
        await this.#leaveIfOver(entry);
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
    for (const entry of all.filter(({ submission }) => isDecided(submission))) await this.#compare(entry);
    this.#dispatcher.putAll(all);
    // What was tried may have more in the journal than in its record; what only waits is compared when its turn comes.
    this.#comparing = this.#compareAll(all.filter(({ submission }) => submission.attempts > 0));
    this.#summaries.soon();
    return taken;
  }

  async #compareAll(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries)
      if (!this.#closing && !entry.isCompared && entry.running === null) await this.#compare(entry);
  }

  async #compare(entry: Entry): Promise<void> {
    await this.#ledger.repeatInRecord(entry);
    await this.#leaveIfOver(entry);
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

  /**
   * Makes the draft a submission that is synced and journalled; then answers. Throws what submitDraft throws, and not-now; from the
   * journal on it throws no more, or one would send it twice.
   */
  send(
    draftId: DraftId,
    revision: number,
    schedule: Schedule | null = null,
  ): Promise<{ submissionId: SubmissionId; undoUntil: number | null }> {
    const before = this.#entries.ofDraft(draftId);
    const isUnderWay = before !== undefined && !before.submission.dismissed;
    if (isUnderWay || this.#building.has(draftId) || this.#closing)
      return Promise.reject(new AppFailure({ code: 'not-now' }));
    const submitted = this.#submit(draftId, revision, schedule).finally(() => this.#building.delete(draftId));
    this.#building.set(draftId, submitted);
    return submitted;
  }

  async #submit(
    draftId: DraftId,
    revision: number,
    schedule: Schedule | null,
  ): Promise<{ submissionId: SubmissionId; undoUntil: number | null }> {
    const undo = this.#tools.settings().undoSeconds * SECOND;
    const event = await submitDraft(draftId, revision, { schedule, undo }, this.#tools);
    const submission = applyEvent(null, event);
    if (submission === null) throw new AppFailure({ code: 'unexpected' });
    const entry = newEntry(submission, true);
    entry.unrecorded.push(asRecord(event));
    this.#entries.add(entry);
    // Where Undo must find it at once it is hidden before the answer; the rest can go while its server is being asked.
    const hidden = hideDraft(this.#tools.drafts, submission);
    if (undo > 0 || schedule !== null) {
      await hidden;
      void this.#ledger.repeatInRecord(entry);
    }
    this.#dispatcher.put(entry);
    // A person pressed it: told at once, however many.
    this.#tools.listener.changed(submission.id, this.#overview.item(entry));
    this.#summaries.soon();
    await hidden;
    return { submissionId: submission.id, undoUntil: submission.notBefore };
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
    const wasHeld = await this.#holds.release(accountId);
    if (wasHeld) {
      const old = this.#entries.of(accountId).filter(({ submission }) => submission.hold === 'account');
      await this.decisions.releaseAll(old);
      this.#summaries.soon();
    }
    this.#dispatcher.freshen(accountId);
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
    return this.#dispatcher.pending(within) + this.#building.size;
  }

  /** Resolves when `isAtRest` says so; asked again whenever something has changed. */
  async atRest(isAtRest: () => boolean): Promise<void> {
    while (!isAtRest()) await this.#summaries.next();
  }

  /** Stops what can be stopped and waits until every attempt is journalled. What is being built stays for the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    this.decisions.close();
    await Promise.allSettled(this.#building.values());
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
      await this.#ledger.repeatInRecord(entry);
      await this.#leaveIfOver(entry);
    }
    this.#changes.flush();
  }

  /** Wholly sent, or put away: once its record has everything, the journal need not know of it any more. Never rejects. */
  async #leaveIfOver(entry: Entry): Promise<void> {
    const { submission } = entry;
    this.#tell(entry);
    if (!isOver(submission)) return;
    try {
      // Before the journal forgets: a crash in between does it again.
      await settleDraft(this.#tools.drafts, submission);
      if (await this.#ledger.forget(entry)) this.#entries.remove(entry);
    } catch {
      // The disk refuses: it is over all the same, and the next start puts it away.
    }
    this.#changes.left(submission.id);
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
    this.#changes.changed(this.#overview.item(entry));
    this.#summaries.soon();
  }
}

/** Somebody has it or nobody will: its draft and its line in Sent must be right before anybody looks. */
const isDecided = ({ recipients, dismissed }: Entry['submission']): boolean =>
  dismissed || recipients.some(({ fate }) => fate === 'accepted');
