/** A clock and timers under the test's hand: time passes when the test says so, and the clock can be set apart from it. */
import type { Clock, Timers } from '#electron/outbox/ports.ts';

export class Time implements Clock, Timers {
  #wall: number;
  #passed = 0;
  readonly #timers = new Map<object, { readonly at: number; readonly run: () => void }>();

  constructor(wall = Date.now()) {
    this.#wall = wall;
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#passed;
  }

  after(ms: number, run: () => void): () => void {
    const key = {};
    this.#timers.set(key, { at: this.#passed + ms, run });
    return () => this.#timers.delete(key);
  }

  /** ms pass, and what waits for them is done, in its order. */
  pass(ms: number): void {
    const end = this.#passed + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (next === undefined) break;
      const [key, { at, run }] = next;
      this.#timers.delete(key);
      this.#wall += Math.max(0, at - this.#passed);
      this.#passed = Math.max(this.#passed, at);
      run();
    }
    this.#wall += end - this.#passed;
    this.#passed = end;
  }

  /** Somebody sets the clock, or the machine sleeps: no timer notices. */
  leap(ms: number): void {
    this.#wall += ms;
  }
}
