/** The way to one message in Sent, from wherever it is named: its mailing is unfolded, and its page fetched, since the list opens what its pages have. */
import type { SentList } from '#core/contract/sent.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { call } from '../../api.ts';
import { unfoldedWith, usePlace } from '../../place.tsx';
import { fetchLine } from './pages.ts';

/** Rejects with CallFailed. One that Sent does not have yet is chosen when it comes. */
export function useShowSent(): (list: SentList, submissionId: SubmissionId) => Promise<void> {
  const { go, select, unfold, unfoldedNow } = usePlace();
  return async (list, submissionId) => {
    const before = unfoldedNow();
    const found = await call('sent.place', { list, submissionId, unfolded: [...before] });
    if (found !== null) {
      const { row, mailing } = found;
      const unfolded = mailing === null ? before : unfoldedWith(before, mailing, true);
      await fetchLine({ list, unfolded }, row);
      if (mailing !== null) unfold(mailing, true);
    }
    go(list);
    select({ [list]: submissionId });
  };
}
