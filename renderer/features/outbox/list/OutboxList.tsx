/**
 * The cards, of which only those in view are drawn, however many wait. Arrows move from card to card, Tab goes into one. Cards differ in
 * height: each is measured once it is drawn, and guessed before.
 */
import {
  Suspense,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import type { OutboxLine } from '#core/contract/mailings.ts';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { Heights } from '../../../ui/list/heights.ts';
import { indexAfter } from '../../../ui/list/keys.ts';
import { pagesOf } from '../../../ui/list/pages.ts';
import { useScrolled } from '../../../ui/list/scrolled.ts';
import { ErrorPane } from '../../../ui/index.ts';
import { errorOf } from '../../../api.ts';
import { unfoldedWith, usePlace } from '../../../place.tsx';
import { useWords } from '../../../words.ts';
import { OutboxMailingCard } from '../../mailings/lazy.ts';
import { OutboxCard } from '../card/OutboxCard.tsx';
import styles from '../outbox.module.css';
import { fetchListed, useOutboxPages, type Listed } from './pages.ts';

/** px: a card that is not opened, with the gap below it */
const GUESS = 66;
/** px below the last card */
const LAST_GAP = 16;
/** Cards drawn beyond the view at either end. */
const BEYOND = 4;

export function OutboxList({
  listed,
  total,
  onRead,
}: {
  readonly listed: Listed;
  readonly total: number;
  readonly onRead: (item: OutboxItem) => void;
}) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { top, height, onScroll } = useScrolled(scroller);
  const { heights, measure } = useHeights(total);
  const first = Math.max(0, heights.rowAt(top) - BEYOND);
  const last = Math.min(total - 1, heights.rowAt(top + height) + BEYOND);
  const inView = pagesOf(first, Math.max(first, last));
  const pages = useOutboxPages(listed, inView);
  const { active, wanted, reached, goTo, onKeyDown } = useArrows(scroller, heights, total);
  const { unfold, unfoldedNow } = usePlace();
  useMeasured(scroller, measure);

  const onUnfold = async (line: OutboxLine & { kind: 'mailing' }, index: number, isUnfolded: boolean) => {
    const { id } = line.mailing;
    const unfolded = unfoldedWith(unfoldedNow(), id, isUnfolded);
    // A list that cannot be read says so where it is drawn.
    await fetchListed({ ...listed, unfolded }, inView).catch(() => undefined);
    unfold(id, isUnfolded);
    reached(index);
  };
  const below = heights.offsetOf(total) - heights.offsetOf(Math.max(first, last + 1));
  if (pages.failed !== null)
    return <ErrorPane title={t('outbox.cannotList')} error={errorOf(pages.failed)} onRetry={pages.retry} />;
  return (
    <div ref={scroller} className={styles.scroller} onScroll={onScroll} onKeyDown={onKeyDown}>
      {/* A box that scrolls is never lower than its own padding: the room of cards that are not drawn is inside it. */}
      <ul
        className={styles.cards}
        aria-label={t('app.place.outbox')}
        style={{ paddingTop: heights.offsetOf(first), paddingBottom: below + LAST_GAP }}
      >
        {Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => {
          const index = first + step;
          const line = pages.row(index);
          const place = {
            index,
            position: line?.position ?? index + 1,
            of: line?.of ?? total,
            isActive: index === Math.min(active, total - 1),
            isWanted: index === wanted,
          };
          if (line === undefined) return <CardSkeleton key={index} index={index} />;
          if (line.kind === 'mailing')
            return (
              <Suspense key={`mailing ${line.mailing.id}`} fallback={<CardSkeleton index={index} />}>
                <OutboxMailingCard
                  line={line}
                  place={place}
                  onFocus={() => reached(index)}
                  onUnfold={(isUnfolded) => void onUnfold(line, index, isUnfolded)}
                  onGo={() => goTo(index + 1)}
                />
              </Suspense>
            );
          return (
            <OutboxCard
              key={line.item.submission.id}
              item={line.item}
              place={place}
              isBelow={line.mailing !== null}
              onFocus={() => reached(index)}
              onRead={() => onRead(line.item)}
              onOut={() => goTo(index - line.position)}
            />
          );
        })}
      </ul>
    </div>
  );
}

/** Heights belong to places in the list: when its length changes, all are measured anew. */
function useHeights(total: number) {
  const [known, setKnown] = useState(() => new Heights(total, GUESS));
  const heights = known.rows === total ? known : new Heights(total, GUESS);
  if (heights !== known) setKnown(heights);
  const measure = (found: readonly (readonly [number, number])[]) => {
    const next = heights.with(found);
    if (next !== heights) setKnown(next);
  };
  return { heights, measure };
}

/** After each drawing, and whenever a card grows or shrinks by itself. */
function useMeasured(
  scroller: { readonly current: HTMLElement | null },
  measure: (found: readonly (readonly [number, number])[]) => void,
): void {
  const read = useEffectEvent(() => {
    const cards = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
    measure(
      cards.map((card) => {
        const gap = parseFloat(getComputedStyle(card).marginBottom);
        return [Number(card.dataset.index), card.offsetHeight + gap] as const;
      }),
    );
  });
  useLayoutEffect(() => read());
  useEffect(() => {
    const box = scroller.current;
    const list = box?.firstElementChild;
    if (box === null || list === null || list === undefined) return;
    const sizes = new ResizeObserver(() => read());
    const watch = () => {
      sizes.disconnect();
      for (const card of box.querySelectorAll('[data-index]')) sizes.observe(card);
    };
    const cards = new MutationObserver(watch);
    cards.observe(list, { childList: true });
    watch();
    return () => {
      sizes.disconnect();
      cards.disconnect();
    };
  }, [scroller]);
}

/** The card that Tab comes to; arrows move it, Page Up and Page Down by what fits into the view. */
function useArrows(scroller: { readonly current: HTMLElement | null }, heights: Heights, total: number) {
  const [active, setActive] = useState(0);
  /** where the keys have gone while the card there is still to be drawn */
  const [wanted, setWanted] = useState<number | null>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
    // Inside a card the keys are its buttons' and fields' own.
    if (target.dataset.index === undefined) return;
    const box = scroller.current;
    const screen = Math.max(1, Math.floor((box?.clientHeight ?? 0) / GUESS) - 1);
    const next = indexAfter(event.key, active, total, screen);
    if (next === undefined || box === null) return;
    event.preventDefault();
    goTo(next);
  };
  const goTo = (next: number) => {
    const box = scroller.current;
    if (box === null) return;
    setActive(next);
    const upper = heights.offsetOf(next);
    const lower = heights.offsetOf(next + 1);
    if (upper < box.scrollTop) box.scrollTo({ top: upper });
    else if (lower > box.scrollTop + box.clientHeight) box.scrollTo({ top: lower - box.clientHeight });
    if (!focusCard(box, next)) setWanted(next);
  };
  const reached = (index: number) => {
    setActive(index);
    setWanted(null);
  };
  return { active, wanted, reached, goTo, onKeyDown };
}

/** False: it is not drawn yet. */
function focusCard(box: HTMLElement | null, index: number): boolean {
  const card = box?.querySelector<HTMLElement>(`[data-index="${String(index)}"]:not([data-loading])`);
  card?.focus();
  return card !== null && card !== undefined;
}

/** Appears only after 200 ms (css): what comes at once does not flicker. */
export function CardSkeleton({ index }: { readonly index?: number }) {
  return (
    <li className={styles.card} data-loading data-index={index} aria-hidden>
      <span className={styles.skeleton}>
        <i />
        <i />
      </span>
    </li>
  );
}
