/** Two texts, word by word: pieces as the lens draws them, each with what became of it. */
import type { ShownPiece } from '../headers/values/shown-text.ts';
import { runsOf } from './runs.ts';

export interface WordRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly pieces: readonly ShownPiece[];
}

/** Addresses, hosts and identifiers are one word each: half an address that differs is no help to a reader. */
const WORD = /\s+|[\p{L}\p{N}\p{M}_.@+/=%-]+|[^]/gu;

/** Characters of either text that are compared word by word. */
const MOST = 20_000;

export function wordRuns(before: readonly ShownPiece[], after: readonly ShownPiece[]): WordRun[] {
  if (lengthOf(before) > MOST || lengthOf(after) > MOST)
    return [
      { kind: 'removed', pieces: before },
      { kind: 'added', pieces: after },
    ];
  const [left, right] = [words(before), words(after)];
  const runs = runsOf(left.map(keyOf), right.map(keyOf)).map(({ kind, from, to }): WordRun => ({
    kind,
    pieces: (kind === 'added' ? right : left).slice(from, to),
  }));
  return gathered(runs);
}

const lengthOf = (pieces: readonly ShownPiece[]) => pieces.reduce((sum, { text }) => sum + text.length, 0);

/** How it was encoded is no difference of what it says. */
const keyOf = ({ kind, text }: ShownPiece) => `${kind === 'word' ? 'text' : kind} ${text}`;

const words = (pieces: readonly ShownPiece[]): ShownPiece[] =>
  pieces.flatMap((piece) =>
    piece.kind === 'text' || piece.kind === 'word'
      ? Array.from(piece.text.matchAll(WORD), ([text]) => ({ ...piece, text }))
      : [piece],
  );

/** White space that two changes have between them belongs to them: a sentence that was replaced reads as one. */
function gathered(runs: readonly WordRun[]): WordRun[] {
  const found: WordRun[] = [];
  let removed: ShownPiece[] = [];
  let added: ShownPiece[] = [];
  const close = () => {
    if (removed.length > 0) found.push({ kind: 'removed', pieces: removed });
    if (added.length > 0) found.push({ kind: 'added', pieces: added });
    removed = [];
    added = [];
  };
  for (const [at, { kind, pieces }] of runs.entries()) {
    const isBetween = removed.length > 0 && added.length > 0 && at < runs.length - 1;
    const isBlank = kind === 'same' && pieces.every(({ text }) => text.trim() === '');
    if (kind === 'removed' || (isBetween && isBlank)) removed = [...removed, ...pieces];
    if (kind === 'added' || (isBetween && isBlank)) added = [...added, ...pieces];
    if (kind === 'same' && !(isBetween && isBlank)) {
      close();
      found.push({ kind, pieces });
    }
  }
  close();
  return found;
}
