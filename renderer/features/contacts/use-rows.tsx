/** A list of rows of one height, drawn where they are in view: arrows move the choice, Enter opens it, Delete forgets it. */
import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { indexAfter } from '../../ui/list/keys.ts';
import shared from '../../ui/list/rows.module.css';
import { useScrolled } from '../../ui/list/scrolled.ts';
import styles from './contacts.module.css';

const HEIGHT = 56;
/** Rows drawn beyond the view at either end. */
const BEYOND = 8;

export interface Rows {
  /** the first and last that are drawn */
  readonly first: number;
  readonly last: number;
  readonly draw: (content: (index: number) => ReactNode) => ReactNode;
}

export function useRows({
  label,
  total,
  chosen,
  onMove,
  onForget,
}: {
  readonly label: string;
  readonly total: number;
  /** -1: none */
  readonly chosen: number;
  /** `open`: on a narrow window, show it in place of the list */
  readonly onMove: (index: number, open: boolean) => void;
  readonly onForget: () => void;
}): Rows {
  const scroller = useRef<HTMLDivElement>(null);
  const { top, height, onScroll } = useScrolled(scroller);
  const first = Math.max(0, Math.floor(top / HEIGHT) - BEYOND);
  const last = Math.min(total - 1, Math.ceil((top + height) / HEIGHT) + BEYOND);
  const active = chosen < total ? chosen : -1;

  const follow = useEffectEvent(() => {
    const box = scroller.current;
    if (box === null || active < 0) return;
    const upper = active * HEIGHT;
    if (upper < box.scrollTop) box.scrollTop = upper;
    else if (upper + HEIGHT > box.scrollTop + box.clientHeight)
      box.scrollTop = upper + HEIGHT - box.clientHeight;
  });
  useEffect(() => follow(), [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const screen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / HEIGHT) - 1);
    const next = indexAfter(event.key, active, total, screen);
    if (next !== undefined) onMove(next, false);
    else if (event.key === 'Enter' && active >= 0) onMove(active, true);
    else if (event.key === 'Delete' && active >= 0) onForget();
    else return;
    event.preventDefault();
  };

  const draw = (content: (index: number) => ReactNode) => (
    <div
      ref={scroller}
      className={shared.scroller}
      role="listbox"
      aria-label={label}
      aria-activedescendant={active >= 0 ? optionId(active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
    >
      <div className={styles.rows} role="presentation" style={{ height: total * HEIGHT }}>
        {Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => {
          const index = first + step;
          return (
            <div
              key={index}
              id={optionId(index)}
              className={`${shared.row ?? ''} ${styles.row ?? ''}`}
              role="option"
              aria-selected={index === active}
              aria-posinset={index + 1}
              aria-setsize={total}
              style={{ transform: `translateY(${String(index * HEIGHT)}px)`, height: HEIGHT }}
              onClick={() => onMove(index, true)}
            >
              {content(index)}
            </div>
          );
        })}
      </div>
    </div>
  );
  return { first, last, draw };
}

const optionId = (index: number): string => `contact-${String(index)}`;
