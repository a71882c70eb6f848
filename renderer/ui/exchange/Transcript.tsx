/** What both sides said, line by line. Secrets never entered it. Times are ms since the attempt began. */
import type { TranscriptLine } from '#core/smtp/vocabulary.ts';
import { useWords } from '../../words.ts';
import styles from './exchange.module.css';

const sides = { client: 'C', server: 'S', note: '·' } as const;

export function Transcript({
  lines,
  label,
}: {
  readonly lines: readonly TranscriptLine[];
  readonly label: string;
}) {
  const { t } = useWords();
  return (
    <div className={styles.transcript} role="region" aria-label={label} tabIndex={0}>
      {lines.map((line, index) => (
        <div key={index} className={styles.line} data-from={line.from}>
          <span className={styles.side} title={t(`app.side.${line.from}`)}>
            {sides[line.from]}
          </span>
          <span className={styles.said}>
            {line.from === 'server' ? <Said text={line.text} /> : line.text}
          </span>
        </div>
      ))}
    </div>
  );
}

/** A reply's code stands out, and red where it refuses. */
function Said({ text }: { readonly text: string }) {
  const found = /^(\d{3})([ -](?:\d\.\d{1,3}\.\d{1,3})?)/.exec(text);
  if (found === null) return text;
  return (
    <>
      <b data-refused={/^[45]/.test(text) || undefined}>{found[0]}</b>
      {text.slice(found[0].length)}
    </>
  );
}
