/** Plain-text search in bytes: UTF-8, ASCII letters whatever their case. Pieces overlap, so that nothing is missed at a seam. */
import { pieces, type ReadBytes } from './byte-pages.ts';

/** Matches kept; there may be more in a large body. */
export const MOST = 10_000;

const lower = (octet: number) => (octet >= 0x41 && octet <= 0x5a ? octet | 0x20 : octet);

export const needleOf = (text: string): Uint8Array => new TextEncoder().encode(text).map(lower);

/** Calls `found` with the offset of each match, in order; matches do not overlap. Stops when `found` says false. */
export function findIn(
  bytes: Uint8Array,
  needle: Uint8Array,
  from: number,
  found: (at: number) => boolean,
): number {
  const [first] = needle;
  if (first === undefined) return bytes.length;
  const last = bytes.length - needle.length;
  let at = from;
  while (at <= last) {
    if (lower(bytes[at] ?? 0) === first && matches(bytes, needle, at)) {
      if (!found(at)) return at;
      at += needle.length;
    } else at += 1;
  }
  return at;
}

function matches(bytes: Uint8Array, needle: Uint8Array, at: number): boolean {
  for (let index = 1; index < needle.length; index += 1) {
    if (lower(bytes[at + index] ?? 0) !== needle[index]) return false;
  }
  return true;
}

export interface Found {
  /** bytes of a match; of a pattern, whose matches differ, the longest */
  readonly needle: number;
  /** of a pattern: bytes of each match */
  readonly lengths?: readonly number[];
  /** of a pattern: why nothing more is found */
  readonly trouble?: 'invalid' | 'slow';
  /** offsets, ascending, at most MOST */
  readonly matches: readonly number[];
  readonly more: boolean;
  readonly done: boolean;
}

/** Searches [0, end) and tells what was found so far after each piece. */
export async function search(
  read: ReadBytes,
  end: number,
  text: string,
  signal: AbortSignal,
  tell: (found: Found) => void,
): Promise<void> {
  const needle = needleOf(text);
  const offsets: number[] = [];
  const soFar = (): Found => ({ needle: needle.length, matches: [...offsets], more: false, done: false });
  let tail = new Uint8Array();
  // Behind the last match: an overlap with the piece before must not be found twice.
  let free = 0;
  for await (const { offset, bytes } of pieces(read, 0, end, signal)) {
    const start = offset - tail.length;
    const window = new Uint8Array(tail.length + bytes.length);
    window.set(tail);
    window.set(bytes, tail.length);
    const until = findIn(window, needle, Math.max(0, free - start), (at) => {
      if (offsets.length >= MOST) return false;
      offsets.push(start + at);
      free = start + at + needle.length;
      return true;
    });
    // It stopped at a match for which there is no room.
    if (until + needle.length <= window.length) {
      tell({ ...soFar(), more: true, done: true });
      return;
    }
    tail = window.slice(Math.max(0, window.length - needle.length + 1));
    tell(soFar());
  }
  if (!signal.aborted) tell({ ...soFar(), done: true });
}

/** Index of the first match at or behind `offset`, round to the first; -1 without matches. */
export function matchFrom(matches: readonly number[], offset: number): number {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return matches.length === 0 ? -1 : low % matches.length;
}
