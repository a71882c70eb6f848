/** Deletes a draft and offers Undo; where it was deleted from does not matter. */
import type { DraftId } from '#core/message/ids.ts';
import { call, errorOf } from '../../api.ts';
import { usePlace } from '../../place.tsx';
import { toast, useErrorWords } from '../../ui/index.ts';
import { useWords } from '../../words.ts';

export function useRemoveDraft(): (id: DraftId, subject: string) => Promise<void> {
  const { t } = useWords();
  const say = useErrorWords();
  const { closeDraft } = usePlace();
  const failed = (caught: unknown) => toast({ kind: 'error', title: say(errorOf(caught)) });
  return async (id, subject) => {
    try {
      await call('drafts.remove', { id });
    } catch (caught) {
      failed(caught);
      return;
    }
    closeDraft(id);
    toast({
      kind: 'info',
      title: t('compose.deleted', { subject: subject.trim() === '' ? t('compose.noSubject') : subject }),
      undo: () => void call('drafts.restore', { id }).catch(failed),
    });
  };
}
