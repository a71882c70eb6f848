/** Back to a draft: what Undo after Send does, and Edit in the outbox. The draft comes back as it was, in front. */
import { IconCalendarClock, IconSend2 } from '@tabler/icons-react';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import { call, errorOf } from '../../../api.ts';
import { formatMoment, formatSpan } from '../../../format.ts';
import { useOutboxSummary } from '../../../outbox-answers.ts';
import { usePlace } from '../../../place.tsx';
import { useNow } from '../../../ui/clock.ts';
import { closeToast, toast, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from './sending.module.css';

const keyOf = (id: SubmissionId): string => `undo ${id}`;

/** The offer of Undo goes where it has been taken up, or nothing is left to undo. */
export const withdrawUndo = (id: SubmissionId): void => closeToast(keyOf(id));

/** Resolves when the draft is in front, or the user was told why not. */
export function useBackToDraft(): (id: SubmissionId) => Promise<void> {
  const { t } = useWords();
  const say = useErrorWords();
  const { compose } = usePlace();
  return async (id) => {
    try {
      const { draftId } = await call('outbox.edit', { id });
      withdrawUndo(id);
      await compose(draftId);
    } catch (caught) {
      const error = errorOf(caught);
      const late = error.code === 'not-now' || error.code === 'not-found';
      toast({
        kind: 'error',
        title: t(late ? 'outbox.undo.tooLate' : 'outbox.undo.failed'),
        detail: late ? t('outbox.undo.tooLateText') : say(error),
      });
    }
  };
}

/** What was handed over, as the offer names it. */
export interface HandedOver {
  readonly id: SubmissionId;
  readonly subject: string;
  readonly recipients: number;
}

export function useOfferUndo(): (handed: HandedOver, undoUntil: number) => void {
  const { t } = useWords();
  const back = useBackToDraft();
  return ({ id, subject, recipients }, undoUntil) =>
    toast({
      kind: 'info',
      key: keyOf(id),
      icon: IconSend2,
      title: <SendingIn until={undoUntil} />,
      detail: t('outbox.undo.what', { subject: subject || t('outbox.noSubject'), count: recipients }),
      ms: Math.max(0, undoUntil - Date.now()),
      undo: () => void back(id),
    });
}

export function useTellScheduled(): (handed: HandedOver, schedule: Schedule) => void {
  const { t, language } = useWords();
  const back = useBackToDraft();
  return ({ id, subject, recipients }, { at, zone }) =>
    toast({
      kind: 'info',
      key: keyOf(id),
      icon: IconCalendarClock,
      title: t('outbox.undo.scheduled', { when: formatMoment(at, language, zone) }),
      detail: t('outbox.undo.what', { subject: subject || t('outbox.noSubject'), count: recipients }),
      undo: () => void back(id),
    });
}

/** It counts for the eye; read aloud is once how long there is. */
function SendingIn({ until }: { readonly until: number }) {
  const { t, language } = useWords();
  const now = useNow(true);
  const isPaused = useOutboxSummary()?.allPaused === true;
  if (isPaused) return t('outbox.allPaused');
  const left = t('outbox.undo.sendingIn', { span: formatSpan(until - now, language) });
  return (
    <>
      <span aria-hidden>{left}</span>
      <span className={styles.heard}>{t('outbox.undo.heard')}</span>
    </>
  );
}
