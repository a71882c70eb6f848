/**
 * The list: day headings, messages and mailings, virtual, one page of the database at a time. One of its rows is selected; keys move the
 * selection. Where there are mailings it is a tree: each unfolds into its messages.
 */
import { Suspense, useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import type { SentLine } from '#core/contract/mailings.ts';
import type { SentDay } from '#core/contract/sent.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { formatDay, formatNumber } from '../../format.ts';
import { indexAfter } from '../../ui/list/keys.ts';
import shared from '../../ui/list/rows.module.css';
import { useScrolled } from '../../ui/list/scrolled.ts';
import { useWords } from '../../words.ts';
import { SentMailingRow } from '../mailings/lazy.ts';
import { fetchLine, keyOf, usePages, type KnownLine, type Listed } from './pages.ts';
import {
  DAY_HEIGHT,
  layOut,
  LINE_HEIGHT,
  offsetOfRow,
  pagesInView,
  rowAt,
  rowAtOffset,
  rowOfLine,
} from './rows.ts';
import { SentRowView } from './SentRowView.tsx';
import styles from './sent.module.css';
import { stepInTree } from './tree-keys.ts';

/** Rows drawn beyond the view at either end. */
const BEYOND = 8;

export function SentList({
  listed,
  label,
  days,
  hasMailings,
  selected,
  onSelect,
  onUnfold,
}: {
  readonly listed: Listed;
  readonly label: string;
  readonly days: readonly SentDay[];
  readonly hasMailings: boolean;
  readonly selected: KnownLine | null;
  /** `open`: on a narrow window, show the message in place of the list */
  readonly onSelect: (line: SentLine, open: boolean) => void;
  /** `pages`: those in view */
  readonly onUnfold: (mailing: SubmissionId, unfolded: boolean, pages: readonly number[]) => Promise<void>;
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
  const inView = pagesInView(layout, first, last);
  const pages = usePages(listed, inView);

  const follow = useEffectEvent(() => {
    const box = scroller.current;
    if (box === null || active < 0) return;
    const row = rowOfLine(layout, active);
    // With the first message of a day, its heading.
    const upper = offsetOfRow(layout, rowAt(layout, row - 1)?.kind === 'day' ? row - 1 : row);
    const lower = offsetOfRow(layout, row + 1);
    if (upper < box.scrollTop) box.scrollTop = upper;
    else if (lower > box.scrollTop + box.clientHeight) box.scrollTop = lower - box.clientHeight;
  });
  // When the user moves, not when new mail moves the rows.
  const moved = ahead ?? (selected === null ? null : keyOf(selected.line));
  useEffect(() => {
    if (moved !== null) follow();
  }, [moved]);

  const lineAt = async (index: number): Promise<SentLine | undefined> =>
    pages.row(index) ?? (await fetchLine(listed, index).catch(() => undefined));
  const move = async (index: number, open: boolean) => {
    setAhead(index);
    const line = await lineAt(index);
    if (line) onSelect(line, open);
    setAhead((latest) => (latest === index ? null : latest));
  };
  /** A message is opened; a mailing shows its messages, or hides them. */
  const open = async (index: number) => {
    const line = await lineAt(index);
    if (line?.kind !== 'mailing') return move(index, true);
    onSelect(line, false);
    await onUnfold(line.mailing.id, !line.isUnfolded, inView);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const screen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / LINE_HEIGHT) - 1);
    const next = indexAfter(event.key, active, layout.lines, screen);
    const step = stepInTree(event.key, active, pages.row(active));
    if (next !== undefined) void move(next, false);
    else if (event.key === 'Enter' && active >= 0) void open(active);
    else if (step?.kind === 'go') void move(step.index, false);
    else if (step?.kind === 'unfold') void onUnfold(step.mailing, step.unfolded, inView);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={shared.scroller}
      role={hasMailings ? 'tree' : 'listbox'}
      aria-label={label}
      aria-activedescendant={active >= 0 ? rowId(listed, active) : undefined}
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
            height: entry.kind === 'day' ? DAY_HEIGHT : LINE_HEIGHT,
          };
          if (entry.kind === 'day')
            return (
              <div key={`day ${entry.day}`} className={styles.day} role="presentation" style={style}>
                <span>{formatDay(entry.day, language)}</span>
                <span>{formatNumber(entry.count, language)}</span>
              </div>
            );
          const line = pages.row(entry.index);
          const isBelow = line?.kind === 'message' && line.mailing !== null;
          return (
            <div
              key={entry.index}
              id={rowId(listed, entry.index)}
              className={`${shared.row ?? ''} ${styles.row ?? ''}`}
              role={hasMailings ? 'treeitem' : 'option'}
              aria-level={hasMailings ? (isBelow ? 2 : 1) : undefined}
              aria-expanded={line?.kind === 'mailing' ? line.isUnfolded : undefined}
              aria-selected={entry.index === active}
              aria-posinset={line?.position ?? entry.index + 1}
              aria-setsize={line?.of ?? layout.lines}
              data-below={isBelow || undefined}
              style={style}
              onClick={() => void open(entry.index)}
            >
              {line === undefined ? (
                <RowSkeleton />
              ) : line.kind === 'message' ? (
                <SentRowView row={line.row} />
              ) : (
                <Suspense fallback={<RowSkeleton />}>
                  <SentMailingRow mailing={line.mailing} isUnfolded={line.isUnfolded} />
                </Suspense>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const rowId = ({ list }: Listed, index: number) => `${list}-${index}`;

/** Appears only after 200 ms (css): what comes at once does not flicker. */
export function RowSkeleton() {
  return (
    <span className={styles.skeleton} aria-hidden>
      <i />
      <i />
    </span>
  );
}
