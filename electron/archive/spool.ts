/**
 * What was said in attempts whose messages' records are not written yet, one after the other in one open file: while many messages go out,
 * opening and syncing a record for each costs more than handing it over. It survives the program; the next start puts what it finds where
 * it belongs. Not synced: of what is not in its record after a power cut, the journal knows the fate.
 */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { type AttemptId, StoredMessageId } from '#core/message/ids.ts';
import { lineKey } from '#core/message/attempts.ts';
import { AttemptLines, AttemptRecorded, type MessageRecord } from '#core/message/record.ts';
import { atOnce } from '../database/at-once.ts';
import { isMissing } from '../database/failure.ts';

/** bytes; what does not fit goes to its record at once */
const MOST = 32 << 20;
/** ms */
const PATIENCE = 2;

/** What was said so far, or all of it. */
export type Said = AttemptLines | AttemptRecorded;

const Line = z.strictObject({
  id: StoredMessageId,
  said: z.discriminatedUnion('record', [AttemptLines, AttemptRecorded]),
});

export class Spool {
  readonly #file: string;
  /** whose own record lacks them */
  readonly #open = new Map<AttemptId, StoredMessageId>();
  #descriptor: number | null = null;
  #size = 0;
  /** what waits for company: a write costs more than its bytes */
  #waiting = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** What was said so far is written now, with what waits; how it ended the journal knows, and it waits a moment. Throws the system's error. False: it is full. */
  add(id: StoredMessageId, said: Said): boolean {
    if (this.#size > MOST) return false;
    this.#waiting += `${JSON.stringify({ id, said })}\n`;
    this.#open.set(said.attemptId, id);
    if (said.record === 'attempt-lines') this.#write();
    else this.#timer ??= setTimeout(() => this.#writeLate(), PATIENCE);
    return true;
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#waiting;
    this.#waiting = '';
    if (lines === '') return;
    this.#size += atOnce(() => {
      this.#descriptor ??= openSync(this.#file, 'a');
      return writeSync(this.#descriptor, lines);
    });
  }

  #writeLate(): void {
    try {
      this.#write();
    } catch {
      // A full disk: it goes to its record when there is room.
    }
  }

  has(id: StoredMessageId): boolean {
    return [...this.#open.values()].includes(id);
  }

  /** These are synced in the message's own record. */
  settled(records: readonly MessageRecord[]): void {
    for (const one of records) if (one.record === 'attempt') this.#open.delete(one.attemptId);
    if (this.#open.size === 0) this.#waiting = '';
    if (this.#size === 0 || this.#open.size > 0 || this.#descriptor === null) return;
    try {
      ftruncateSync(this.#descriptor, 0);
      this.#size = 0;
    } catch {
      // What stays is passed over by the next start.
    }
  }

  /** By message, what is in it, or an earlier program left. What was cut short, or is damaged, is passed over. */
  async read(): Promise<Map<StoredMessageId, Said[]>> {
    const found = new Map<StoredMessageId, Said[]>();
    for (const text of (await this.#text()).split('\n')) {
      const line = parsed(text);
      if (line !== null) found.set(line.id, [...(found.get(line.id) ?? []), line.said]);
    }
    return found;
  }

  async #text(): Promise<string> {
    this.#write();
    try {
      return await readFile(this.#file, 'utf8');
    } catch (error) {
      if (isMissing(error)) return '';
      throw error;
    }
  }

  /** All of it is in its records. */
  async clear(): Promise<void> {
    this.close();
    await rm(this.#file, { force: true });
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function parsed(text: string): z.infer<typeof Line> | null {
  try {
    return Line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What a record does not have yet: of an attempt that was cut short the lines that are not there, of one that came to its end that alone. */
export function missingFrom(record: readonly MessageRecord[], spooled: readonly Said[]): Said[] {
  const whole = new Set(record.flatMap((one) => (one.record === 'attempt' ? [one.attemptId] : [])));
  const ended = spooled.filter(({ record: kind }) => kind === 'attempt').map(({ attemptId }) => attemptId);
  const known = new Set(record.flatMap((one) => (one.record === 'attempt-lines' ? keysOf(one) : [])));
  return spooled.flatMap((one): Said[] => {
    if (whole.has(one.attemptId)) return [];
    if (one.record === 'attempt') {
      whole.add(one.attemptId);
      return [one];
    }
    if (ended.includes(one.attemptId)) return [];
    const keys = keysOf(one);
    const lines = one.lines.filter((_, index) => !known.has(keys[index] ?? ''));
    for (const key of keys) known.add(key);
    return lines.length === 0 ? [] : [{ ...one, lines }];
  });
}

const keysOf = ({ attemptId, lines }: AttemptLines): string[] =>
  lines.map((line) => `${attemptId} ${lineKey(line)}`);
