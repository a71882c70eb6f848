/**
 * Heights of rows that differ, and where each row begins. A row's height is a guess until it was drawn and measured. Numbers only; a change
 * costs one pass over the rows behind it, when somebody asks.
 */
export class RowHeights {
  readonly rows: number;
  readonly #heights: Float64Array;
  readonly #tops: Float64Array;
  /** tops are right up to this row */
  #known = 0;

  /** `guess`: px of a row */
  constructor(rows: number, guess: (row: number) => number) {
    this.rows = rows;
    this.#heights = new Float64Array(rows);
    for (let row = 0; row < rows; row += 1) this.#heights[row] = guess(row);
    this.#tops = new Float64Array(rows + 1);
  }

  height(row: number): number {
    return this.#heights[row] ?? 0;
  }

  top(row: number): number {
    const to = Math.min(Math.max(row, 0), this.rows);
    for (; this.#known < to; this.#known += 1)
      this.#tops[this.#known + 1] = (this.#tops[this.#known] ?? 0) + (this.#heights[this.#known] ?? 0);
    return this.#tops[to] ?? 0;
  }

  get total(): number {
    return this.top(this.rows);
  }

  /** The row that has this offset; the first or the last where it is outside. */
  at(offset: number): number {
    this.top(this.rows);
    let low = 0;
    let high = this.rows;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tops[middle + 1] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, Math.min(low, this.rows - 1));
  }

  /** How much taller the row has become, px. */
  set(row: number, height: number): number {
    if (row < 0 || row >= this.rows) return 0;
    const more = height - this.height(row);
    if (Math.abs(more) < 0.5) return 0;
    this.#heights[row] = height;
    this.#known = Math.min(this.#known, row);
    return more;
  }
}
