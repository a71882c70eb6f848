/**
 * The archive's truth: two files for each message, its bytes and its record. A message is there, whole and synced,
 * or not at all. What is listed from it is index.ts's.
 */
import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeTime } from 'ulid';
import { StoredMessageId, type SubmissionId } from '#core/message/ids.ts';
import type { MessageRecord } from '#core/message/record.ts';
import { atOnce, isDiskSlow } from '../database/at-once.ts';
import { exists, makeFolder, syncFolder } from '../database/durable.ts';
import type { Clock, MessageFiles, StoredBytes } from '../outbox/ports.ts';
import { layoutOf, orphanFolderOf, spoolOf, temporaryFolderOf, walkMessages } from './layout.ts';
import { onDisk, readRange } from './on-disk.ts';
import { missingFrom, Spool, type Said } from './spool.ts';
import { Staging } from './staging.ts';
import {
  appendRecords,
  appendRecordsNow,
  appendRecordsSynced,
  parseRecords,
  type RecordsRead,
} from './record-file.ts';

/** A crash and the clock may disagree by this much about when a message was made, in ms. */
const MARGIN = 2 * 24 * 60 * 60 * 1000;
/** How long what nobody claims is kept aside, in ms. */
const KEEP_ORPHANS = 30 * 24 * 60 * 60 * 1000;

