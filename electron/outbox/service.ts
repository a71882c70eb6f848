/**
 * The outbox: every submission from the moment it is on disk until it is wholly accepted or put away. Here one attempt is made per
 * word of the user; what an event means for a fate is core/outbox's, how a draft becomes a submission is submit.ts's.
 */
import { AppFailure } from '#core/contract/errors.ts';
import type {
  AttemptSummary,
  OutboxDetail,
  OutboxFilter,
  OutboxItem,
  OutboxPage,
  OutboxSummary,
  Progress,
} from '#core/contract/outbox.ts';
import { AttemptId, type DraftId, type SubmissionId } from '#core/message/ids.ts';
import type { AttemptRecorded, MessageBuilt, MessageRecord, SubmissionMade } from '#core/message/record.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { recoveryEvents } from '#core/outbox/recovery.ts';
import { applyEvent, foldEvents } from '#core/outbox/state.ts';
import type { Submission } from '#core/outbox/submission.ts';
import type { Schedule } from '#core/message/sending.ts';
import { holdsMail } from '#core/smtp/diagnosis.ts';
import type { SmtpStep } from '#core/smtp/vocabulary.ts';
import type { SessionFactory } from '../submission/session.ts';
import { runAttempt, type AttemptOutcome } from './attempt.ts';
import { hideDraft, settleDraft, settleForgotten } from './draft-of.ts';
import { filterOf, isOver, itemOf, type Surroundings } from './item.ts';
import { someoneWaits } from '#core/outbox/submission.ts';
import { asRecord, Ledger, type Entry, type EntryFacts, type Running } from './ledger.ts';
import { brokenOff, transactionEnded, type Outcome } from './outcome.ts';
import type { ArchiveIndex, SecretSource } from './ports.ts';
import { submitDraft, type SubmitTools } from './submit.ts';

interface OutboxListener {
  /** null: it left the outbox */
  changed(id: SubmissionId, item: OutboxItem | null): void;
  progress(progress: Progress): void;
  /** An attempt ended; `item` as it is now. */
  settled(item: OutboxItem): void;
}

/** What is known of a damaged journal. */
export interface JournalLoss {
  readonly submissionIds: readonly string[];
  readonly lost: boolean;
}

export interface OutboxTools extends SubmitTools {
  readonly index: ArchiveIndex;
  readonly secrets: SecretSource;
  readonly openSession: SessionFactory;
  readonly listener: OutboxListener;
}

/** What the journal was told of an attempt under way. */
interface Told {
  /** whose fate hangs on the reply, once the dot is marked */
  marked: readonly string[];
  /** what became of each recipient */
  isDecided: boolean;
}

/** ms between two progress events of one submission */
const PROGRESS_EVERY = 100;

export class Outbox {
  readonly #tools: OutboxTools;
  readonly #ledger: Ledger;
  readonly #entries = new Map<SubmissionId, Entry>();
  readonly #building = new Map<DraftId, Promise<SubmissionId>>();
  /** whose next step the user has just decided: one word at a time */
  readonly #deciding = new Set<SubmissionId>();
  /** One attempt at a time per account; accounts do not wait for each other. */
  readonly #queues = new Map<string, Promise<void>>();
  #closing = false;

  constructor(tools: OutboxTools) {
    this.#tools = tools;
    this.#ledger = new Ledger(tools);
  }

  /**
   * Decides what a crash left: a transaction whose dot was marked and that has no reply is unknown, everyone else waits again
   * (RFC 1047). Nothing is sent by this. `damage`: what of the journal could not be read; `lost` touches whatever is not over.
   */
  async start(events: readonly OutboxEvent[], damage: JournalLoss | null): Promise<void> {
    const { journal, clock } = this.#tools;
    const touched = damage?.lost === true ? [...foldEvents(events).keys()] : (damage?.submissionIds ?? []);
    const recovery = recoveryEvents(events, touched, clock.now());
    if (recovery.length > 0) await journal.append(recovery);
    const all = [...events, ...recovery];
    for (const submission of foldEvents(all).values())
      await this.#takeUp(
        submission,
        all.filter((event) => event.submissionId === submission.id),
      );
    // What the disk refuses now is done at the next start.
    await settleForgotten(this.#tools, this.#entries).catch(() => undefined);
  }

