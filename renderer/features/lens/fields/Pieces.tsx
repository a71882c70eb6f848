/** Decoded text with what was encoded, what is no character and what cannot be seen drawn as such. */
import type { ShownPiece } from '#core/headers/values/shown-text.ts';
import styles from './fields.module.css';

export function Pieces({
  pieces,
  limit = Infinity,
  quiet = false,
}: {
  readonly pieces: readonly ShownPiece[];
  readonly limit?: number;
  /** what was encoded looks like any other text */
  readonly quiet?: boolean;
}) {
  return shortened(pieces, limit).map(({ kind, text }, index) => {
    switch (kind) {
      case 'text':
        return text;
      case 'word':
        return (
          <span key={index} className={quiet ? undefined : styles.word}>
            {text}
          </span>
        );
      case 'octets':
        return (
          <span key={index} className={styles.octets}>
            {text}
          </span>
        );
      case 'invisible':
        return (
          <i key={index} className={styles.cap}>
            {text}
          </i>
        );
    }
  });
}

export const lengthOf = (pieces: readonly ShownPiece[]): number =>
  pieces.reduce((sum, { text }) => sum + text.length, 0);

/** Cut behind so many characters, never within one. */
function shortened(pieces: readonly ShownPiece[], limit: number): readonly ShownPiece[] {
  if (lengthOf(pieces) <= limit) return pieces;
  const kept: ShownPiece[] = [];
  let room = limit;
  for (const piece of pieces) {
    if (room <= 0) break;
    const text = piece.text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '');
    kept.push({ ...piece, text });
    room -= piece.text.length;
  }
  return kept;
}
