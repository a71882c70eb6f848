/** The messages of an mbox in the order of the file: a virtual list, whose rows are read when they come into view. */
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import { formatBytes, formatDateTime, formatNumber } from '../../../format.ts';
import { usePlace } from '../../../place.tsx';
import { Icon, PaneHeader } from '../../../ui/index.ts';
import { indexAfter } from '../../../ui/list/keys.ts';
import { useScrolled } from '../../../ui/list/scrolled.ts';
import { useWords } from '../../../words.ts';
import { leave, type OpenedItem } from '../store.ts';
import { useOpenedWords } from '../words.ts';
import { entryFacts, MOST_ENTRIES, type MboxListing } from './listing.ts';
import { useListingVersion } from './use-listing.ts';
import styles from '../opened.module.css';

const ROW = 64;
/** px: browsers end at some 30 million */
const TALLEST = 12_000_000;
const BEYOND = 6;

export function MboxList({
  item,
  listing,
  selected,
  onSelect,
}: {
  readonly item: OpenedItem;
  readonly listing: MboxListing;
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
}) {
  const t = useOpenedWords();
  const { language } = useWords();
  const place = usePlace();
  const scroller = useRef<HTMLDivElement>(null);
  useListingVersion(listing);
  const { top, height, onScroll } = useScrolled(scroller);
  const rows = listing.count;
  const tall = Math.min(rows * ROW, TALLEST);
  // Beyond the tallest, the scroll bar stands for a share of the rows.
  const range = Math.max(1, tall - height);
  const above = rows * ROW > TALLEST ? (Math.min(top, range) / range) * (rows - height / ROW) : top / ROW;
  const first = Math.max(0, Math.floor(above) - BEYOND);
  const last = Math.min(rows - 1, Math.ceil(above + height / ROW) + BEYOND);
  const offsetOf = (row: number) => top + (row - above) * ROW;

  const follow = useEffectEvent(() => {
    const box = scroller.current;
    if (box === null || selected === null) return;
    const seen = height / ROW;
    const upper = selected < above ? selected : selected + 1 > above + seen ? selected + 1 - seen : null;
    if (upper === null) return;
    box.scrollTop = rows * ROW > TALLEST ? (upper / Math.max(1, rows - seen)) * range : upper * ROW;
  });
  useEffect(() => follow(), [selected]);

  const back = () => {
    leave();
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[data-column] [role="listbox"]')?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const screen = Math.max(1, Math.floor(height / ROW) - 1);
    const next = indexAfter(event.key, selected ?? -1, rows, screen);
    if (next !== undefined) onSelect(next);
    else if (event.key === 'Enter' && selected !== null) place.select({}, true);
    else if (event.key === 'Escape' || event.key === 'ArrowLeft') back();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <PaneHeader
        title={
          <h1 className={styles.mboxTitle}>
            <ActionIcon aria-label={t('mbox.back')} onClick={back}>
              <Icon of={IconArrowLeft} size={18} />
            </ActionIcon>
            <span>{item.name}</span>
          </h1>
        }
        aside={t('mbox.count', { count: rows, shown: formatNumber(rows, language) })}
      />
      <ScanLine listing={listing} />
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        aria-label={t('mbox.entries', { name: item.name })}
        aria-activedescendant={selected === null ? undefined : entryId(selected)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
      >
        <div className={styles.sheet} role="presentation" style={{ height: tall }}>
          {Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => {
            const index = first + step;
            return (
              <div
                key={index}
                id={entryId(index)}
                className={styles.row}
                role="option"
                aria-selected={index === selected}
                aria-posinset={index + 1}
                aria-setsize={rows}
                style={{ transform: `translateY(${offsetOf(index)}px)`, height: ROW }}
                onClick={() => {
                  onSelect(index);
                  place.select({}, true);
                }}
              >
                <EntryRow item={item} listing={listing} index={index} />
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

const entryId = (index: number) => `entry-${index}`;

function EntryRow({
  item,
  listing,
  index,
}: {
  readonly item: OpenedItem;
  readonly listing: MboxListing;
  readonly index: number;
}) {
  const t = useOpenedWords();
  const { language } = useWords();
  const entry = listing.entry(index);
  // A list that is scrolled through quickly reads nothing on the way.
  const [wanted] = useDebouncedValue(true, 60, { leading: false });
  const facts = useQuery({
    queryKey: ['opened.row', item.key, entry.start],
    queryFn: () => entryFacts(listing, entry),
    gcTime: 60_000,
    enabled: wanted,
  }).data;
  return (
    <>
      <span className={styles.title}>{facts?.subject === '' ? t('noSubject') : (facts?.subject ?? '')}</span>
      <span className={styles.note}>
        {facts && (facts.at === null ? t('mbox.noDate') : formatDateTime(facts.at, language))}
      </span>
      <span className={styles.second}>
        <span className={styles.name}>{facts?.from ?? ''}</span>
        <span className={styles.size}>{formatBytes(entry.end - entry.start, language)}</span>
      </span>
    </>
  );
}

function ScanLine({ listing }: { readonly listing: MboxListing }) {
  const t = useOpenedWords();
  const { language } = useWords();
  const done = formatBytes(listing.scanned, language);
  const total = formatBytes(listing.bytes.size, language);
  const percent = Math.round((listing.scanned / Math.max(1, listing.bytes.size)) * 100);
  switch (listing.state) {
    case 'done':
      return null;
    case 'full':
      return <p className={styles.scan}>{t('mbox.most', { shown: formatNumber(MOST_ENTRIES, language) })}</p>;
    case 'running':
      return (
        <div className={styles.scan}>
          <div
            className={styles.progress}
            role="progressbar"
            aria-label={t('mbox.progress')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
          >
            <i style={{ width: `${percent}%` }} />
          </div>
          <span>{t('mbox.scanning', { done, total })}</span>
          <Button size="xs" onClick={() => listing.stop()}>
            {t('mbox.stop')}
          </Button>
        </div>
      );
    case 'stopped':
    case 'failed':
      return (
        <div className={styles.scan} role="status">
          <span>{t('mbox.stopped', { done, total })}</span>
          <Button size="xs" onClick={() => void listing.scan()}>
            {t('mbox.goOn')}
          </Button>
        </div>
      );
  }
}
