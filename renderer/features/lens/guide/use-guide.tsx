/** Whether the guide stands beside what is open, and at which chapter; who opened it gets the focus back. */
import { createContext, lazy, use, useRef, useState, type ReactNode } from 'react';
import { type ChapterId, chapterOf } from '#core/i18n/guide/chapters.ts';

export const Guide = lazy(() => import('./Guide.tsx'));

export interface GuideState {
  /** null: it is closed */
  readonly chapter: ChapterId | null;
  readonly show: (chapter: ChapterId) => void;
  /** at the chapter that helps with a field, or where it was left */
  readonly open: (field?: string) => void;
  readonly close: () => void;
  /** Closes it where it stands in the views' place: somebody wants to see one of them. */
  readonly makeRoom: () => void;
  readonly mounted: (element: HTMLElement | null) => void;
}

const Context = createContext<Pick<GuideState, 'open' | 'close' | 'chapter'>>({
  chapter: null,
  open: () => undefined,
  close: () => undefined,
});

/** Remembered while the program runs. */
let last: ChapterId = 'envelope';

export function useGuideState(): GuideState {
  const around = use(Context);
  const [chapter, setChapter] = useState<ChapterId | null>(null);
  const opener = useRef<Element | null>(null);
  const element = useRef<HTMLElement | null>(null);
  const show = (next: ChapterId) => {
    if (chapter === null) {
      // There is one at most: this one takes the place of the one around it.
      if (around.chapter !== null) around.close();
      opener.current = document.activeElement;
    }
    last = next;
    setChapter(next);
  };
  return {
    mounted: (mounted) => {
      element.current = mounted;
    },
    makeRoom: () => {
      const guide = element.current;
      if (guide !== null && guide.offsetWidth === guide.parentElement?.offsetWidth) setChapter(null);
    },
    chapter,
    show,
    open: (field) => show(field === undefined ? last : chapterOf(field)),
    close: () => {
      setChapter(null);
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
  };
}

export function GuideProvider({
  state,
  children,
}: {
  readonly state: GuideState;
  readonly children: ReactNode;
}) {
  return <Context value={state}>{children}</Context>;
}

/** Opens the guide: at the chapter that helps with a field, or where it was left. */
export function useOpenGuide(): (field?: string) => void {
  return use(Context).open;
}
