/** Text with what went struck out and what came underlined: colour alone says nothing. */
import type { WordRun } from '#core/compare/words.ts';
import { Pieces } from '../fields/Pieces.tsx';
import styles from './compare.module.css';

export function Runs({
  runs,
  limit = Infinity,
}: {
  readonly runs: readonly WordRun[];
  readonly limit?: number;
}) {
  return runs.map(({ kind, pieces }, index) => {
    const text = <Pieces pieces={pieces} limit={limit} quiet />;
    switch (kind) {
      case 'same':
        return <span key={index}>{text}</span>;
      case 'removed':
        return (
          <del key={index} className={styles.went}>
            {text}
          </del>
        );
      case 'added':
        return (
          <ins key={index} className={styles.came}>
            {text}
          </ins>
        );
    }
  });
}
