/**
 * What the lint finds in the draft as it would go out: asked for when one has stopped writing for a moment, and once more before it is
 * sent. An error stops it, until somebody says that it is to go all the same. A lint that fails stops nothing.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DraftFinding } from '#core/contract/findings.ts';
import { call } from '../../../api.ts';
import type { DraftSession, DraftState } from '../draft/draft-session.ts';
import { useDraftState } from '../draft/sessions.ts';

/** ms without a change */
const QUIET = 1200;

export interface Outgoing {
  /** of the draft as it was a moment ago */
  readonly findings: readonly DraftFinding[];
  /** Send was pressed, and an error stopped it */
  readonly stopped: boolean;
  /** Before it is handed over: false where errors stop it. */
  readonly mayGo: () => Promise<boolean>;
  /** It goes as it is, whatever was found. */
  readonly allow: () => void;
}

type Written = Pick<DraftState, 'content' | 'attachments'>;
interface Looked extends Written {
  readonly findings: readonly DraftFinding[];
}

const same = (a: Written | null, b: Written) => a?.content === b.content && a.attachments === b.attachments;
const isError = ({ severity }: DraftFinding) => severity === 'error';
const nothing: readonly DraftFinding[] = [];

export function useOutgoing(session: DraftSession): Outgoing {
  const { content, attachments, handingOver, submissionId } = useDraftState(session);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [stopped, setStopped] = useState<Written | null>(null);
  const allowed = useRef<Written | null>(null);
  const look = async (): Promise<readonly DraftFinding[]> => {
    const written = session.state();
    if (looked !== null && same(looked, written)) return looked.findings;
    try {
      const { findings } = await call('drafts.lint', { id: session.id, content: written.content });
      setLooked({ content: written.content, attachments: written.attachments, findings });
      return findings;
    } catch {
      return nothing;
    }
  };
  const out = handingOver || submissionId !== null;
  const lookNow = useEffectEvent(() => {
    if (!out && !session.isBlank) void look();
  });
  useEffect(() => {
    const timer = setTimeout(() => lookNow(), QUIET);
    return () => clearTimeout(timer);
  }, [content, attachments]);
  return {
    findings: session.isBlank ? nothing : (looked?.findings ?? nothing),
    stopped: stopped !== null && same(stopped, { content, attachments }),
    mayGo: async () => {
      const written = session.state();
      if (same(allowed.current, written)) return true;
      const findings = await look();
      const may = !findings.some(isError);
      setStopped(may ? null : written);
      return may;
    },
    allow: () => {
      allowed.current = session.state();
      setStopped(null);
    },
  };
}
