/**
 * Where each physical line begins, and which row of the view it is drawn in: a long line takes several rows. Numbers only, in typed
 * arrays, so that a body of a hundred megabytes costs some ten of memory.
 */

class Numbers {
  #held = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#held.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.#held);
      this.#held = wider;
    }
    this.#held[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.#held[index] ?? 0;
  }

  /** Index of the last number that is at most `value`; numbers ascend. */
  lastUpTo(value: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

export interface PlacedRow {
  readonly line: number;
  /** bytes drawn in this row; the last row of a line has its line end */
  readonly start: number;
  readonly end: number;
  /** the first row of its line: it has the number */
  readonly first: boolean;
}

export class LineTable {
  /** bytes of a line that one row takes, its line end not counted */
  readonly width: number;
  readonly #starts = new Numbers();
  readonly #rows = new Numbers();
  #end: number;

  constructor(width: number, start = 0) {
    this.width = Math.max(8, width);
    this.#end = start;
  }

  /** The next line ends before `next`, which is where the one after begins. */
  add(next: number): void {
    const start = this.#end;
    const row = this.rows;
    this.#starts.push(start);
    this.#rows.push(row);
    this.#end = next;
  }

  get lines(): number {
    return this.#starts.length;
  }

  get end(): number {
    return this.#end;
  }

  get rows(): number {
    const last = this.#starts.length - 1;
    return last < 0 ? 0 : this.#rows.at(last) + this.#rowsOf(this.#starts.at(last), this.#end);
  }

  /** Two bytes more than the width still fit: they may be the line end. */
  #rowsOf(start: number, next: number): number {
    return Math.max(1, Math.ceil((next - start - 2) / this.width));
  }

  lineStart(line: number): number {
    return this.#starts.at(line);
  }

  lineEnd(line: number): number {
    return line + 1 < this.#starts.length ? this.#starts.at(line + 1) : this.#end;
  }

  lineAtOffset(offset: number): number {
    return Math.max(0, this.#starts.lastUpTo(offset));
  }

  firstRow(line: number): number {
    return this.#rows.at(line);
  }

  rowAtOffset(offset: number): number {
    const line = this.lineAtOffset(offset);
    const rows = this.#rowsOf(this.lineStart(line), this.lineEnd(line));
    return this.firstRow(line) + Math.min(rows - 1, Math.floor((offset - this.lineStart(line)) / this.width));
  }

  row(row: number): PlacedRow {
    const line = Math.max(0, this.#rows.lastUpTo(row));
    const step = row - this.firstRow(line);
    const start = this.lineStart(line) + step * this.width;
    const last = step === this.#rowsOf(this.lineStart(line), this.lineEnd(line)) - 1;
    return { line, start, end: last ? this.lineEnd(line) : start + this.width, first: step === 0 };
  }

  /** The same lines in rows of another width. */
  rewrapped(width: number): LineTable {
    const table = new LineTable(width, this.#starts.length > 0 ? this.lineStart(0) : this.#end);
    for (let line = 0; line < this.lines; line += 1) table.add(this.lineEnd(line));
    return table;
  }
}
