/** Tells, wherever the user is, that a submission did not go as hoped; it stays until dismissed. In the outbox its card says so already, and
 * in the composer its tab does. */
import { useRef } from 'react';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Submission, SubmissionStatus } from '#core/outbox/submission.ts';
import { useEvent } from '../api.ts';
import { usePlace } from '../place.tsx';
import { useDiagnosisText } from '../ui/exchange/diagnosis-words.ts';
import { toast } from '../ui/toast/toast.tsx';
import { useWords } from '../words.ts';

const bad = ['failed', 'partly-sent', 'unknown', 'deferred', 'held', 'queued'] as const;

/** Queued again after an attempt that failed is news; queued for its first one is not. */
const badNow = ({ status, diagnosis }: Submission) =>
  status === 'queued' && diagnosis === null ? undefined : bad.find((one) => one === status);

export function FailureNews() {
  const { t } = useWords();
  const { place, go, activeDraft } = usePlace();
  const diagnose = useDiagnosisText();
  const last = useRef(new Map<SubmissionId, SubmissionStatus>());
  useEvent('outbox.changed', ({ id, item }) => {
    const before = last.current.get(id);
    if (item === null) {
      last.current.delete(id);
      return;
    }
    const { status, diagnosis, draftId } = item.submission;
    last.current.set(id, status);
    const what = badNow(item.submission);
    const inView = place === 'outbox' || (place === 'compose' && draftId !== null && draftId === activeDraft);
    // Only news: what stood in the outbox before this window opened is counted in the places.
    if (what === undefined || before === undefined || before === status || inView) return;
    const title = diagnosis && what !== 'unknown' ? diagnose(diagnosis).title : t(`app.status.${what}`);
    const subject = item.subject === '' ? t('outbox.noSubject') : item.subject;
    toast({
      kind: 'error',
      title,
      detail: t('app.keptInOutbox', { subject }),
      action: { label: t('app.why'), run: () => go('outbox') },
    });
  });
  return null;
}
