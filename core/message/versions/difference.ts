/**
 * What differs between two texts, line by line and within changed lines word by word: the longest common subsequence of what lies between
 * their common beginning and end. Bounded: where that is too much to compare, all of it counts as changed.
 */

export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** cells of all tables of one comparison: some ten milliseconds */
const MOST_CELLS = 8_000_000;
interface Room {
  cells: number;
}

/** The pieces without what was added are `before`, without what was removed `after`. */
export function differenceOf(before: string, after: string): Piece[] {
  const room: Room = { cells: MOST_CELLS };
  return joined(
    runs(linesOf(before), linesOf(after), room).flatMap(({ same, removed, added }) => {
      if (removed.length === 0 || added.length === 0) return piecesOf(same, removed, added);
      return [
        ...piecesOf(same, [], []),
        ...runs(wordsOf(removed.join('')), wordsOf(added.join('')), room).flatMap((run) =>
          piecesOf(run.same, run.removed, run.added),
        ),
      ];
    }),
  );
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];

/** What stays the same, and what stands behind it in one text and in the other. */
interface Run {
  readonly same: string[];
  readonly removed: string[];
  readonly added: string[];
}

function runs(before: readonly string[], after: readonly string[], room: Room): Run[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [
    { same: before.slice(0, start), removed: [], added: [] },
    ...compared(before.slice(start, before.length - end), after.slice(start, after.length - end), room),
    { same: before.slice(before.length - end), removed: [], added: [] },
  ];
}

function compared(before: readonly string[], after: readonly string[], room: Room): Run[] {
  const width = after.length + 1;
  const cells = (before.length + 1) * width;
  if (cells > room.cells) return [{ same: [], removed: [...before], added: [...after] }];
  room.cells -= cells;
  const lengths = new Uint32Array(cells);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const found: Run[] = [];
  let run: Run = { same: [], removed: [], added: [] };
  for (let row = 0, column = 0; row < before.length || column < after.length;) {
    const [old = '', fresh = ''] = [before[row], after[column]];
    if (row < before.length && column < after.length && old === fresh) {
      if (run.removed.length + run.added.length > 0) {
        found.push(run);
        run = { same: [], removed: [], added: [] };
      }
      run.same.push(old);
      row += 1;
      column += 1;
    } else if (
      column >= after.length ||
      (row < before.length && at(row + 1, column) >= at(row, column + 1))
    ) {
      run.removed.push(old);
      row += 1;
    } else {
      run.added.push(fresh);
      column += 1;
    }
  }
  return [...found, run];
}

const piecesOf = (same: readonly string[], removed: readonly string[], added: readonly string[]): Piece[] => [
  { kind: 'same', text: same.join('') },
  { kind: 'removed', text: removed.join('') },
  { kind: 'added', text: added.join('') },
];

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.text === '') continue;
    if (last?.kind === piece.kind)
      result[result.length - 1] = { kind: piece.kind, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}

/** Lines of the same that stand around a change. */
const AROUND = 3;
/** characters of one piece that are shown */
const MOST_SHOWN = 20_000;

export type ShownPiece = Piece | { readonly kind: 'folded'; readonly lines: number };

/** Without most of what is the same; what is left out is counted in lines. */
export function foldedOf(pieces: readonly Piece[]): ShownPiece[] {
  return pieces.flatMap((piece, index) => {
    const lines = linesOf(piece.text);
    const [first, last] = [index === 0, index === pieces.length - 1];
    if (piece.kind === 'same' && lines.length > AROUND * 2 + 1)
      return [
        ...shown('same', first ? [] : lines.slice(0, AROUND)),
        { kind: 'folded', lines: lines.length - (first || last ? AROUND : AROUND * 2) },
        ...shown('same', last ? [] : lines.slice(-AROUND)),
      ];
    if (piece.text.length <= MOST_SHOWN) return piece;
    const kept = piece.text.slice(0, MOST_SHOWN);
    return [
      { kind: piece.kind, text: kept },
      { kind: 'folded', lines: lines.length - linesOf(kept).length + 1 },
    ];
  });
}

const shown = (kind: Piece['kind'], lines: readonly string[]): Piece[] =>
  lines.length === 0 ? [] : [{ kind, text: lines.join('').slice(0, MOST_SHOWN) }];
