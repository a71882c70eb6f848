/** What is to be told to a window's page, kept until the page hears it. */

/** Waiting for one window. */
const MOST = 100;

export class UntilReady<T> {
  readonly #tell: (windowId: number, what: T) => void;
  readonly #ready = new Set<number>();
  readonly #waiting = new Map<number, readonly T[]>();

  constructor(tell: (windowId: number, what: T) => void) {
    this.#tell = tell;
  }

  hand(windowId: number, what: T): void {
    if (this.#ready.has(windowId)) this.#tell(windowId, what);
    else this.#waiting.set(windowId, [...(this.#waiting.get(windowId) ?? []), what].slice(0, MOST));
  }

  /** Its page is there and hears what it is told. */
  ready(windowId: number): void {
    this.#ready.add(windowId);
    const waiting = this.#waiting.get(windowId) ?? [];
    this.#waiting.delete(windowId);
    for (const what of waiting) this.#tell(windowId, what);
  }

  /** The window is closed. */
  forget(windowId: number): void {
    this.#ready.delete(windowId);
    this.#waiting.delete(windowId);
  }
}
