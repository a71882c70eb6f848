/** Above the fields of a draft that was made of a message: what of it changes, what stays, and what could not be carried over. */
import { lazy, Suspense } from 'react';
import type { DraftId } from '#core/message/ids.ts';
import { useReuseNote } from './notes.ts';

const ReuseStrip = lazy(async () => {
  const [strip, { loadReuseWords }] = await Promise.all([import('./ReuseStrip.tsx'), import('./words.ts')]);
  await loadReuseWords();
  return strip;
});

export function Reused({ id }: { readonly id: DraftId }) {
  const note = useReuseNote(id);
  return note === undefined ? null : (
    <Suspense>
      <ReuseStrip id={id} note={note} />
    </Suspense>
  );
}
