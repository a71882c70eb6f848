/** From a finding's place to the line that it stands in. */
import type { Place } from '#core/headers/lint/model.ts';
import type { Header } from '../message.ts';

const starts = new WeakMap<Header, readonly number[]>();

function lineStarts(header: Header): readonly number[] {
  const held = starts.get(header);
  if (held) return held;
  const found = header.parsed.items.flatMap(({ lines }) => lines.map(({ start }) => start));
  if (header.parsed.separator) found.push(header.parsed.separator.start);
  starts.set(header, found);
  return found;
}

/** Counted from 0; null: not in the header. */
export function lineOf(header: Header, { start }: Pick<Place, 'start'>): number | null {
  if (start >= header.parsed.end) return null;
  const lines = lineStarts(header);
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : low - 1;
}
