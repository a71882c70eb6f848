/**
 * How what happens to a submission is written down: journal first, then memory, then the record beside its message. What cannot be
 * written yet is kept and written with the next event.
 */
import { AppFailure } from '#core/contract/errors.ts';
import type { MessageRecord } from '#core/message/record.ts';
import { OutboxEvent } from '#core/outbox/events.ts';
import { applyEvent } from '#core/outbox/state.ts';
import type { Entry } from './entry.ts';
import type { ArchiveIndex, Journal, MessageFiles, Urgency } from './ports.ts';

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
  async write(entry: Entry, events: readonly OutboxEvent[], when: Urgency = 'now'): Promise<void> {
    if (entry.unjournalled.length > 0) await this.#catchUp(entry, when);
    await this.#journal.append(events, when);
    apply(entry, events);
    entry.unrecorded.push(...events.map(asRecord));
  }

  /** As `write`, for several at once: all of it is recorded, or nothing is. */
  async writeTogether(
    entries: readonly Entry[],
    eventsOf: (entry: Entry) => readonly OutboxEvent[],
  ): Promise<void> {
    for (const entry of entries) if (entry.unjournalled.length > 0) await this.#catchUp(entry, 'now');
    const written = entries.map((entry) => ({ entry, events: eventsOf(entry) }));
    await this.#journal.append(written.flatMap(({ events }) => events));
    for (const { entry, events } of written) {
      apply(entry, events);
      entry.unrecorded.push(...events.map(asRecord));
    }
  }

  /** After the effect: it is true whether or not it can be written now. Never rejects. */
  async writeFact(
    entry: Entry,
    events: readonly OutboxEvent[],
    first: readonly MessageRecord[] = [],
    when: Urgency = 'now',
  ): Promise<void> {
    apply(entry, events);
    entry.unjournalled.push(...events);
    entry.unrecorded.push(...first);
    await this.#catchUp(entry, when).catch(() => undefined);
  }

  async #catchUp(entry: Entry, when: Urgency): Promise<void> {
    const late = [...entry.unjournalled];
    if (late.length === 0) return;
    await this.#journal.append(late, when);
    entry.unjournalled = entry.unjournalled.slice(late.length);
    entry.unrecorded.push(...late.map(asRecord));
  }

  /** Keeps the conversations that are not in `<id>.jsonl` yet, so that they survive the program; `repeatInRecord` sees to the rest. Never rejects. */
  async keepForRecord(entry: Entry): Promise<void> {
    const { messageId } = entry.submission;
    for (const record of entry.unrecorded)
      if (record.record === 'attempt') await this.#files.keep(messageId, record).catch(() => undefined);
  }

  /**
   * Writes to `<id>.jsonl` what is not there yet, and syncs it. A full disk here loses no event: the journal has them, and the next start repeats them.
   * Never rejects.
   */
  async repeatInRecord(entry: Entry): Promise<void> {
    entry.recording = entry.recording.then(() => this.#repeat(entry)).catch(() => undefined);
    await entry.recording;
  }

  async #repeat(entry: Entry): Promise<void> {
    const { messageId } = entry.submission;
    if (!entry.isCompared) await this.#compare(entry);
    // As they are now: what comes while they are written is not among them.
    const records = [...entry.unrecorded];
    if (records.length > 0) {
      if (somebodyHas(entry)) entry.isUnindexed = true;
      await this.#files.record(messageId, records);
      entry.unrecorded = entry.unrecorded.slice(records.length);
    }
    if (!entry.isUnindexed) return;
    await this.#index.update(messageId);
    entry.isUnindexed = false;
  }

  /** By what they say, not by how many: a journal that was damaged may lack some that the record has. */
  async #compare(entry: Entry): Promise<void> {
    const { id, messageId } = entry.submission;
    const [records, events] = await Promise.all([
      this.#files.readRecords(messageId).catch(noneIfMissing),
      this.#journal.eventsOf(id),
    ]);
    const repeated = new Set(
      records.flatMap((record) => (record.record === 'event' ? [keyOf(record.event)] : [])),
    );
    const missing = events.filter((event) => !repeated.has(keyOf(event)));
    for (const event of events) repeated.add(keyOf(event));
    // What came meanwhile is in the journal's answer or still to be written.
    const others = entry.unrecorded.filter(
      (record) => record.record !== 'event' || !repeated.has(keyOf(record.event)),
    );
    entry.unrecorded = [...missing.map(asRecord), ...others];
    entry.isCompared = true;
    // A crash may have come between the record and the list.
    if (somebodyHas(entry)) entry.isUnindexed = true;
  }

  /** Everything is in the messages' records, and listed: the journal need not know of them any more, and forgets them in one commit. False while something is not. */
  async forget(entries: readonly Entry[]): Promise<boolean> {
    const isBehind = ({ unrecorded, unjournalled, isUnindexed, isCompared }: Entry): boolean =>
      unrecorded.length > 0 || unjournalled.length > 0 || isUnindexed || !isCompared;
    if (entries.some(isBehind)) return false;
    await this.#journal.forget(entries.map(({ submission }) => submission.id));
    return true;
  }
}

function apply(entry: Entry, events: readonly OutboxEvent[]): void {
  for (const event of events) entry.submission = applyEvent(entry.submission, event) ?? entry.submission;
}

/** The list of Sent shows only what somebody accepted. */
const somebodyHas = ({ submission }: Entry): boolean =>
  submission.recipients.some(({ fate }) => fate === 'accepted');

/** The same words for the same event, in whatever order its parts were put together. */
const keyOf = (event: OutboxEvent): string => JSON.stringify(OutboxEvent.parse(event));

export const asRecord = (event: OutboxEvent): MessageRecord => ({ record: 'event', event });

/** A record that is gone must not keep the rest of the outbox from starting. */
export function noneIfMissing(error: unknown): MessageRecord[] {
  if (error instanceof AppFailure && error.error.code === 'not-found') return [];
  throw error;
}
