/** Whether the message is looked at instead of the draft, and which one is in view: what Send is to hand over. */
import { useRef, useState } from 'react';
import type { StoredMessageId } from '#core/message/ids.ts';
import { useCommand } from '../../commands.tsx';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { problemsOf, type Sender } from '../compose/draft/problems.ts';
import { isOut, useDraft } from '../compose/draft/sessions.ts';

export interface Preview {
  readonly open: boolean;
  readonly close: () => void;
  readonly shown: { readonly current: StoredMessageId | null };
  readonly onShown: (id: StoredMessageId | null) => void;
}

export function usePreview(
  session: DraftSession,
  sender: Sender | undefined,
  {
    showProblem,
    returnTo,
  }: { readonly showProblem: () => void; readonly returnTo: { readonly current: EventTarget | null } },
): Preview {
  const { isReady, submissionId } = useDraft(session, (state) => ({
    isReady: state.uploads.length === 0 && !isOut(state),
    submissionId: state.submissionId,
  }));
  const [wanted, setWanted] = useState(false);
  const shown = useRef<StoredMessageId | null>(null);
  // Once it is handed over, its bytes are the outbox's.
  const open = wanted && submissionId === null;
  const close = () => {
    setWanted(false);
    requestAnimationFrame(() => {
      if (returnTo.current instanceof HTMLElement) returnTo.current.focus();
    });
  };
  const toggle = () => {
    if (open) {
      close();
      return;
    }
    session.commitAll();
    if (problemsOf(session.state(), sender).length > 0) {
      session.set({ asked: true });
      requestAnimationFrame(showProblem);
    } else setWanted(true);
  };
  useCommand('preview', toggle, { enabled: isReady });
  return {
    open,
    close,
    shown,
    onShown: (id) => {
      shown.current = id;
    },
  };
}
