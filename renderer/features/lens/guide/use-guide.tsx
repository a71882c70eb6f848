/** Whether the guide stands beside the views, and at which chapter; who opened it gets the focus back. */
import { createContext, lazy, use, useRef, useState, type ReactNode } from 'react';
import { type ChapterId, chapterOf } from '#core/i18n/guide/chapters.ts';

export const Guide = lazy(() => import('./Guide.tsx'));

export interface GuideState {
  /** null: it is closed */
  readonly chapter: ChapterId | null;
  readonly show: (chapter: ChapterId) => void;
  readonly close: () => void;
  /** Closes it where it stands in the views' place: somebody wants to see one of them. */
  readonly makeRoom: () => void;
  readonly mounted: (element: HTMLElement | null) => void;
}

const Context = createContext<Pick<GuideState, 'show'>>({ show: () => undefined });

/** Remembered while the program runs. */
let last: ChapterId = 'envelope';

export function useGuideState(): GuideState {
  const [chapter, setChapter] = useState<ChapterId | null>(null);
  const opener = useRef<Element | null>(null);
  const element = useRef<HTMLElement | null>(null);
  return {
    mounted: (mounted) => {
      element.current = mounted;
    },
    makeRoom: () => {
      const guide = element.current;
      if (guide !== null && guide.offsetWidth === guide.parentElement?.offsetWidth) setChapter(null);
    },
    chapter,
    show: (next) => {
      if (chapter === null) opener.current = document.activeElement;
      last = next;
      setChapter(next);
    },
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
  const { show } = use(Context);
  return (field) => show(field === undefined ? last : chapterOf(field));
}
