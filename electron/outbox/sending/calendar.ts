/**
 * What is not due yet, and the one timer that wakes the dispatcher. No long time-out is trusted: a machine that slept, or a clock that was
 * set, is noticed at the next look, half a minute later at most.
 */
import { dueOf } from '#core/outbox/due.ts';
import type { Entry } from '../entry.ts';
import type { Clock, Timers } from '../ports.ts';

interface Waiting {
  /** ms since the epoch */
  at: number;
  /** ms, monotonic: due by then whatever the clock says */
  by: number;
}

const LOOK_EVERY = 30_000;

export class Calendar {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #due: (entries: readonly Entry[]) => void;
  readonly #waiting = new Map<Entry, Waiting>();
  #cancel: (() => void) | null = null;
  /** ms, monotonic: when the timer goes */
  #wakesAt = Number.POSITIVE_INFINITY;
  #closed = false;

  constructor(
    tools: { readonly clock: Clock; readonly timers: Timers },
    due: (entries: readonly Entry[]) => void,
  ) {
    this.#clock = tools.clock;
    this.#timers = tools.timers;
    this.#due = due;
  }

  isDue({ submission }: Entry): boolean {
    const { at, within } = dueOf(submission, this.#clock.now());
    return at <= this.#clock.now() || within <= 0;
  }

  add(entry: Entry): void {
    const { at, within } = dueOf(entry.submission, this.#clock.now());
    this.#waiting.set(entry, { at, by: this.#timers.monotonic() + within });
    this.wakeWithin(Math.min(at - this.#clock.now(), within));
  }

  remove(entry: Entry): void {
    this.#waiting.delete(entry);
  }

  /** ms since the epoch; null: nothing waits */
  next(): number | null {
    let next: number | null = null;
    for (const { at } of this.#waiting.values()) if (next === null || at < next) next = at;
    return next;
  }

  /** Those that are due within so many ms. */
  count(within: number): number {
    const [now, monotonic] = [this.#clock.now(), this.#timers.monotonic()];
    return [...this.#waiting.values()].filter(({ at, by }) => at <= now + within || by <= monotonic + within)
      .length;
  }

  /** A wait for the next try ends with the sleep it was slept through; an undo delay and a chosen time stay what they are. */
  wake(): void {
    for (const [entry, waiting] of this.#waiting) {
      const { notBefore, schedule } = entry.submission;
      if (notBefore === null && schedule === null) waiting.by = Number.NEGATIVE_INFINITY;
    }
    this.#look();
  }

  wakeWithin(ms: number): void {
    if (this.#closed || (ms === Number.POSITIVE_INFINITY && this.#waiting.size === 0)) return;
    const wait = Math.min(Math.max(0, ms), LOOK_EVERY);
    const at = this.#timers.monotonic() + wait;
    if (at >= this.#wakesAt) return;
    this.#cancel?.();
    this.#wakesAt = at;
    this.#cancel = this.#timers.after(wait, () => this.#look());
  }

  #look(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#wakesAt = Number.POSITIVE_INFINITY;
    const [now, monotonic] = [this.#clock.now(), this.#timers.monotonic()];
    const due: Entry[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const [entry, { at, by }] of this.#waiting)
      if (at <= now || by <= monotonic) due.push(entry);
      else next = Math.min(next, at - now, by - monotonic);
    for (const entry of due) this.#waiting.delete(entry);
    this.wakeWithin(next);
    this.#due(due);
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
    this.#waiting.clear();
  }
}
