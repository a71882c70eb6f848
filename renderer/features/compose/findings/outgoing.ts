/**
 * What the lint finds in the draft as it would go out: asked for when one has stopped writing for a moment, and once more before it is
 * sent. An error stops it, and so does what may not be meant (core/message/doubts), until somebody says that it is to go all the same. A
 * look that fails stops nothing.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DraftFinding } from '#core/contract/findings.ts';
import type { DoubtKind } from '#core/contract/settings.ts';
import type { Doubt } from '#core/message/doubts/doubts.ts';
import { call, useCall } from '../../../api.ts';
import type { DraftSession, DraftState } from '../draft/draft-session.ts';
import type { Sender } from '../draft/problems.ts';
import { isOut, useDraft } from '../draft/sessions.ts';
import { loadDoubtsWords } from './words.ts';

/** ms without a change */
const QUIET = 1200;

/** What stopped Send. */
export interface Stop {
  readonly errors: number;
  readonly doubts: readonly Doubt[];
}

interface Outgoing {
  /** of the draft as it was a moment ago */
  readonly findings: readonly DraftFinding[];
  /** Send was pressed, and this stopped it */
  readonly stopped: Stop | null;
  /** Before it is handed over: false where something stops it. */
  readonly mayGo: () => Promise<boolean>;
  /** It goes as it is, whatever was found. */
  readonly allow: () => void;
  /** Back to writing. */
  readonly goBack: () => void;
}

type Written = Pick<DraftState, 'content' | 'attachments'>;
interface Looked extends Written {
  readonly findings: readonly DraftFinding[];
}

const same = (a: Written | null, b: Written) => a?.content === b.content && a.attachments === b.attachments;
const nothing: readonly DraftFinding[] = [];
const none: readonly DoubtKind[] = [];

export function useOutgoing(session: DraftSession, sender: Sender | undefined): Outgoing {
  const dismissed = useCall('settings.get', null).data?.dismissedDoubts ?? none;
  const [looked, setLooked] = useState<Looked | null>(null);
  const [stopped, setStopped] = useState<(Stop & { readonly written: Written }) | null>(null);
  const findings = looked?.findings ?? nothing;
  const { isAsStopped, isBlank } = useDraft(session, (state) => ({
    isAsStopped: same(stopped?.written ?? null, state),
    isBlank: findings.length > 0 && session.isBlank,
  }));
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
  const lookNow = useEffectEvent(() => {
    // Who is still writing is looked at after the next save.
    if (!isOut(session.state()) && !session.hasUntold && !session.isBlank) void look();
  });
  useEffect(() => {
    let seen: Written = session.state();
    let timer = setTimeout(() => lookNow(), QUIET);
    const unsubscribe = session.subscribe(() => {
      const now = session.state();
      if (same(seen, now)) return;
      seen = now;
      clearTimeout(timer);
      timer = setTimeout(() => lookNow(), QUIET);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [session]);
  return {
    findings: isBlank ? nothing : findings,
    stopped: stopped !== null && isAsStopped ? stillStopped(stopped, dismissed) : null,
    mayGo: async () => {
      const written = session.state();
      if (same(allowed.current, written)) return true;
      const stop = await stopOf(written, sender, await look(), dismissed);
      setStopped(stop && { ...stop, written });
      return stop === null;
    },
    allow: () => {
      allowed.current = session.state();
      setStopped(null);
    },
    goBack: () => setStopped(null),
  };
}

/** Null: it may go. Rules and words come with the first message that is sent. */
async function stopOf(
  { content, attachments }: Written,
  sender: Sender | undefined,
  findings: readonly DraftFinding[],
  dismissed: readonly DoubtKind[],
): Promise<Stop | null> {
  const { identity } = sender ?? {};
  if (sender === undefined || identity === undefined) return null;
  const { doubtsOf, TOO_LARGE } = await import('#core/message/doubts/doubts.ts');
  const { account } = sender;
  const doubts = doubtsOf({ content, attachments, account, identity, findings }, dismissed);
  const errors = findings.filter(
    ({ severity, rule }) => severity === 'error' && !(rule === TOO_LARGE && dismissed.includes('size')),
  ).length;
  if (errors + doubts.length === 0) return null;
  await loadDoubtsWords();
  return { errors, doubts };
}

/** Without what was dismissed while it was asked about. */
function stillStopped({ errors, doubts }: Stop, dismissed: readonly DoubtKind[]): Stop | null {
  const left = doubts.filter(({ kind }) => !dismissed.includes(kind));
  const sizeLess = doubts.some(({ kind }) => kind === 'size') && dismissed.includes('size') ? 1 : 0;
  return errors - sizeLess + left.length === 0 ? null : { errors: errors - sizeLess, doubts: left };
}
