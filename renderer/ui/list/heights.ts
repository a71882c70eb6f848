/** Where rows of different heights stand in a long list: a guess for each until it was drawn and measured. All in px. */

/**
 * Sums over a Fenwick tree, so that one measurement among ten thousand rows costs a dozen additions. A value: what was measured later is in
 * another one, which has taken over the sums of the one before.
 */
export class Heights {
  readonly rows: number;
  readonly #guess: number;
  /** by how much the measured ones differ from the guess; index 0 is not used */
  readonly #sums: Float64Array;
  readonly #known: Map<number, number>;

  constructor(rows: number, guess: number, before?: Heights) {
    this.rows = rows;
    this.#guess = guess;
    this.#sums = before === undefined ? new Float64Array(rows + 1) : before.#sums;
    this.#known = before === undefined ? new Map<number, number>() : before.#known;
  }

  of(row: number): number {
    return this.#known.get(row) ?? this.#guess;
  }

  /** With these heights of rows; the same when none of them is news. The one before is not to be asked any more. */
  with(measured: readonly (readonly [row: number, height: number])[]): Heights {
    const news = measured.filter(([row, height]) => row >= 0 && row < this.rows && this.of(row) !== height);
    if (news.length === 0) return this;
    for (const [row, height] of news) this.#set(row, height);
    return new Heights(this.rows, this.#guess, this);
  }

  #set(row: number, height: number): void {
    const more = height - this.of(row);
    this.#known.set(row, height);
    for (let at = row + 1; at <= this.rows; at += at & -at) this.#sums[at] = (this.#sums[at] ?? 0) + more;
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
