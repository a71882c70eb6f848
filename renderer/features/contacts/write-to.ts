/** Begins a message to somebody, in a tab of the composer. */
import type { RecipientEntry } from '#core/message/draft.ts';
import { call, errorOf } from '../../api.ts';
import { usePlace } from '../../place.tsx';
import { toast, useErrorWords } from '../../ui/index.ts';

export function useWriteTo(): (to: readonly RecipientEntry[]) => void {
  const { compose } = usePlace();
  const say = useErrorWords();
  const begin = async (to: readonly RecipientEntry[]) => {
    const { id, revision, content } = await call('drafts.create', { accountId: null });
    await call('drafts.save', { id, revision, content: { ...content, to: [...to] } });
    await compose(id);
  };
  return (to) =>
    void begin(to).catch((caught: unknown) => toast({ kind: 'error', title: say(errorOf(caught)) }));
}
