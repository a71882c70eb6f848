/** The header's lines with their numbers; what cannot be seen is drawn on paper too. */
import { sliceSegments } from '#core/headers/source-tokens.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { headerLineSegments } from '../bytes/row-segments.ts';
import type { Header } from '../message.ts';
import { SegmentsView, type Drawing } from '../source/SourceLine.tsx';
import { usePrintingWords } from './words.ts';
import styles from './print.module.css';

/** Printed at most: of lines, and bytes of one. */
const MOST = 3000;
const BYTES = 10_000;

const drawing: Drawing = { lineEnds: false, spaces: false };

export function PrintedSource({ header: { bytes, parsed } }: { readonly header: Header }) {
  const { language } = useWords();
  const print = usePrintingWords();
  const all = parsed.items.flatMap((item, place) =>
    item.lines.map((line, index) => ({ line, owner: { item, index, place } })),
  );
  const lines = all.slice(0, MOST);
  return (
    <>
      <ol className={styles.source}>
        {lines.map(({ line: { start }, owner }) => (
          <li key={start}>
            <SegmentsView
              segments={sliceSegments(headerLineSegments(bytes, owner, start), start, start + BYTES)}
              drawing={drawing}
              marks={[]}
            />
          </li>
        ))}
      </ol>
      {all.length > MOST && (
        <p className={styles.made}>{print('left', { shown: formatNumber(MOST, language) })}</p>
      )}
    </>
  );
}