  async #takeUp(submission: Submission, events: readonly OutboxEvent[]): Promise<void> {
    const { files, drafts, journal } = this.#tools;
    const records = await files.readRecords(submission.messageId).catch(noneIfMissing);
    const built = records.find((record) => record.record === 'message');
    const made = records.find(
      (record) => record.record === 'submission' && record.submissionId === submission.id,
    );
    if (built?.record !== 'message' || made?.record !== 'submission') {
      // Its files are gone, so it can never be sent: the draft is what is left of it.
      await settleDraft(drafts, submission);
      await journal.forget([submission.id]);
      return;
    }
    // By what they say, not by how many: a journal that was damaged may lack some that the record has.
    const repeated = new Set(records.map((record) => JSON.stringify(record)));
    const unrecorded = events.map(asRecord).filter((record) => !repeated.has(JSON.stringify(record)));
    const entry: Entry = {
      submission,
      built,
      made,
      facts: factsOf(built, made),
      unjournalled: [],
      unrecorded,
      // A crash may have come between the record and the list.
      unindexed: true,
      running: null,
    };
    this.#entries.set(submission.id, entry);
    if (!isOver(submission)) await hideDraft(drafts, submission);
    await this.#ledger.repeatInRecord(entry);
    await this.#leaveIfOver(entry).catch(() => undefined);
  }

  /** What waits for something, newest first. */
  list(): OutboxItem[] {
    return this.page('all', 0, 200).items;
  }

  page(filter: OutboxFilter, offset: number, limit: number): OutboxPage {
    const all = this.#shown()
      .filter(({ submission }) => filter === 'all' || filterOf(submission, false) === filter)
      .sort((a, b) => b.submission.submittedAt - a.submission.submittedAt);
    return {
      total: all.length,
      offset,
      items: all.slice(offset, offset + limit).map((entry) => this.#item(entry)),
    };
  }

  summary(): OutboxSummary {
    const summary = { waiting: 0, scheduled: 0, sending: 0, held: 0, paused: 0, unknown: 0, failed: 0 };
    const all = this.#shown();
    for (const { submission } of all) {
      const filter = filterOf(submission, false);
      if (submission.status === 'sending' || submission.status === 'paused') summary[submission.status] += 1;
      else if (filter !== null) summary[filter] += 1;
    }
    return { total: all.length, ...summary, heldAccounts: [], nextTryAt: null, offline: false };
  }

  async open(id: SubmissionId): Promise<OutboxDetail> {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new AppFailure({ code: 'not-found' });
    const records = await this.#tools.files.readRecords(entry.built.id).catch(noneIfMissing);
    return {
      item: this.#item(entry),
      recipients: entry.submission.recipients,
      attempts: records.flatMap((record) => (record.record === 'attempt' ? [attemptSummary(record)] : [])),
    };
  }

  #shown(): Entry[] {
    return [...this.#entries.values()].filter(({ submission }) => !isOver(submission));
  }

  #item(entry: Entry): OutboxItem {
    return itemOf(entry, this.#around());
  }

  #around(): Surroundings {
    return { now: this.#tools.clock.now(), accountHeld: false, offline: false, accountUntil: null };
  }

  /**
   * Makes the draft a submission that is synced and journalled; then answers, and connects. Throws what submitDraft throws, and not-now;
   * from the journal on it throws no more, or one would send it twice.
   */
  send(draftId: DraftId, revision: number, schedule: Schedule | null = null): Promise<SubmissionId> {
    const isUnderWay = [...this.#entries.values()].some(
      ({ submission }) => submission.draftId === draftId && !submission.dismissed,
    );
    if (isUnderWay || this.#building.has(draftId) || this.#closing)
      return Promise.reject(new AppFailure({ code: 'not-now' }));
    const submitted = this.#submit(draftId, revision, schedule).finally(() => this.#building.delete(draftId));
    this.#building.set(draftId, submitted);
    return submitted;
  }

  async #submit(draftId: DraftId, revision: number, schedule: Schedule | null): Promise<SubmissionId> {
    const { built, made, event } = await submitDraft(draftId, revision, { schedule, undo: 0 }, this.#tools);
    const submission = applyEvent(null, event);
    if (submission === null) throw new AppFailure({ code: 'unexpected' });
    const unrecorded = [asRecord(event)];
    const entry: Entry = {
      submission,
      built,
      made,
      facts: factsOf(built, made),
      unjournalled: [],
      unrecorded,
      unindexed: true,
      running: null,
    };
    this.#entries.set(submission.id, entry);
    await hideDraft(this.#tools.drafts, submission);
    this.#attemptSoon(entry);
    return submission.id;
  }

  /** Stops before the final dot. False when the dot has gone, or nothing was running. */
  stop(id: SubmissionId): boolean {
    const running = this.#entries.get(id)?.running;
    if (!running || running.progress?.stoppable === false) return false;
    running.abort.abort();
    return true;
  }

  /** Another attempt for those who wait or were deferred. Throws not-found, not-now. */
  sendNow(id: SubmissionId): Promise<void> {
    return this.#decide(id, async (entry) => {
      if (!someoneWaits(entry.submission)) throw new AppFailure({ code: 'not-now' });
      await this.#append(entry, [{ kind: 'released', submissionId: id, at: this.#tools.clock.now() }]);
      this.#attemptSoon(entry);
    });
  }

  /** The user's word about recipients whose fate nobody on this side can know. */
  word(id: SubmissionId, word: 'arrived' | 'send-again'): Promise<void> {
    return this.#decide(id, async (entry) => {
      const recipients = entry.submission.recipients
        .filter((r) => r.fate === 'unknown')
        .map((r) => r.address);
      if (recipients.length === 0) throw new AppFailure({ code: 'not-now' });
      await this.#append(entry, [
        { kind: 'user-word', submissionId: id, at: this.#tools.clock.now(), word, recipients },
      ]);
      if (word === 'send-again') this.#attemptSoon(entry);
      else await this.#leaveIfOver(entry);
    });
  }

  /** Gives up those who wait and puts it away. Where nobody is known to have it, the draft comes back as it was. */
  cancel(id: SubmissionId): Promise<void> {
    return this.#decide(id, async (entry) => {
      const at = this.#tools.clock.now();
      await this.#append(entry, [
        { kind: 'cancelled', submissionId: id, at },
        { kind: 'dismissed', submissionId: id, at },
      ]);
      await this.#leaveIfOver(entry);
    });
  }

  /** Puts a finished one away; its draft comes back where nobody is known to have it. Throws not-now while somebody still waits. */
  dismiss(id: SubmissionId): Promise<void> {
    return this.#decide(id, async (entry) => {
      if (someoneWaits(entry.submission)) throw new AppFailure({ code: 'not-now' });
      await this.#append(entry, [{ kind: 'dismissed', submissionId: id, at: this.#tools.clock.now() }]);
      await this.#leaveIfOver(entry);
    });
  }

  /** Submissions on their way to their server now. */
  running(): number {
    return [...this.#entries.values()].filter((entry) => entry.running !== null).length;
  }

  /** Stops what can be stopped and waits until every attempt is journalled. What is being built stays for the next start. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.allSettled(this.#building.values());
    for (const id of this.#entries.keys()) this.stop(id);
    await Promise.allSettled(this.#queues.values());
    // What a full disk refused may be written by now: told tomorrow, an answer that came today would be unknown.
    for (const entry of [...this.#entries.values()]) {
      await this.#ledger.writeFact(entry, []);
      await this.#leaveIfOver(entry).catch(() => undefined);
    }
  }

  /** For one that nobody is busy with: two windows must not both be taken at their word. */
  async #decide(id: SubmissionId, then: (entry: Entry) => Promise<void>): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry === undefined || isOver(entry.submission)) throw new AppFailure({ code: 'not-found' });
    if (entry.running !== null || this.#deciding.has(id) || this.#closing)
      throw new AppFailure({ code: 'not-now' });
    this.#deciding.add(id);
    try {
      await then(entry);
    } finally {
      this.#deciding.delete(id);
    }
  }

  #attemptSoon(entry: Entry): void {
    if (this.#closing) return;
    // Taken now, not when its turn comes: a second word while it queues must not start a second attempt.
    entry.running = { abort: new AbortController(), progress: null, toldAt: 0, later: undefined };
    const { accountId } = entry.submission;
    const before = this.#queues.get(accountId) ?? Promise.resolve();
    // Whatever became of the one before, it must not keep the account's mail waiting for ever.
    this.#queues.set(
      accountId,
      before.catch(() => undefined).then(() => this.#attempt(entry)),
    );
    this.#tell(entry);
  }

  /** Never rejects: what cannot be done ends as a diagnosis. */
  async #attempt(entry: Entry): Promise<void> {
    const attemptId = AttemptId.parse(this.#tools.newId(this.#tools.clock.now()));
    const told: Told = { marked: [], isDecided: false };
    try {
      await this.#append(entry, [
        { kind: 'attempt-began', submissionId: entry.submission.id, at: this.#tools.clock.now(), attemptId },
      ]);
      const outcome = await this.#runAttempt(entry, attemptId, told);
      await this.#ended(entry, attemptId, outcome, told.isDecided);
    } catch (error) {
      const marked = told.isDecided ? [] : told.marked;
      await this.#ended(entry, attemptId, brokenOff(entry.submission, marked, error), told.isDecided);
    }
    entry.running = null;
    this.#tools.listener.settled(this.#item(entry));
    await this.#leaveIfOver(entry).catch(() => {
      this.#tell(entry);
    });
  }

  #runAttempt(entry: Entry, attemptId: AttemptId, told: Told): Promise<AttemptOutcome> {
    const { files, accounts, clock } = this.#tools;
    const { submission, built, made } = entry;
    return runAttempt(
      {
        submissionId: submission.id,
        attemptId,
        envelope: made.envelope,
        recipients: submission.recipients
          .filter((r) => r.fate === 'waiting')
          .map(({ address, field }) => ({ address, field })),
        account: () => accounts.forAttempt(submission.accountId),
        pinned: () => accounts.pinned(submission.accountId),
        source: { path: files.pathOf(built.id), size: built.size, sha256: built.sha256 },
        signal: entry.running?.abort.signal ?? AbortSignal.abort(),
        beforeDot: async (accepted) => {
          await this.#ledger.write(entry, [
            {
              kind: 'dot-marked',
              submissionId: submission.id,
              at: clock.now(),
              attemptId,
              transaction: 0,
              recipients: [...accepted],
            },
          ]);
          told.marked = accepted;
          this.#progress(entry, 'reply', built.size, false);
        },
        decided: async (results) => {
          told.isDecided = true;
          await this.#ledger.writeFact(entry, [
            transactionEnded(submission.id, attemptId, clock.now(), results),
          ]);
        },
        progress: (step, sent) => {
          this.#progress(entry, step, sent, step !== 'reply');
        },
      },
      this.#tools,
    );
  }

  /** `isDecided`: what became of each recipient is written already. */
  async #ended(entry: Entry, attemptId: AttemptId, outcome: Outcome, isDecided: boolean): Promise<void> {
    const { diagnosis, record, results } = outcome;
    const { id } = entry.submission;
    const at = this.#tools.clock.now();
    const held = diagnosis !== null && holdsMail(diagnosis);
    await this.#ledger.writeFact(
      entry,
      [
        ...(isDecided ? [] : [transactionEnded(id, attemptId, at, results)]),
        { kind: 'attempt-ended', submissionId: id, at, attemptId, diagnosis, held, until: null },
      ],
      record === null ? [] : [record],
    );
  }

  async #append(entry: Entry, events: readonly OutboxEvent[]): Promise<void> {
    await this.#ledger.write(entry, events);
    await this.#ledger.repeatInRecord(entry);
    this.#tell(entry);
  }

  /** Wholly sent, or put away: once its record has everything, the journal need not know of it any more. */
  async #leaveIfOver(entry: Entry): Promise<void> {
    const { submission } = entry;
    if (!isOver(submission)) {
      this.#tell(entry);
      return;
    }
    // Before the journal forgets: a crash in between does it again.
    await settleDraft(this.#tools.drafts, submission);
    if (await this.#ledger.forget(entry)) this.#entries.delete(submission.id);
    this.#tools.listener.changed(submission.id, null);
  }

  #tell(entry: Entry): void {
    this.#tools.listener.changed(entry.submission.id, this.#item(entry));
  }

  #progress(entry: Entry, step: SmtpStep, sent: number, stoppable: boolean): void {
    const { running } = entry;
    if (running === null) return;
    const stepChanged = running.progress?.step !== step;
    running.progress = { submissionId: entry.submission.id, step, sent, total: entry.built.size, stoppable };
    const wait = running.toldAt + PROGRESS_EVERY - this.#tools.clock.now();
    if (stepChanged || wait <= 0) this.#tellProgress(entry, running);
    // A server that stalls now must not leave the window behind.
    else running.later ??= setTimeout(() => this.#tellProgress(entry, running), wait);
  }

  #tellProgress(entry: Entry, running: Running): void {
    clearTimeout(running.later);
    running.later = undefined;
    if (entry.running !== running || running.progress === null) return;
    running.toldAt = this.#tools.clock.now();
    this.#tools.listener.progress(running.progress);
  }
}

const factsOf = (built: MessageBuilt, made: SubmissionMade): EntryFacts => ({
  subject: built.composition.subject,
  messageIdField: built.messageIdField,
  size: built.size,
  accountName: made.account.name,
  hue: made.account.hue,
});

const attemptSummary = (record: AttemptRecorded): AttemptSummary => ({
  attemptId: record.attemptId,
  beganAt: record.beganAt,
  endedAt: record.endedAt,
  remoteAddress: record.remoteAddress,
  recipientReplies: record.recipientReplies,
  finalReply: record.finalReply,
  diagnosis: record.diagnosis,
});

/** A record that is gone must not keep the rest of the outbox from starting. */
function noneIfMissing(error: unknown): MessageRecord[] {
  if (error instanceof AppFailure && error.error.code === 'not-found') return [];
  throw error;
}
