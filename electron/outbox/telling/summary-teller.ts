/** That something in the outbox has changed, told a little later, once for all that changed meanwhile. */
import type { Timers } from '../ports.ts';

/** ms between two summaries */
const EVERY = 200;

export class SummaryTeller {
  readonly #timers: Timers;
  readonly #tell: () => void;
  readonly #waiting: (() => void)[] = [];
  #cancel: (() => void) | null = null;
  #isClosed = false;

  constructor(timers: Timers, tell: () => void) {
    this.#timers = timers;
    this.#tell = tell;
  }

  soon(): void {
    if (this.#isClosed) return;
    this.#cancel ??= this.#timers.after(EVERY, () => {
      this.#cancel = null;
      this.#tell();
      for (const next of this.#waiting.splice(0)) next();
    });
  }

  /** Resolves when it is told next. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.();
  }
}
