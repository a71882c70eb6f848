/** Send, from the key to the news that the server has it: what is wrong is shown, else the draft is handed over and followed. */
import type { Schedule } from '#core/message/sending-schema.ts';
import { useCall } from '../../../api.ts';
import { usePlace } from '../../../place.tsx';
import { toast } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useShowSent } from '../../sent/show.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { problemsOf, senderOf } from '../draft/problems.ts';
import { forgetSession } from '../draft/sessions.ts';
import { cameForward, sentBeside } from './came-forward.ts';
import { handOver, type HandingOver } from './hand-over.ts';
import { useOfferUndo, useTellScheduled, useTellSeveral, withdrawUndo } from './undo.tsx';
import { rememberWhere } from './where.ts';

export function useSend(
  session: DraftSession,
  showProblem: () => void,
  lastField: { readonly current: EventTarget | null },
  { mayGo, previewed }: Pick<HandingOver, 'mayGo' | 'previewed'>,
): (schedule: Schedule | null) => void {
  const { go, closeDraft, openDrafts } = usePlace();
  const showSent = useShowSent();
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  const offerUndo = useOfferUndo();
  const tellScheduled = useTellScheduled();
  const tellSeveral = useTellSeveral();
  const tellAccepted = useTellAccepted();
  const close = () => {
    forgetSession(session.id);
    sentBeside(openDrafts.filter((id) => id !== session.id));
    closeDraft(session.id);
  };
  return (schedule) => {
    if (cameForward(session.id)) return;
    const sender = senderOf(session.state().content, accounts);
    const wrong = () => {
      const found = problemsOf(session.state(), sender).length > 0;
      if (found) requestAnimationFrame(showProblem);
      return found;
    };
    let closed = false;
    void handOver(session, {
      schedule,
      hasProblems: wrong,
      ...(mayGo && { mayGo }),
      ...(previewed && { previewed }),
      handed: (id, undoUntil, messages) => {
        if (schedule === null && undoUntil === null && messages === 1) return;
        closed = true;
        if (lastField.current !== null) rememberWhere(session.id, lastField.current);
        close();
        const { subject, to, cc, bcc } = session.state().content;
        const handed = { id, subject, recipients: to.length + cc.length + bcc.length, messages };
        if (schedule !== null) tellScheduled(handed, schedule);
        else if (undoUntil !== null) offerUndo(handed, undoUntil);
        else tellSeveral(handed);
      },
      ended: (id, ending) => {
        withdrawUndo(id);
        if (!closed && ending === 'given-up') session.reload().catch(close);
        else if (!closed) close();
        if (ending !== 'accepted') return;
        const list = sender?.practice === true ? 'practice' : 'sent';
        tellAccepted(
          list,
          session.state().content.subject,
          () => void showSent(list, id).catch(() => go(list)),
        );
      },
    });
  };
}

function useTellAccepted(): (list: 'sent' | 'practice', subject: string, open: () => void) => void {
  const { t } = useWords();
  return (list, subject, open) =>
    toast({
      kind: 'ok',
      title: t(list === 'sent' ? 'compose.accepted' : 'compose.acceptedPractice'),
      detail: subject || t('compose.noSubject'),
      ms: 10_000,
      action: { label: t('compose.open'), run: open },
    });
}
