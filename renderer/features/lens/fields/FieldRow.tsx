/** One field in the list: its name, its value as it was read, who added it. Lines that are no field stand as they are. */
import { shownText } from '#core/headers/values/shown-text.ts';
import { octetText } from '#core/headers/bytes.ts';
import type { HeaderItem } from '#core/headers/parse.ts';
import type { Told } from '#core/headers/lint/tell.ts';
import { useWords } from '../../../words.ts';
import { FindingMark } from '../findings/FindingMark.tsx';
import { AdderMark } from './AdderMark.tsx';
import type { FieldList } from './field-list.ts';
import { MeasuredRow } from './MeasuredRows.tsx';
import type { RowMeter } from './row-meter.ts';
import { Pieces } from './Pieces.tsx';
import { Value } from './Value.tsx';
import styles from './fields.module.css';

/** Drawn of one value in the list. */
const LINES = 8;
const CHARACTERS = 800;

export const rowId = (place: number) => `field-${place}`;

export function FieldRow({
  list,
  place,
  bytes,
  chosen,
  marked,
  meter,
  findings,
  sentAs,
  onChoose,
  onHover,
}: {
  readonly list: FieldList;
  readonly place: number;
  readonly bytes: Uint8Array;
  readonly chosen: boolean;
  /** who added it stands in the row: not where all were added by the same */
  readonly marked: boolean;
  readonly meter: RowMeter;
  readonly findings: readonly Told[];
  readonly sentAs: (name: string) => string | null;
  readonly onChoose: () => void;
  readonly onHover: (place: number) => void;
}) {
  const item = list.items[place];
  const reading = list.reading(place);
  const added = list.added[place];
  return (
    <MeasuredRow
      meter={meter}
      row={place}
      id={rowId(place)}
      className={styles.row}
      role="option"
      aria-selected={chosen}
      data-active={chosen || undefined}
      onClick={onChoose}
      onMouseEnter={() => onHover(place)}
    >
      {item?.kind === 'field' ? (
        <span className={styles.name}>
          {item.name.length > 200 ? `${item.name.slice(0, 200)}…` : item.name}{' '}
          <FindingMark findings={findings} />
        </span>
      ) : (
        <NoField />
      )}
      <div className={styles.value}>
        {reading ? (
          <Value reading={reading} lines={LINES} characters={CHARACTERS} sentAs={sentAs} />
        ) : (
          item && <Lines item={item} bytes={bytes} />
        )}
      </div>
      {marked && added && item?.kind === 'field' && (
        <span className={styles.by}>
          <AdderMark by={added.by} />
        </span>
      )}
    </MeasuredRow>
  );
}

function NoField() {
  const { t } = useWords();
  return <span className={styles.noField}>{t('lens.source.malformed')}</span>;
}

function Lines({ item, bytes }: { readonly item: HeaderItem; readonly bytes: Uint8Array }) {
  const end = Math.min(item.end, item.start + CHARACTERS);
  return (
    <div className={styles.exact}>
      <Pieces pieces={shownText(octetText(bytes, { start: item.start, end }).trimEnd())} limit={CHARACTERS} />
    </div>
  );
}