export class MessageFolder implements MessageFiles {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #spool: Spool;
  readonly staged: Staging;
  /** the last append of each record file: lines of two calls never mix */
  readonly #appending = new Map<StoredMessageId, Promise<void>>();

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
    this.#spool = new Spool(spoolOf(folder));
    this.staged = new Staging(folder);
  }

  pathOf(id: StoredMessageId): string {
    return layoutOf(this.#folder, id).eml;
  }

  /** Ends with MessageFailure when the bytes could not be sent as they are, AppFailure `disk`, or what `bytes` ends with. */
  async write(
    id: StoredMessageId,
    _at: number,
    bytes: AsyncIterable<Uint8Array>,
    eightBit = false,
  ): Promise<StoredBytes> {
    const stored = await this.staged.write(id, bytes, eightBit);
    try {
      await this.staged.keep(id);
      return stored;
    } catch (error) {
      await this.staged.remove(id);
      throw error;
    }
  }

  record(id: StoredMessageId, records: readonly MessageRecord[]): Promise<void> {
    return this.#inOrder(id, async () => {
      const { record } = layoutOf(this.#folder, id);
      const isDone = !isDiskSlow() && (await onDisk(() => appendRecordsSynced(record, records)));
      if (!isDone) await this.#append(id, records, true);
      this.#spool.settled(records);
    });
  }

  async keep(id: StoredMessageId, said: Said): Promise<void> {
    const isKept = !isDiskSlow() && (await onDisk(() => this.#spool.add(id, said)));
    if (!isKept) await this.stream(id, [said]);
  }

  async takeUp(): Promise<void> {
    for (const [id, said] of await onDisk(() => this.#spool.read())) {
      const record = await this.readRecords(id).catch(() => null);
      const missing = record === null ? [] : missingFrom(record, said);
      if (missing.length > 0) await this.record(id, missing);
    }
    await onDisk(() => this.#spool.clear());
  }

  async stream(id: StoredMessageId, records: readonly MessageRecord[]): Promise<void> {
    const { record } = layoutOf(this.#folder, id);
    const mayBeNow = !isDiskSlow() && !this.#appending.has(id);
    if (mayBeNow && (await onDisk(() => atOnce(() => appendRecordsNow(record, records)))) !== null) return;
    await this.#inOrder(id, () => this.#append(id, records, false));
  }

  async #inOrder(id: StoredMessageId, append: () => Promise<void>): Promise<void> {
    const before = this.#appending.get(id);
    const mine = before === undefined ? append() : before.catch(() => undefined).then(append);
    this.#appending.set(id, mine);
    try {
      await mine;
    } finally {
      if (this.#appending.get(id) === mine) this.#appending.delete(id);
    }
  }

  async #append(id: StoredMessageId, records: readonly MessageRecord[], synced: boolean): Promise<void> {
    const { folder, record } = layoutOf(this.#folder, id);
    await onDisk(async () => {
      await makeFolder(folder);
      const isNew = !(await exists(record));
      try {
        await appendRecords(record, records, synced);
      } catch (error) {
        if (isNew) await rm(record, { force: true });
        throw error;
      }
      if (isNew) await syncFolder(folder);
    });
  }

  async readRecords(id: StoredMessageId): Promise<MessageRecord[]> {
    const { records } = await this.readRecordFile(id);
    if (!this.#spool.has(id)) return records;
    const spooled = (await onDisk(() => this.#spool.read())).get(id) ?? [];
    return [...records, ...missingFrom(records, spooled)];
  }

  async recordsOfSubmission(id: SubmissionId): Promise<MessageRecord[]> {
    return onDisk(async () => {
      for await (const message of walkMessages(this.#folder, Math.max(0, decodeTime(id) - MARGIN))) {
        if (!(await exists(layoutOf(this.#folder, message).record))) continue;
        const { records } = await this.readRecordFile(message);
        if (records.some((line) => line.record === 'submission' && line.submissionId === id)) return records;
      }
      return [];
    });
  }

  async withoutRecord(ids: readonly StoredMessageId[]): Promise<Set<StoredMessageId>> {
    const byFolder = new Map<string, StoredMessageId[]>();
    for (const id of ids) {
      const { folder } = layoutOf(this.#folder, id);
      const members = byFolder.get(folder);
      if (members === undefined) byFolder.set(folder, [id]);
      else members.push(id);
    }
    const missing = new Set<StoredMessageId>();
    for (const [folder, members] of byFolder) {
      const names = new Set(await onDisk(async () => ((await exists(folder)) ? readdir(folder) : [])));
      for (const id of members) if (!names.has(`${id}.jsonl`)) missing.add(id);
    }
    return missing;
  }

  /** Ends with AppFailure `not-found` when there is no record. */
  async readRecordFile(id: StoredMessageId): Promise<RecordsRead> {
    return parseRecords(await onDisk(() => readFile(layoutOf(this.#folder, id).record, 'utf8'), id));
  }

  async readBytes(
    id: StoredMessageId,
    offset: number,
    length: number,
  ): Promise<{ bytes: Uint8Array; total: number }> {
    return readRange(this.pathOf(id), { offset, length }, id);
  }

  /** Reads the bytes again: true when size and digest are those recorded. */
  async verify(id: StoredMessageId): Promise<boolean> {
    const recorded = (await this.readRecords(id)).find((line) => line.record === 'message');
    return onDisk(async () => {
      const handle = await open(this.pathOf(id), 'r');
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 18 })) {
        const bytes = Buffer.from(chunk);
        hash.update(bytes);
        size += bytes.length;
      }
      return size === recorded?.size && hash.digest('hex') === recorded.sha256;
    }, id);
  }

  async discard(id: StoredMessageId): Promise<void> {
    const { folder, eml, record } = layoutOf(this.#folder, id);
    await onDisk(async () => {
      // The record first: bytes without a record are an orphan, and are swept should this be cut short.
      await rm(record, { force: true });
      await rm(eml, { force: true });
      if (await exists(folder)) await syncFolder(folder);
    });
  }

  /**
   * Clears away what a crash left before its submission was journalled: files half written, and messages that nothing was ever done with.
   * `known`: every message that the journal names. Not to be called when the journal lost something. Answers what was cleared away. A
   * message that was sent and whose record lost its end looks the same: so it is put aside, and removed a month later.
   */
  async sweepOrphans(known: ReadonlySet<string>): Promise<StoredMessageId[]> {
    const stampFile = path.join(this.#folder, 'swept');
    const began = this.#clock.now();
    return onDisk(async () => {
      await makeFolder(temporaryFolderOf(this.#folder));
      for (const name of await readdir(temporaryFolderOf(this.#folder)))
        await rm(path.join(temporaryFolderOf(this.#folder), name), { force: true });
      const since = (await lastSweep(stampFile)) - MARGIN;
      const swept: StoredMessageId[] = [];
      for await (const id of walkMessages(this.#folder, Math.max(0, since))) {
        if (decodeTime(id) < since || known.has(id) || (await this.#wasSubmitted(id))) continue;
        await this.#putAside(id);
        swept.push(id);
      }
      await this.#removeOldOrphans(began);
      await writeFile(stampFile, String(began));
      return swept;
    });
  }

  async #putAside(id: StoredMessageId): Promise<void> {
    const { folder, eml, record } = layoutOf(this.#folder, id);
    const orphans = orphanFolderOf(this.#folder);
    await makeFolder(orphans);
    for (const file of [eml, record])
      if (await exists(file)) await rename(file, path.join(orphans, path.basename(file)));
    await syncFolder(orphans);
    await syncFolder(folder);
  }

  async #removeOldOrphans(now: number): Promise<void> {
    const orphans = orphanFolderOf(this.#folder);
    if (!(await exists(orphans))) return;
    for (const name of await readdir(orphans)) {
      const id = StoredMessageId.safeParse(path.parse(name).name);
      if (id.success && decodeTime(id.data) < now - KEEP_ORPHANS)
        await rm(path.join(orphans, name), { force: true });
    }
  }

  /** A line that is damaged may have said so: then it is kept. */
  async #wasSubmitted(id: StoredMessageId): Promise<boolean> {
    if (!(await exists(layoutOf(this.#folder, id).record))) return false;
    const { records, damagedLines } = await this.readRecordFile(id);
    return damagedLines > 0 || records.some(({ record }) => record === 'event' || record === 'attempt');
  }
}

async function lastSweep(stampFile: string): Promise<number> {
  if (!(await exists(stampFile))) return 0;
  const stamp = Number(await readFile(stampFile, 'utf8'));
  return Number.isFinite(stamp) ? stamp : 0;
}
