/**
 * How far the journal was written, kept beside it. SQLite takes a log whose end is missing or spoilt for one that was never synced further,
 * and an outbox that forgets a marker sends again. This small file is written after each commit and not synced: what a killed process wrote
 * is there, and a power cut leaves it behind the journal at most, never ahead. So a journal that ends before it has lost something.
 */
import { hash } from 'node:crypto';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const DIGITS = 16;

export class Witness {
  readonly #file: string;
  #handle: number | undefined;

  /** `journal`: absolute path of journal.db */
  constructor(journal: string) {
    this.#file = `${journal}-seq`;
  }

  /** 0 when there is none, or it says nothing that can be trusted. */
  read(): number {
    try {
      const bytes = Buffer.alloc(2 * DIGITS);
      readSync(this.#open(), bytes, 0, bytes.length, 0);
      const text = bytes.toString('latin1');
      const seq = text.slice(0, DIGITS);
      return text === told(seq) ? Number(seq) : 0;
    } catch {
      return 0;
    }
  }

  /** Never throws: without a witness the journal is as good as SQLite makes it. */
  write(seq: number): void {
    try {
      writeSync(this.#open(), told(String(seq).padStart(DIGITS, '0')), 0, 'latin1');
    } catch {
      // A full disk, for one.
    }
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }

  #open(): number {
    this.#handle ??= openForBoth(this.#file);
    return this.#handle;
  }
}

/** The number and a sum of it. */
const told = (seq: string): string => seq + hash('sha256', seq).slice(0, DIGITS);

function openForBoth(file: string): number {
  try {
    return openSync(file, 'r+');
  } catch {
    return openSync(file, 'w+');
  }
}
