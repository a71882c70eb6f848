/** Where the composer says that a draft goes as one message each, and where that is chosen: what it shows is loaded when it is asked for. */
import { lazy, Suspense, type ComponentProps } from 'react';
import { loadDoubtsWords } from '../findings/words.ts';

const views = async () => {
  const [loaded] = await Promise.all([import('./views.tsx'), loadDoubtsWords()]);
  return loaded;
};
const Strip = lazy(async () => ({ default: (await views()).EachStrip }));
const Note = lazy(async () => ({ default: (await views()).EachNote }));
const Option = lazy(async () => ({ default: (await views()).EachOption }));

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
