/**
 * How what happens to a submission is written down: journal first, then memory, then the record beside its message. What cannot be
 * written yet is kept and written with the next event.
 */
import type { Progress } from '#core/contract/outbox.ts';
import type { MessageBuilt, MessageRecord, SubmissionMade } from '#core/message/record.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { applyEvent } from '#core/outbox/state.ts';
import type { Submission } from '#core/outbox/submission.ts';
import type { ArchiveIndex, Journal, MessageFiles } from './ports.ts';

/** A submission in memory. */
export interface Entry {
  submission: Submission;
  readonly built: MessageBuilt;
  readonly made: SubmissionMade;
  readonly facts: EntryFacts;
  /** happened, and the journal could not be told yet (its disk is full): until it can, a crash makes them unknown */
  unjournalled: OutboxEvent[];
  /** journalled, and not yet repeated in the message's record; and conversations that are not there yet */
  unrecorded: MessageRecord[];
  /** the index has not read the record since it grew */
  unindexed: boolean;
  running: Running | null;
}

/** What the window shows of it that no event says. */
export interface EntryFacts {
  readonly subject: string;
  readonly messageIdField: string;
  /** bytes */
  readonly size: number;
  readonly accountName: string;
  readonly hue: number;
}

export interface Running {
  readonly abort: AbortController;
  progress: Progress | null;
  toldAt: number;
  /** tells what came too soon after the last telling */
  later: NodeJS.Timeout | undefined;
}

export class Ledger {
  readonly #journal: Journal;
  readonly #files: MessageFiles;
  readonly #index: ArchiveIndex;

  constructor(tools: {
    readonly journal: Journal;
    readonly files: MessageFiles;
    readonly index: ArchiveIndex;
  }) {
    this.#journal = tools.journal;
    this.#files = tools.files;
    this.#index = tools.index;
  }

  /** Before the effect: rejects with AppFailure `disk` when it cannot be synced, and then nothing has changed. */
  async write(entry: Entry, events: readonly OutboxEvent[]): Promise<void> {
    await this.#catchUp(entry);
    await this.#journal.append(events);
    for (const event of events) entry.submission = applyEvent(entry.submission, event) ?? entry.submission;
    entry.unrecorded.push(...events.map(asRecord));
  }

  /** After the effect: it is true whether or not it can be written now. Never rejects. */
  async writeFact(
    entry: Entry,
    events: readonly OutboxEvent[],
    first: readonly MessageRecord[] = [],
  ): Promise<void> {
    for (const event of events) entry.submission = applyEvent(entry.submission, event) ?? entry.submission;
    entry.unjournalled.push(...events);
    entry.unrecorded.push(...first);
    await this.#catchUp(entry).catch(() => undefined);
    await this.repeatInRecord(entry);
  }

  async #catchUp(entry: Entry): Promise<void> {
    const late = entry.unjournalled;
    if (late.length === 0) return;
    await this.#journal.append(late);
    entry.unjournalled = [];
    entry.unrecorded.push(...late.map(asRecord));
  }

  /** Writes to `<id>.jsonl` what is not there yet. A full disk here loses no event: the journal has them, and the next start repeats them. */
  async repeatInRecord(entry: Entry): Promise<void> {
    const records = entry.unrecorded;
    try {
      if (records.length > 0) {
        entry.unindexed = true;
        await this.#files.record(entry.built.id, records);
        entry.unrecorded = entry.unrecorded.slice(records.length);
      }
      if (entry.unindexed) await this.#index.update(entry.built.id);
      entry.unindexed = false;
    } catch {
      // What is not written stays where it is until the next time.
    }
  }

  /** Everything is in the message's record, and listed: the journal need not know of it any more. False while something is not. */
  async forget(entry: Entry): Promise<boolean> {
    if (entry.unrecorded.length > 0 || entry.unjournalled.length > 0 || entry.unindexed) return false;
    await this.#journal.forget([entry.submission.id]);
    return true;
  }
}

export const asRecord = (event: OutboxEvent): MessageRecord => ({ record: 'event', event });
