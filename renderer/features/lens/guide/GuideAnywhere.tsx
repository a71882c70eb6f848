/**
 * The guide from wherever the user is: a command. Where a message is open, the lens carries it out instead (Lens.tsx), with samples of it; the
 * view is loaded when it is first opened.
 */
import { Suspense, useEffect, useEffectEvent, type ReactNode } from 'react';
import { useCommand } from '../../../commands.tsx';
import { usePlace } from '../../../place.tsx';
import { marksNarrow } from '../../../ui/panes/narrow.ts';
import { Guide, GuideProvider, useGuideState } from './use-guide.tsx';
import styles from './anywhere.module.css';

/** Lies over the right of what it is given. */
export function GuideAnywhere({ children }: { readonly children: ReactNode }) {
  const guide = useGuideState();
  const { place } = usePlace();
  useCommand('guide', () => guide.open());
  const makeRoom = useEffectEvent(() => guide.makeRoom());
  useEffect(() => makeRoom(), [place]);
  return (
    <>
      <GuideProvider state={guide}>{children}</GuideProvider>
      {guide.chapter !== null && (
        <Suspense fallback={null}>
          <div ref={marksNarrow} className={styles.over} data-column>
            <Guide state={guide} open={null} />
          </div>
        </Suspense>
      )}
    </>
  );
}
