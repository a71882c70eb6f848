/**
 * Tells, wherever the user is, that a submission did not go as hoped, or that an account is on hold; it stays until dismissed. Many
 * failures are one piece of news. In the outbox their cards say so already, and in the composer the draft does.
 */
import { useEffect, useRef } from 'react';
import type { HeldAccount, OutboxItem } from '#core/contract/outbox.ts';
import type { AccountId, DraftId, SubmissionId } from '#core/message/ids.ts';
import type { Submission } from '#core/outbox/submission.ts';
import { useEvent } from '../api.ts';
import { formatNumber } from '../format.ts';
import { useOutboxSummary } from '../outbox-answers.ts';
import { usePlace } from '../place.tsx';
import { putOff, useDiagnosisText } from '../ui/exchange/diagnosis-words.ts';
import { closeToast, toast } from '../ui/toast/toast.tsx';
import { useWords } from '../words.ts';

const bad = ['failed', 'partly-sent', 'unknown', 'deferred', 'held', 'queued'] as const;

/** Queued again after an attempt that failed is news; queued for its first one is not. An account's hold is told once for all of it. */
const badNow = ({ status, diagnosis, hold }: Submission) =>
  (status === 'queued' && diagnosis === null) || hold === 'account'
    ? undefined
    : bad.find((one) => one === status);

const isOnItsWay: ReadonlySet<Submission['status']> = new Set(['queued', 'sending']);

const KEY = 'failures';

export function FailureNews() {
  useFailures();
  useHolds();
  return null;
}

function useFailures(): void {
  const { t, language } = useWords();
  const { place, go, activeDraft } = usePlace();
  const diagnose = useDiagnosisText();
  const last = useRef(new Map<SubmissionId, string>());
  /** those the standing news is about */
  const told = useRef(new Set<SubmissionId>());
  const action = { label: t('app.why'), run: () => go('outbox') };
  const onClose = () => told.current.clear();
  const tell = ({ submission, subject }: OutboxItem, what: (typeof bad)[number]) => {
    const { diagnosis } = submission;
    told.current.add(submission.id);
    const number = told.current.size;
    if (number > 1)
      toast({
        kind: 'error',
        key: KEY,
        title: t('app.keptMany', { number: formatNumber(number, language) }),
        detail: t('app.keptManyText'),
        action,
        onClose,
      });
    else
      toast({
        kind: 'error',
        key: KEY,
        title:
          diagnosis && what !== 'unknown'
            ? diagnose(what === 'deferred' ? putOff(diagnosis) : diagnosis).title
            : t(`app.status.${what}`),
        detail: t('app.keptInOutbox', { subject: subject === '' ? t('outbox.noSubject') : subject }),
        action,
        onClose,
      });
  };
  useEvent('outbox.changed', ({ id, item }) => {
    const before = last.current.get(id);
    if (item === null) {
      last.current.delete(id);
      return;
    }
    const { status, draftId } = item.submission;
    const what = badNow(item.submission);
    // On its way it is in no state of its own: what is put off again at each try is no news again.
    if (what === undefined && before !== undefined && isOnItsWay.has(status)) return;
    last.current.set(id, status);
    const inView = place === 'outbox' || (place === 'compose' && draftId !== null && draftId === activeDraft);
    // Only news: what stood in the outbox before this window opened is counted in the places.
    if (what === undefined || before === undefined || before === status || inView) return;
    tell(item, what);
  });
}

const keyOf = (id: AccountId) => `held ${id}`;

function useHolds(): void {
  const { t } = useWords();
  const { place, go, activeDraft } = usePlace();
  const diagnose = useDiagnosisText();
  const held = useOutboxSummary()?.heldAccounts;
  /** null: nothing is known yet, and what stood before is no news */
  const known = useRef<ReadonlySet<AccountId> | null>(null);
  /** the draft whose sending found it out */
  const foundBy = useRef(new Map<AccountId, DraftId | null>());
  useEvent('outbox.changed', ({ item }) => {
    const { hold, accountId, draftId } = item?.submission ?? {};
    if (accountId !== undefined && hold === 'account') foundBy.current.set(accountId, draftId ?? null);
  });
  const isInView = (id: AccountId) =>
    place === 'outbox' ||
    (place === 'compose' && activeDraft !== null && foundBy.current.get(id) === activeDraft);
  const tell = ({ accountId, accountName: account, diagnosis, count }: HeldAccount) =>
    toast({
      kind: 'error',
      key: keyOf(accountId),
      title: t('app.heldNews', { account, reason: diagnose(diagnosis).title }),
      detail: t('app.heldNewsText', { count }),
      action: { label: t('app.mend'), run: () => go('outbox') },
    });
  useEvent('outbox.summaryChanged', ({ heldAccounts }) => {
    const before = known.current ?? new Set(held?.map(({ accountId }) => accountId));
    known.current = new Set(heldAccounts.map(({ accountId }) => accountId));
    for (const id of before) if (!known.current.has(id)) closeToast(keyOf(id));
    for (const one of heldAccounts) if (!before.has(one.accountId) && !isInView(one.accountId)) tell(one);
  });
  // Whoever looks at the outbox has the news before them.
  useEffect(() => {
    if (place === 'outbox') for (const id of known.current ?? []) closeToast(keyOf(id));
  }, [place]);
}
