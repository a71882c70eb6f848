/** The longest ascending selection of different numbers, in n log n (patience sorting). */
export function inOrder(numbers: readonly number[]): number[] {
  /** at each length, the index of the smallest number that ends a selection of it */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous.push(low > 0 ? ends[low - 1] : undefined);
    ends[low] = index;
  }
  const found: number[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) found.push(numbers[at] ?? 0);
  return found.toReversed();
}
