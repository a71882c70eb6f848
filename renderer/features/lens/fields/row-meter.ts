/**
 * Between a scrolling box and the rows that are drawn in it: measures them, knows which are in view, and keeps what is seen where it is when
 * rows above it turn out taller than guessed. A store for useSyncExternalStore.
 */
import { RowHeights } from './row-heights.ts';

export class RowMeter {
  readonly heights: RowHeights;
  readonly #listeners = new Set<() => void>();
  readonly #rows = new ResizeObserver((entries) => this.#measured(entries));
  readonly #size = new ResizeObserver(() => this.#changed());
  #box: HTMLElement | null = null;
  /** shall be in view once it is measured */
  #wanted: number | null = null;
  #version = 0;

  constructor(rows: number, guess: (row: number) => number) {
    this.heights = new RowHeights(rows, guess);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly version = (): number => this.#version;

  /** The box that scrolls; answers with what lets it go. */
  attach(element: HTMLElement): () => void {
    this.#box = element;
    this.#size.observe(element);
    return () => {
      this.#size.disconnect();
      this.#box = null;
    };
  }

  /** Measures a row as long as it is drawn; its number is in `data-row`. */
  observe(element: HTMLElement): () => void {
    this.#rows.observe(element);
    return () => this.#rows.unobserve(element);
  }

  scrolled(): void {
    this.#changed();
  }

  /** The user scrolls: what was to be shown is no longer wanted. */
  released(): void {
    this.#wanted = null;
  }

  /** Rows to draw: those in view and a few around them. */
  get drawn(): { readonly first: number; readonly last: number } {
    const top = this.#box?.scrollTop ?? 0;
    const view = this.#box?.clientHeight ?? 600;
    const beyond = 6;
    return {
      first: Math.max(0, this.heights.at(top) - beyond),
      last: Math.min(this.heights.rows, this.heights.at(top + view) + 1 + beyond),
    };
  }

  get fitting(): number {
    const top = this.#box?.scrollTop ?? 0;
    return Math.max(1, this.heights.at(top + (this.#box?.clientHeight ?? 0)) - this.heights.at(top));
  }

  /** Scrolls as little as needed; a row taller than the box shows its beginning. */
  show(row: number): void {
    this.#wanted = row;
    this.#scrollTo(row);
    this.#changed();
  }

  focus(): void {
    this.#box?.focus();
  }

  #scrollTo(row: number): void {
    const box = this.#box;
    if (box === null) return;
    const top = this.heights.top(row);
    const bottom = top + this.heights.height(row);
    if (top < box.scrollTop || bottom - top > box.clientHeight) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }

  #measured(entries: readonly ResizeObserverEntry[]): void {
    const box = this.#box;
    if (box === null) return;
    const first = this.heights.at(box.scrollTop);
    let above = 0;
    let changed = false;
    for (const { target, borderBoxSize } of entries) {
      const row = target instanceof HTMLElement ? Number(target.dataset.row) : -1;
      const more = this.heights.set(row, borderBoxSize[0]?.blockSize ?? 0);
      if (row < first) above += more;
      if (more !== 0) changed = true;
    }
    if (!changed) return;
    this.#changed();
    if (this.#wanted !== null) this.#scrollTo(this.#wanted);
    else if (above !== 0) box.scrollTop += above;
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
