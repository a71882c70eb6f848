/** Drafts that were begun outside of the window, by a link or on the command line: each opens in a tab, and what was not taken is said. */
import { useEvent } from '../api.ts';
import { usePlace } from '../place.tsx';
import { toast } from '../ui/toast/toast.tsx';
import { useWords } from '../words.ts';

export function useHandedDrafts(): void {
  const { t } = useWords();
  const { compose } = usePlace();
  useEvent('drafts.handed', ({ id, leftOut, notAttached }) => {
    void compose(id);
    if (leftOut.length > 0)
      toast({ kind: 'info', title: t('compose.handed.leftOut', { names: leftOut.join(', ') }) });
    if (notAttached.length > 0)
      toast({ kind: 'error', title: t('compose.handed.notAttached', { names: notAttached.join(', ') }) });
  });
}
