/** Every field in its order, as the view of the fields reads it. */
import { octetText } from '#core/headers/bytes.ts';
import { readField } from '#core/headers/values/reading.ts';
import { shownText } from '#core/headers/values/shown-text.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { Pieces } from '../fields/Pieces.tsx';
import { Value } from '../fields/Value.tsx';
import type { Header } from '../message.ts';
import { usePrintingWords } from './words.ts';
import styles from './print.module.css';

/** Printed at most: of fields, of the lines and characters of one. */
const MOST = 500;
const LINES = 200;
const CHARACTERS = 10_000;

const notSentFromHere = () => null;

export function PrintedFields({ header: { bytes, parsed } }: { readonly header: Header }) {
  const { t, language } = useWords();
  const print = usePrintingWords();
  const items = parsed.items.slice(0, MOST);
  return (
    <>
      <dl className={styles.fields}>
        {items.map((item) => (
          <div key={item.start}>
            <dt>{item.kind === 'field' ? item.name.slice(0, 200) : t('lens.source.malformed')}</dt>
            <dd>
              {item.kind === 'field' ? (
                <Value
                  reading={readField(bytes, item)}
                  lines={LINES}
                  characters={CHARACTERS}
                  sentAs={notSentFromHere}
                />
              ) : (
                <Pieces
                  pieces={shownText(
                    octetText(bytes, {
                      start: item.start,
                      end: Math.min(item.end, item.start + CHARACTERS),
                    }).trimEnd(),
                  )}
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {parsed.items.length > MOST && (
        <p className={styles.made}>{print('left', { shown: formatNumber(MOST, language) })}</p>
      )}
    </>
  );
}
