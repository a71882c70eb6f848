/** The parts of both messages, and for text that changed its differing lines. */
import type { PartRow } from '#core/compare/parts.ts';
import type { Part } from '#core/mime/structure.ts';
import { shownString } from '#core/headers/values/shown-text.ts';
import { formatNumber } from '../../../format.ts';
import { Badge, type Tone } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { Pieces } from '../fields/Pieces.tsx';
import type { LensMessage } from '../message.ts';
import { TextLines } from './TextLines.tsx';
import { useCompareWords } from './words.ts';
import styles from './compare.module.css';

const MOST = 100;
/** texts that are read and compared line by line */
const MOST_TEXTS = 10;

const tones: Readonly<Record<PartRow['relation'], Tone>> = {
  same: 'neutral',
  encoding: 'plum',
  changed: 'warn',
  added: 'ok',
  removed: 'danger',
};

export function PartRows({
  before,
  after,
  rows,
}: {
  readonly before: LensMessage;
  readonly after: LensMessage;
  readonly rows: readonly PartRow[];
}) {
  const t = useCompareWords();
  const { language } = useWords();
  const texts = new Set(rows.filter(isChangedText).slice(0, MOST_TEXTS));
  const more = rows.length - MOST;
  return (
    <>
      <h3>{t('parts.title')}</h3>
      <ul className={styles.rows}>
        {rows.slice(0, MOST).map((row) => (
          <li
            key={`${String(row.before?.index)} ${String(row.after?.index)}`}
            className={styles.row}
            data-relation={row.relation}
          >
            <span className={styles.mark}>
              <Badge tone={tones[row.relation]}>{t(`parts.${row.relation}`)}</Badge>
            </span>
            <span className={styles.field}>
              <PartName row={row} />
              {texts.has(row) && row.before !== null && row.after !== null && (
                <TextLines before={before} old={row.before} after={after} now={row.after} />
              )}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={styles.quiet}>
          {t('parts.more', { count: more, shown: formatNumber(more, language) })}
        </p>
      )}
    </>
  );
}

const isChangedText = ({ relation, before, after }: PartRow): boolean =>
  relation === 'changed' && before?.mediaType.startsWith('text/') === true && after !== null;

function PartName({ row: { relation, before, after } }: { readonly row: PartRow }) {
  const t = useCompareWords();
  const part = after ?? before;
  if (part === null) return null;
  const encoding = (one: Part | null) => one?.encodingTold ?? '7bit';
  return (
    <>
      <b>
        {part.number === '' ? t('parts.whole') : t('parts.part', { number: part.number })} · {part.mediaType}
      </b>
      {part.fileName !== null && (
        <span className={styles.quiet}>
          <Pieces pieces={shownString(part.fileName)} limit={200} />
        </span>
      )}
      {before !== null && after !== null && relation !== 'same' && encoding(before) !== encoding(after) && (
        <span className={styles.quiet}>
          {t('parts.encodings', { was: encoding(before), is: encoding(after) })}
        </span>
      )}
    </>
  );
}
