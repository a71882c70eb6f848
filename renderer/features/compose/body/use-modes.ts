/** From one way of writing to another: at once where nothing is lost, else after a question; with Undo in both cases. */
import { useState } from 'react';
import type { Signature } from '#core/message/signature.ts';
import { call } from '../../../api.ts';
import { toast } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { focusBody, focusNextBody } from './body-handle.ts';
import { modeOf, modes, type Loss, type ModeId, type Written } from './modes.ts';

interface Question {
  readonly to: ModeId;
  readonly written: Written;
  readonly lost: readonly Loss[];
}

export interface Modes {
  readonly mode: ModeId;
  /** what would be lost */
  readonly question: Question | null;
  readonly choose: (mode: ModeId) => void;
  /** The text alone, whatever is lost: for when the editor of the draft cannot be had. */
  readonly asText: () => void;
  readonly confirm: () => void;
  readonly keep: () => void;
  /** Takes the last switch back while nothing was written since; false: there is none. */
  readonly undo: () => boolean;
}

const same = (a: Written, b: Written): boolean => a.html === b.html && a.body === b.body;

/** The draft as it was before its last switch, and as it was after it. */
const switched = new WeakMap<DraftSession, { readonly before: Written; readonly after: Written }>();

export function useModes(session: DraftSession, signature: Signature): Modes {
  const { t } = useWords();
  const [question, setQuestion] = useState<Question | null>(null);
  const { mode } = useDraft(session, ({ content }) => ({ mode: modeOf(content) }));
  const put = ({ body, html }: Written) => {
    setQuestion(null);
    focusNextBody(session.id);
    session.edit({ body, html });
    void call('settings.set', { writing: modeOf({ body, html }) }).catch(() => undefined);
  };
  const undo = () => {
    const last = switched.get(session);
    if (last === undefined || !same(session.settle(), last.after)) return false;
    switched.delete(session);
    put(last.before);
    return true;
  };
  const go = (written: Written) => {
    const { body, html } = session.settle();
    const to = modeOf(written);
    switched.set(session, { before: { body, html }, after: written });
    put(written);
    toast({
      kind: 'info',
      key: `mode ${session.id}`,
      title: t(`compose.mode.now.${to}`),
      undo: () => {
        // Written since: it goes, as it came after what is taken back.
        switched.delete(session);
        put({ body, html });
      },
    });
  };
  return {
    mode,
    question: question?.to === mode ? null : question,
    choose: (to) => {
      if (to === mode) setQuestion(null);
      else
        void modes[to].take(session.settle(), signature).then(
          ({ written, lost }) => (lost.length === 0 ? go(written) : setQuestion({ to, written, lost })),
          () => toast({ kind: 'error', title: t('compose.mode.failed') }),
        );
    },
    asText: () => go({ body: session.settle().body }),
    confirm: () => {
      if (question !== null)
        void modes[question.to].take(session.settle(), signature).then(({ written }) => go(written));
    },
    keep: () => {
      setQuestion(null);
      focusBody(session.id, 'last');
    },
    undo,
  };
}
