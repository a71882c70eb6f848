/** Header fields of the message's own, loaded with their words when the sending options are opened. */
import { lazy, Suspense, type ComponentProps } from 'react';
import { loadOwnFieldsWords } from './words.ts';

const Fields = lazy(async () => {
  const [loaded] = await Promise.all([import('./FieldRows.tsx'), loadOwnFieldsWords()]);
  return loaded;
});

export const OwnFields = (props: ComponentProps<typeof Fields>) => (
  <Suspense>
    <Fields {...props} />
  </Suspense>
);
