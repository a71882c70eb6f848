/**
 * What was written last, before it is in journal.db: entries in a file of one size, each in sectors of its own and synced before it is
 * answered. One such sync is all that a marker waits for; SQLite's own commits carry many of them later. The journal's thread reads it at a
 * start, main writes it from then on. Which entries still count is the owner's: entries of earlier rounds stay where they are until new ones are
 * written over them.
 *
 * An entry: magic, length of its rows, number of its first row (8), sum (16), then the rows as JSON; little endian, filled up with zeros.
 */
import { hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppFailure } from '#core/contract/errors.ts';
import { isMissing } from '../../database/failure.ts';

const MAGIC = 0x314c4a46;
const HEADER = 32;
/** bytes that a disk writes whole or not at all */
const SECTOR = 512;
/** bytes: markers of about a thousand messages */
const SIZE = 1 << 20;

export interface LogEntry {
  /** the number of its first row; the others follow */
  readonly first: number;
  /** `[[submission, body, sum], …]` */
  readonly rows: string;
}

export class JournalLog {
  readonly #file: string;
  #handle: number | undefined;
  /** where the next entry goes */
  #at: number;
  #isBroken = false;

  /** `journal`: absolute path of journal.db; `end`: as `end` said when it was read */
  constructor(journal: string, end = 0) {
    this.#file = `${journal}-log`;
    this.#at = end;
  }

  /** bytes from the start of the file to where the next entry goes */
  get end(): number {
    return this.#at;
  }

  /** Every whole entry whose first row has a number above this one, in order. The next one goes behind the last of them. */
  read(above: number): LogEntry[] {
    const bytes = contents(this.#file);
    const found: { readonly entry: LogEntry; readonly end: number }[] = [];
    for (let at = 0; at + SECTOR <= bytes.length; at += SECTOR) {
      const entry = entryAt(bytes, at);
      if (entry !== undefined && entry.first > above)
        found.push({ entry, end: at + sectors(HEADER + Buffer.byteLength(entry.rows)) });
    }
    found.sort((a, b) => a.entry.first - b.entry.first);
    this.#at = found.at(-1)?.end ?? 0;
    return found.map(({ entry }) => entry);
  }

  /** On disk when it returns. False: it has no place here. */
  append(entry: LogEntry): boolean {
    const bytes = this.#encoded(entry);
    if (bytes === null) return false;
    try {
      const handle = (this.#handle ??= openWhole(this.#file));
      writeSync(handle, bytes, 0, bytes.length, this.#at);
      fdatasyncSync(handle);
    } catch {
      this.#giveUp(this.#at);
      return false;
    }
    this.#at += bytes.length;
    return true;
  }

  /** On disk when it resolves; the same by way of the thread pool. No other may be appended meanwhile. Never rejects. */
  async appendLater(entry: LogEntry): Promise<boolean> {
    const bytes = this.#encoded(entry);
    if (bytes === null) return false;
    const at = this.#at;
    try {
      const handle = (this.#handle ??= openWhole(this.#file));
      // Into the system's memory; what takes its time is the sync.
      writeSync(handle, bytes, 0, bytes.length, at);
      // Asked for by its name each time: the fault campaign listens there for what is synced.
      await promisify(fdatasync)(handle);
    } catch {
      this.#giveUp(at);
      return false;
    }
    // Whoever restarted meanwhile did not know of this one.
    this.#at = at + bytes.length;
    return true;
  }

  /** Null: there is no room for it. */
  #encoded({ first, rows }: LogEntry): Buffer | null {
    const length = sectors(HEADER + Buffer.byteLength(rows));
    return this.#isBroken || this.#at + length > SIZE ? null : encode(first, rows, length);
  }

  /** All of it is in journal.db. */
  restart(): void {
    this.#at = 0;
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }

  /** What could not be synced must not be found by the next start: its numbers are given again, in journal.db. */
  #giveUp(at: number): void {
    this.#isBroken = true;
    try {
      if (this.#handle !== undefined) writeSync(this.#handle, Buffer.alloc(SECTOR), 0, SECTOR, at);
    } catch {
      // Then the number in journal.db is what tells.
    }
  }
}

/** As long as it will ever be, and in its folder: what is written into it later moves nothing but its own bytes. */
function openWhole(file: string): number {
  const handle = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = fstatSync(handle);
    if (size < SIZE) {
      writeZeros(handle, size);
      fsyncSync(handle);
      syncFolder(path.dirname(file));
    }
    return handle;
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/** All or nothing: on a full disk others need the room. */
function writeZeros(handle: number, from: number): void {
  const zeros = Buffer.alloc(SIZE - from);
  try {
    if (writeSync(handle, zeros, 0, zeros.length, from) < zeros.length)
      throw new AppFailure({ code: 'disk', reason: 'full' });
  } catch (error) {
    ftruncateSync(handle, from);
    throw error;
  }
}

/** Windows cannot: NTFS keeps names in its own log. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function contents(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw error;
  }
}

const sectors = (bytes: number): number => Math.ceil(bytes / SECTOR) * SECTOR;

function encode(first: number, rows: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const size = bytes.write(rows, HEADER, 'utf8');
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(size, 4);
  bytes.writeBigUInt64LE(BigInt(first), 8);
  bytes.set(sumOf(bytes, 0, size), 16);
  return bytes;
}

/** Undefined: none begins here, or it is not what was written. */
function entryAt(bytes: Buffer, at: number): LogEntry | undefined {
  if (bytes.readUInt32LE(at) !== MAGIC) return undefined;
  const size = bytes.readUInt32LE(at + 4);
  if (size > bytes.length - at - HEADER) return undefined;
  if (!sumOf(bytes, at, size).equals(bytes.subarray(at + 16, at + HEADER))) return undefined;
  const first = Number(bytes.readBigUInt64LE(at + 8));
  return { first, rows: bytes.toString('utf8', at + HEADER, at + HEADER + size) };
}

/** Of length, number and rows: against what disk and memory do, not against people. */
function sumOf(bytes: Buffer, at: number, size: number): Buffer {
  const told = Buffer.concat([
    bytes.subarray(at + 4, at + 16),
    bytes.subarray(at + HEADER, at + HEADER + size),
  ]);
  return hash('sha256', told, 'buffer').subarray(0, 16);
}
