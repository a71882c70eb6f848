/** Where rows of different heights stand in a long list: a guess for each until it was drawn and measured. All in px. */

/** Sums over a Fenwick tree, so that one measurement among ten thousand rows costs a dozen additions. */
export class Heights {
  readonly rows: number;
  readonly #guess: number;
  /** by how much the measured ones differ from the guess; index 0 is not used */
  readonly #sums: Float64Array;
  readonly #known = new Map<number, number>();

  constructor(rows: number, guess: number) {
    this.rows = rows;
    this.#guess = guess;
    this.#sums = new Float64Array(rows + 1);
  }

  of(row: number): number {
    return this.#known.get(row) ?? this.#guess;
  }

  /** True: this is news. */
  measured(row: number, height: number): boolean {
    const before = this.of(row);
    if (row < 0 || row >= this.rows || before === height) return false;
    this.#known.set(row, height);
    for (let at = row + 1; at <= this.rows; at += at & -at)
      this.#sums[at] = (this.#sums[at] ?? 0) + height - before;
    return true;
  }

  /** Where this row begins; `rows` gives the height of the whole. */
  offsetOf(row: number): number {
    const above = Math.min(Math.max(row, 0), this.rows);
    let sum = above * this.#guess;
    for (let at = above; at > 0; at -= at & -at) sum += this.#sums[at] ?? 0;
    return sum;
  }

  /** The row at this height, within the list. */
  rowAt(offset: number): number {
    let row = 0;
    let left = offset;
    for (let step = highestBit(this.rows); step > 0; step >>= 1) {
      const next = row + step;
      const height = next <= this.rows ? step * this.#guess + (this.#sums[next] ?? 0) : Infinity;
      if (height > left) continue;
      row = next;
      left -= height;
    }
    return Math.min(row, Math.max(0, this.rows - 1));
  }
}

const highestBit = (number: number): number => (number === 0 ? 0 : 1 << (31 - Math.clz32(number)));
