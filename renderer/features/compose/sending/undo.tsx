/** Back to a draft: what Undo after Send does, and Edit in the outbox. The draft comes back as it was, in front. */
import { IconCalendarClock, IconSend2 } from '@tabler/icons-react';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import { call, errorOf } from '../../../api.ts';
import { formatMoment, formatNumber, formatSpan } from '../../../format.ts';
import { useOutboxSummary } from '../../../outbox-answers.ts';
import { usePlace } from '../../../place.tsx';
import { useNow } from '../../../ui/clock.ts';
import { closeToast, toast, useErrorWords } from '../../../ui/index.ts';
import { useWords, words } from '../../../words.ts';
import type { DoubtsT } from '../findings/words.ts';
import heard from '../../../ui/marks/heard.module.css';

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
  /** more than one: one each */
  readonly messages: number;
}

export function useOfferUndo(): (handed: HandedOver, undoUntil: number) => void {
  const back = useBackToDraft();
  const what = useWhat();
  return (handed, undoUntil) =>
    toast({
      kind: 'info',
      key: keyOf(handed.id),
      icon: IconSend2,
      title: <SendingIn until={undoUntil} />,
      detail: what(handed),
      ms: Math.max(0, undoUntil - Date.now()),
      undo: () => void back(handed.id),
    });
}

export function useTellScheduled(): (handed: HandedOver, schedule: Schedule) => void {
  const { t, language } = useWords();
  const back = useBackToDraft();
  const what = useWhat();
  return (handed, { at, zone }) =>
    toast({
      kind: 'info',
      key: keyOf(handed.id),
      icon: IconCalendarClock,
      title: t('outbox.undo.scheduled', { when: formatMoment(at, language, zone) }),
      detail: what(handed),
      undo: () => void back(handed.id),
    });
}

/** Of several, where nothing is left to undo: they go on in the Outbox. */
export function useTellSeveral(): (handed: HandedOver) => void {
  const what = useWhat();
  const { go } = usePlace();
  return (handed) =>
    toast({
      kind: 'info',
      icon: IconSend2,
      title: <OnTheirWay />,
      detail: what(handed),
      action: { label: oneEachWords()('each.open'), run: () => go('outbox') },
    });
}

function useWhat(): (handed: HandedOver) => string {
  const { t, language } = useWords();
  return ({ subject: written, recipients, messages }) => {
    const subject = written || t('outbox.noSubject');
    if (messages === 1) return t('outbox.undo.what', { subject, count: recipients });
    return oneEachWords()('each.handed', {
      subject,
      count: messages,
      number: formatNumber(messages, language),
    });
  };
}

/** They came with the strip above Send. */
const oneEachWords = (): DoubtsT => words.getFixedT(null, 'doubts');

function OnTheirWay() {
  const { t } = useWords();
  const isPaused = useOutboxSummary()?.allPaused === true;
  return isPaused ? t('outbox.allPaused') : oneEachWords()('each.goes');
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
      <span className={heard.heard}>{t('outbox.undo.heard')}</span>
    </>
  );
}
