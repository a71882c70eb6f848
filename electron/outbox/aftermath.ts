/**
 * What is still to be written once an attempt is over and its end is journalled: the record is to be synced, the list of Sent and the
 * draft follow. While many others wait for their turn it waits a moment, and is written for many at once. What is written, and in which order, is the outbox's.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Entry } from './entry.ts';
import type { Timers } from './ports.ts';

/** ms that it waits at most, and how many may wait */
const PATIENCE = 500;
const MOST = 2_000;
/** so many at once, then others get a turn */
const SLICE = 50;

interface Waiting {
  readonly entry: Entry;
  readonly done: () => void;
}

export class Aftermath {
  readonly #timers: Timers;
  readonly #write: (entry: Entry) => Promise<void>;
  #waiting: Waiting[] = [];
  #cancel: (() => void) | null = null;
  #isClosing = false;

  /** `write` never rejects. */
  constructor(timers: Timers, write: (entry: Entry) => Promise<void>) {
    this.#timers = timers;
    this.#write = write;
  }

  /** Resolves when it is written. `isBusy`: others follow. */
  add(entry: Entry, isBusy: boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ entry, done: resolve });
      if (!isBusy || this.#isClosing || this.#waiting.length >= MOST) void this.#run();
      else this.#cancel ??= this.#timers.after(PATIENCE, () => void this.#run());
    });
  }

  /** From here on nothing waits. */
  close(): void {
    this.#isClosing = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < waiting.length; from += SLICE) {
      if (from > 0) await turn();
      for (const { entry, done } of waiting.slice(from, from + SLICE)) void this.#write(entry).then(done);
    }
  }
}
