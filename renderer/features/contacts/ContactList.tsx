/** The list by name: virtual, one page of the database at a time. Keys move the selection, Delete forgets. */
import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import type { Contact } from '#core/contacts/contact.ts';
import { indexAfter } from '../../ui/list/keys.ts';
import { pagesOf } from '../../ui/list/pages.ts';
import { useScrolled } from '../../ui/list/scrolled.ts';
import styles from './contacts.module.css';
import { fetchContact, usePages } from './pages.ts';

const HEIGHT = 56;
/** Rows drawn beyond the view at either end. */
const BEYOND = 8;

export interface Chosen {
  readonly index: number;
  readonly contact: Contact;
}

export function ContactList({
  label,
  typed,
  total,
  chosen,
  onChoose,
  onForget,
}: {
  readonly label: string;
  readonly typed: string;
  readonly total: number;
  readonly chosen: Chosen | null;
  /** `open`: on a narrow window, show the contact in place of the list */
  readonly onChoose: (chosen: Chosen, open: boolean) => void;
  readonly onForget: (contact: Contact) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const { top, height, onScroll } = useScrolled(scroller);
  const first = Math.max(0, Math.floor(top / HEIGHT) - BEYOND);
  const last = Math.min(total - 1, Math.ceil((top + height) / HEIGHT) + BEYOND);
  const pages = usePages(typed, pagesOf(first, last));
  const active = chosen !== null && chosen.index < total ? chosen.index : -1;

  const follow = useEffectEvent(() => {
    const box = scroller.current;
    if (box === null || active < 0) return;
    const upper = active * HEIGHT;
    if (upper < box.scrollTop) box.scrollTop = upper;
    else if (upper + HEIGHT > box.scrollTop + box.clientHeight)
      box.scrollTop = upper + HEIGHT - box.clientHeight;
  });
  useEffect(() => follow(), [active]);

  const move = async (index: number, open: boolean) => {
    const contact = pages.row(index) ?? (await fetchContact(typed, index).catch(() => undefined));
    if (contact !== undefined) onChoose({ index, contact }, open);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const screen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / HEIGHT) - 1);
    const next = indexAfter(event.key, active, total, screen);
    if (next !== undefined) void move(next, false);
    else if (event.key === 'Enter' && active >= 0) void move(active, true);
    else if (event.key === 'Delete' && chosen !== null) onForget(chosen.contact);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={styles.scroller}
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
          const contact = pages.row(index);
          return (
            <div
              key={index}
              id={optionId(index)}
              className={styles.row}
              role="option"
              aria-selected={index === active}
              aria-posinset={index + 1}
              aria-setsize={total}
              style={{ transform: `translateY(${String(index * HEIGHT)}px)`, height: HEIGHT }}
              onClick={() => void move(index, true)}
            >
              {contact !== undefined && contact.name !== '' && <b className={styles.line}>{contact.name}</b>}
              <span className={styles.line}>{contact?.address}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

const optionId = (index: number): string => `contact-${String(index)}`;
