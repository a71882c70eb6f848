/** The rows of the source in view: line number, segments, the stop that opens the body. The field in focus is marked on all its lines. */
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo, type CSSProperties, type KeyboardEvent, type Ref } from 'react';
import type { Settings } from '#core/contract/settings.ts';
import type { Segment } from '#core/headers/source-tokens.ts';
import { formatBytes, formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { FindingMark } from '../findings/FindingMark.tsx';
import type { FindingMarks } from '../findings/marks.ts';
import type { BytePages } from '../bytes/byte-pages.ts';
import type { PlacedRow } from '../bytes/line-table.ts';
import { bodyRowSegments, headerLineSegments, headerRowSegments } from '../bytes/row-segments.ts';
import { SegmentsView, type Mark } from './SourceLine.tsx';
import type { SourceLines } from '../bytes/source-lines.ts';
import type { Finding } from './use-find.ts';
import { matchFrom } from '../bytes/find.ts';
import { VirtualRows, type RowsHandle } from './VirtualRows.tsx';
import styles from './source.module.css';

const ROW_HEIGHT = 22;

interface Props {
  readonly lines: SourceLines;
  readonly pages: BytePages;
  readonly header: Uint8Array;
  readonly source: Settings['source'];
  readonly finding: Finding;
  readonly found: FindingMarks;
  readonly active: number;
  readonly handle: Ref<RowsHandle>;
  readonly onActive: (stop: number) => void;
  readonly onHover: (stop: number | null) => void;
  readonly onBody: (open: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function SourceRows(props: Props) {
  const { t } = useWords();
  const { lines, header, active } = props;
  const segmentsOf = useMemo(() => headerSegments(lines, header), [lines, header]);
  const activeLine = lines.lineOfStop(active);
  const activeItem = activeLine === null ? null : (lines.owners[activeLine]?.item ?? null);

  const draw = (row: number) => {
    const entry = lines.row(row);
    if (entry.kind === 'body') return <BodyStop key="body" {...props} />;
    const { placed } = entry;
    const stop = lines.stopOfLine(placed.line);
    const owner = lines.owners[placed.line];
    const segments = owner
      ? headerRowSegments(segmentsOf(placed.line), placed)
      : bodyRowSegments(props.pages, placed, lines.lineRange(placed.line).end);
    const ofField = owner?.item !== undefined && owner.item !== null && owner.item === activeItem;
    return (
      <div
        key={row}
        id={placed.first ? lineId(stop) : undefined}
        className={styles.row}
        role={placed.first ? 'option' : 'presentation'}
        aria-selected={placed.first ? stop === active : undefined}
        data-active={stop === active || ofField || undefined}
        onClick={() => props.onActive(stop)}
        onMouseEnter={() => props.onHover(stop)}
      >
        <span className={styles.number}>{placed.first ? placed.line + 1 : ''}</span>
        {placed.first && <FindingMark findings={props.found.ofLine(placed.line)} />}
        <span className={styles.text}>
          {segments && (
            <SegmentsView segments={segments} drawing={props.source} marks={marksIn(props.finding, placed)} />
          )}
        </span>
      </div>
    );
  };

  return (
    <VirtualRows
      style={gutter(lines.stops)}
      rows={lines.rows}
      height={ROW_HEIGHT}
      draw={draw}
      handle={props.handle}
      role="listbox"
      aria-label={t('lens.source.lines')}
      aria-activedescendant={lineId(active)}
      tabIndex={0}
      onKeyDown={props.onKeyDown}
      onMouseLeave={() => props.onHover(null)}
    />
  );
}

type Gutter = CSSProperties & Record<'--digits', number>;
const gutter = (lines: number): Gutter => ({ '--digits': String(lines).length });

const lineId = (stop: number) => `source-${stop}`;

function BodyStop({ lines, pages, header, active, onActive, onHover, onBody }: Props) {
  const { t, language } = useWords();
  const stop = lines.headerLines;
  const size = pages.total - header.length;
  return (
    <div
      id={lineId(stop)}
      className={styles.row}
      role="option"
      aria-selected={stop === active}
      data-active={stop === active || undefined}
      onMouseEnter={() => onHover(stop)}
      onClick={() => {
        onActive(stop);
        if (size > 0) onBody(!lines.open);
      }}
    >
      <span className={styles.number}>
        <Icon of={lines.open ? IconChevronDown : IconChevronRight} size={16} />
      </span>
      <span className={styles.body}>
        {size === 0 ? (
          t('lens.source.bodyEmpty')
        ) : (
          <>
            <b>{t('lens.source.body')}</b>{' '}
            {t('lens.source.bodyFacts', {
              size: formatBytes(size, language),
              byte: formatNumber(header.length + 1, language),
            })}{' '}
            <span className={styles.show}>
              {t(lines.open ? 'lens.source.hideBody' : 'lens.source.showBody')}
            </span>
          </>
        )}
      </span>
    </div>
  );
}

/** A header line is taken apart once, however many rows show it. */
function headerSegments(lines: SourceLines, header: Uint8Array): (line: number) => readonly Segment[] {
  const held = new Map<number, readonly Segment[]>();
  return (line) => {
    const owner = lines.owners[line];
    const known = held.get(line);
    if (known || owner === undefined) return known ?? [];
    const made = headerLineSegments(header, owner, lines.lineRange(line).start);
    held.set(line, made);
    return made;
  };
}

const noMarks: readonly Mark[] = [];

function marksIn({ found, current }: Finding, { start, end: rowEnd }: PlacedRow): readonly Mark[] {
  const { matches, needle, lengths } = found;
  const first = matchFrom(matches, start - needle + 1);
  if (first < 0 || (matches[first] ?? rowEnd) >= rowEnd) return noMarks;
  const marks: Mark[] = [];
  for (let index = first; index < matches.length; index += 1) {
    const at = matches[index] ?? rowEnd;
    if (at >= rowEnd) break;
    const end = at + (lengths?.[index] ?? needle);
    if (end > start) marks.push({ start: at, end, current: index === current });
  }
  return marks;
}
