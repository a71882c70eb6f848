/** How many bytes of how many: a bar, and the same in words for those who hear it. */
import styles from './byte-bar.module.css';

export function ByteBar({
  label,
  words,
  done,
  total,
}: {
  readonly label: string;
  readonly words: string;
  /** bytes */
  readonly done: number;
  readonly total: number;
}) {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      aria-valuetext={words}
    >
      <i style={{ width: `${share * 100}%` }} data-begun={done > 0 || undefined} />
    </div>
  );
}
