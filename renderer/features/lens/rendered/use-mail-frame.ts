/**
 * Keeps a mail view where the page has room for it. The view lies above the page like a pane of glass: where something of the page has to be
 * in front (a menu, a dialog, a toast), or the room scrolls away, a picture of the view stands in for it.
 */
import { useEffect, useState, type RefObject } from 'react';
import type { MailBody, MailViewId } from '#core/contract/mail-view.ts';
import { call } from '../../../api.ts';

export interface MailFrame {
  /** null: not shown yet, or gone */
  readonly id: MailViewId | null;
  /** what stands in for the view while it is hidden: a data address */
  readonly picture: string | null;
  readonly failed: boolean;
  readonly setGone: () => void;
}

/** px between the places that are looked at for something in front: smaller than any menu */
const STEP = 24;

export function useMailFrame(room: RefObject<HTMLElement | null>, body: MailBody | undefined): MailFrame {
  const [id, setId] = useState<MailViewId | null>(null);
  const [picture, setPicture] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (body === undefined) return undefined;
    let shown: MailViewId | null = null;
    let isOver = false;
    const close = (one: MailViewId) => void call('mailView.close', { id: one }).catch(() => undefined);
    call('mailView.show', body).then(
      (answer) => {
        if (isOver) {
          close(answer.id);
          return;
        }
        shown = answer.id;
        setId(shown);
        setFailed(false);
      },
      () => setFailed(true),
    );
    return () => {
      isOver = true;
      setId(null);
      setPicture(null);
      if (shown !== null) close(shown);
    };
  }, [body]);

  useEffect(() => {
    const element = room.current;
    if (id === null || element === null) return undefined;
    return followRoom(element, id, setPicture);
  }, [id, room]);

  const setGone = () => {
    setId(null);
    setPicture(null);
    setFailed(true);
  };
  return { id, picture, failed, setGone };
}

/** Whether all that can be seen at the room's place is the room itself. */
function isInFront(room: HTMLElement, { left, top, right, bottom }: DOMRect): boolean {
  if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1) return false;
  for (let y = top + 1; y < bottom; y += STEP)
    for (let x = left + 1; x < right; x += STEP) {
      const found = document.elementFromPoint(x, y);
      if (found !== null && !room.contains(found)) return false;
    }
  return true;
}

function followRoom(
  room: HTMLElement,
  id: MailViewId,
  setPicture: (picture: string | null) => void,
): () => void {
  let placed = '';
  let frame = 0;
  /** one after the other, so that the last word counts */
  let said: Promise<unknown> = Promise.resolve();
  const say = (what: () => Promise<void>) => {
    said = said.then(what).catch(() => undefined);
  };
  const look = () => {
    frame = 0;
    const rectangle = room.getBoundingClientRect();
    const { x, y, width, height } = rectangle;
    const next = isInFront(room, rectangle) ? [x, y, width, height].join(' ') : 'hidden';
    if (next === placed) return;
    placed = next;
    say(async () => {
      if (next === 'hidden') setPicture((await call('mailView.hide', { id })).picture);
      else {
        await call('mailView.place', { id, place: { x, y, width, height } });
        setPicture(null);
      }
    });
  };
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(look);
  };
  const sizes = new ResizeObserver(soon);
  sizes.observe(room);
  const changes = new MutationObserver(soon);
  changes.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['style', 'class', 'hidden', 'open'],
  });
  window.addEventListener('resize', soon);
  window.addEventListener('scroll', soon, { capture: true, passive: true });
  soon();
  return () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    changes.disconnect();
    window.removeEventListener('resize', soon);
    window.removeEventListener('scroll', soon, { capture: true });
  };
}
