/**
 * How many rows each line of a long text takes, so that what is in view can be told without drawing what is above it. Lines are measured
 * once, a bounded piece at a time; those that stay keep their measure.
 */

/** UTF-16 units that are measured at a time: a few milliseconds */
const PIECE = 30_000;

export interface Span {
  /** lines of the text, the second one not included */
  readonly lines: readonly [number, number];
  /** UTF-16 units before the first of them */
  readonly offset: number;
  /** rows above it */
  readonly row: number;
}

export class Rows {
  #lines: readonly string[] = [];
  /** 0: not measured */
  #rows: number[] = [];
  #width = 0;

  /** Takes the text's lines as they are laid out at a width (px). */
  take(lines: readonly string[], width: number): void {
    const before = this.#width === width ? this.#lines : [];
    const shorter = Math.min(before.length, lines.length);
    let head = 0;
    while (head < shorter && before[head] === lines[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && before.at(-1 - tail) === lines.at(-1 - tail)) tail += 1;
    const fresh = Array.from({ length: lines.length - head - tail }, () => 0);
    this.#rows = [
      ...this.#rows.slice(0, head),
      ...fresh,
      ...this.#rows.slice(before.length - tail, before.length),
    ];
    this.#lines = lines;
    this.#width = width;
  }

  /** The lines that show in these rows; null: not enough is measured yet. `measure` gives the rows of each line. */
  span(first: number, last: number, measure: (lines: readonly string[]) => readonly number[]): Span | null {
    let [line, row, offset, mayMeasure] = [0, 0, 0, true];
    let begin: Span = { lines: [0, 0], offset: 0, row: 0 };
    for (; line < this.#lines.length && row <= last; line += 1) {
      if (this.#rows[line] === 0) {
        if (!mayMeasure) return null;
        mayMeasure = false;
        this.#measure(line, measure);
      }
      if (row <= first) begin = { lines: [line, line], offset, row };
      row += this.#rows[line] ?? 1;
      offset += (this.#lines[line]?.length ?? 0) + 1;
    }
    return { ...begin, lines: [begin.lines[0], line] };
  }

  #measure(from: number, measure: (lines: readonly string[]) => readonly number[]): void {
    let to = from;
    for (let units = 0; units < PIECE && to < this.#lines.length && this.#rows[to] === 0; to += 1)
      units += (this.#lines[to]?.length ?? 0) + 1;
    for (const [at, rows] of measure(this.#lines.slice(from, to)).entries())
      this.#rows[from + at] = Math.max(1, rows);
  }
}
