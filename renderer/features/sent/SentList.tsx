/** The list: day headings and messages, virtual, one page of the database at a time. One of its rows is selected; keys move the selection. */
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import type { SentDay, SentList as ListName, SentRow } from '#core/contract/sent.ts';
import { formatDay, formatNumber } from '../../format.ts';
import { indexAfter } from '../../ui/list/keys.ts';
import { useScrolled } from '../../ui/list/scrolled.ts';
import { useWords } from '../../words.ts';
import type { KnownRow } from './pages.ts';
import { fetchRow, usePages } from './pages.ts';
import {
  DAY_HEIGHT,
  layOut,
  MESSAGE_HEIGHT,
  offsetOfRow,
  pagesInView,
  rowAt,
  rowAtOffset,
  rowOfMessage,
} from './rows.ts';
import { SentRowView } from './SentRowView.tsx';
import styles from './sent.module.css';

/** Rows drawn beyond the view at either end. */
const BEYOND = 8;

export function SentList({
  list,
  label,
  days,
  selected,
  onSelect,
}: {
  readonly list: ListName;
  readonly label: string;
  readonly days: readonly SentDay[];
  readonly selected: KnownRow | null;
  /** `open`: on a narrow window, show the message in place of the list */
  readonly onSelect: (row: SentRow, open: boolean) => void;
}) {
  const { language } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const layout = layOut(days);
  // Where the keys have gone while the message there is still being fetched.
  const [ahead, setAhead] = useState<number | null>(null);
  const active = ahead ?? selected?.index ?? -1;
  const { top, height, onScroll } = useScrolled(scroller);
  const first = Math.max(0, rowAtOffset(layout, top) - BEYOND);
  const last = Math.min(layout.rows - 1, rowAtOffset(layout, top + height) + BEYOND);
  const pages = usePages(list, pagesInView(layout, first, last));

  const follow = useEffectEvent(() => {
    const box = scroller.current;
    if (box === null || active < 0) return;
    const row = rowOfMessage(layout, active);
    // With the first message of a day, its heading.
    const upper = offsetOfRow(layout, rowAt(layout, row - 1)?.kind === 'day' ? row - 1 : row);
    const lower = offsetOfRow(layout, row + 1);
    if (upper < box.scrollTop) box.scrollTop = upper;
    else if (lower > box.scrollTop + box.clientHeight) box.scrollTop = lower - box.clientHeight;
  });
  // When the user moves, not when new mail moves the rows.
  const moved = ahead ?? selected?.row.submissionId ?? null;
  useEffect(() => {
    if (moved !== null) follow();
  }, [moved]);

  const move = async (index: number, open: boolean) => {
    setAhead(index);
    const row = pages.row(index) ?? (await fetchRow(list, index).catch(() => undefined));
    if (row) onSelect(row, open);
    setAhead((latest) => (latest === index ? null : latest));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const screen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / MESSAGE_HEIGHT) - 1);
    const next = indexAfter(event.key, active, layout.messages, screen);
    if (next !== undefined) void move(next, false);
    else if (event.key === 'Enter' && active >= 0) void move(active, true);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={active >= 0 ? optionId(list, active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
    >
      <div className={styles.sheet} role="presentation" style={{ height: offsetOfRow(layout, layout.rows) }}>
        {Array.from({ length: last - first + 1 }, (_, step) => {
          const entry = rowAt(layout, first + step);
          if (entry === undefined) return null;
          const style = {
            transform: `translateY(${offsetOfRow(layout, first + step)}px)`,
            height: entry.kind === 'day' ? DAY_HEIGHT : MESSAGE_HEIGHT,
          };
          if (entry.kind === 'day')
            return (
              <div key={`day ${entry.day}`} className={styles.day} role="presentation" style={style}>
                <span>{formatDay(entry.day, language)}</span>
                <span>{formatNumber(entry.count, language)}</span>
              </div>
            );
          const message = pages.row(entry.index);
          return (
            <div
              key={entry.index}
              id={optionId(list, entry.index)}
              className={styles.row}
              role="option"
              aria-selected={entry.index === active}
              aria-posinset={entry.index + 1}
              aria-setsize={layout.messages}
              style={style}
              onClick={() => void move(entry.index, true)}
            >
              {message ? <SentRowView row={message} /> : <RowSkeleton />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const optionId = (list: ListName, index: number) => `${list}-${index}`;

/** Appears only after 200 ms (css): what comes at once does not flicker. */
export function RowSkeleton() {
  return (
    <span className={styles.skeleton} aria-hidden>
      <i />
      <i />
    </span>
  );
}
