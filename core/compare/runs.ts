/**
 * Two sequences → what stays, what goes, what comes, in few runs. The library finds them (Myers); here its work is bounded: what is the same
 * at both ends is taken off first, and sequences that differ too much are one removal and one addition.
 */
import { diffArrays } from 'diff';

/** Indices: of the first sequence for `same` and `removed`, of the second for `added`; `to` not included. */
export interface Run {
  readonly kind: 'same' | 'removed' | 'added';
  readonly from: number;
  readonly to: number;
}

/** Tokens of either sequence that are looked at, and steps between them; beyond, the work would grow with their product. */
const MOST_TOKENS = 20_000;
const MOST_EDITS = 1000;

export function runsOf(before: readonly string[], after: readonly string[]): Run[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middle = between(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return [
    { kind: 'same' as const, from: 0, to: head },
    ...middle.map(({ kind, from, to }) => ({ kind, from: from + head, to: to + head })),
    { kind: 'same' as const, from: before.length - tail, to: before.length },
  ].filter(({ from, to }) => to > from);
}

function between(before: string[], after: string[]): Run[] {
  const isShort = before.length <= MOST_TOKENS && after.length <= MOST_TOKENS;
  const changes =
    isShort && before.length > 0 && after.length > 0
      ? diffArrays(before, after, { maxEditLength: MOST_EDITS })
      : undefined;
  if (changes === undefined)
    return [
      { kind: 'removed', from: 0, to: before.length },
      { kind: 'added', from: 0, to: after.length },
    ];
  let [left, right] = [0, 0];
  return changes.map(({ added, removed, count }): Run => {
    const [fromLeft, fromRight] = [left, right];
    if (!added) left += count;
    if (!removed) right += count;
    return added
      ? { kind: 'added', from: fromRight, to: right }
      : { kind: removed ? 'removed' : 'same', from: fromLeft, to: left };
  });
}
