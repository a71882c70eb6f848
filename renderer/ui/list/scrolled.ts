/** Where a box is scrolled to, and how much of it is seen; px. */
import { useLayoutEffect, useState, type RefObject, type UIEvent } from 'react';

interface Scrolled {
  readonly top: number;
  readonly height: number;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

export function useScrolled(scroller: RefObject<HTMLElement | null>): Scrolled {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller]);
  const onScroll = (event: UIEvent<HTMLElement>) => setTop(event.currentTarget.scrollTop);
  return { top, height, onScroll };
}
