/** Where the composer says that a draft goes as one message each, and where that is chosen: what it shows is loaded when it is asked for. */
import { lazy, Suspense, type ComponentProps } from 'react';
import { loadDoubtsWords } from '../findings/words.ts';

const Strip = lazy(() => withWords(import('./StripView.tsx')));
const Note = lazy(() => withWords(import('./NoteView.tsx')));
const Option = lazy(() => withWords(import('./OptionView.tsx')));

async function withWords<T>(view: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([view, loadDoubtsWords()]);
  return loaded;
}

/** Just above Send. */
export const EachStrip = (props: ComponentProps<typeof Strip>) => (
  <Suspense>
    <Strip {...props} />
  </Suspense>
);

/** In the slip. */
export const EachNote = (props: ComponentProps<typeof Note>) => (
  <Suspense>
    <Note {...props} />
  </Suspense>
);

export const EachOption = (props: ComponentProps<typeof Option>) => (
  <Suspense>
    <Option {...props} />
  </Suspense>
);
