/**
 * The draft as the message that Send would hand over: built when the view opens, and anew when the draft, its files or its sender change, or
 * its Date has become too old. Only what main built last is shown.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { AppError } from '#core/contract/errors.ts';
import type { PreviewView } from '#core/contract/preview.ts';
import type { StoredMessageId } from '#core/message/ids.ts';
import { call, errorOf } from '../../api.ts';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import type { Sender } from '../compose/draft/problems.ts';
import { useDraftState } from '../compose/draft/sessions.ts';

/** ms without a change, once something was built */
const QUIET = 600;

/** Why it was built again. */
type Again = { readonly why: 'changed' | 'older'; readonly at: number };

export type Built =
  | { readonly kind: 'building' }
  | { readonly kind: 'built'; readonly preview: PreviewView; readonly again: Again | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface UseBuilt {
  readonly built: Built;
  readonly build: () => void;
  readonly cancel: () => void;
}

/** `onShown`: which one can be looked at now; null: none. */
export function useBuilt(
  session: DraftSession,
  sender: Sender | undefined,
  onShown: (id: StoredMessageId | null) => void,
): UseBuilt {
  const { content, attachments, error } = useDraftState(session);
  const [built, setBuilt] = useState<Built>({ kind: 'building' });
  /** counts what was asked for: of two answers the last one's counts */
  const turn = useRef(0);
  const last = useRef<PreviewView | null>(null);

  const build = async (why: Again['why'] | null) => {
    const mine = (turn.current += 1);
    onShown(null);
    setBuilt({ kind: 'building' });
    const answer = await messageOf(session);
    if (mine !== turn.current) return;
    if (answer.kind === 'built') {
      const { preview } = answer;
      const isOther = last.current !== null && last.current.id !== preview.id;
      last.current = preview;
      onShown(preview.id);
      setBuilt({ ...answer, again: isOther && why !== null ? { why, at: Date.now() } : null });
    } else {
      if (answer.kind === 'failed' && answer.error.code === 'draft-problems')
        session.set({ refused: answer.error.problems });
      setBuilt(answer);
    }
  };
  const changed = useEffectEvent(() => void build('changed'));
  const aged = useEffectEvent(() => void build('older'));
  const left = useEffectEvent(() => {
    turn.current += 1;
    onShown(null);
    // What is ready stays for Send; what nobody waits for is not built.
    if (built.kind === 'building') void drop(session);
  });

  const identity = sender?.identity;
  // Another one each time that Send was refused for it.
  const outdated = error?.code === 'preview-outdated' ? error : null;
  useEffect(() => {
    const timer = setTimeout(() => changed(), last.current === null ? 0 : QUIET);
    return () => clearTimeout(timer);
  }, [content, attachments, identity, outdated]);
  const goodUntil = built.kind === 'built' ? built.preview.goodUntil : null;
  useEffect(() => {
    if (goodUntil === null) return undefined;
    const timer = setTimeout(() => aged(), Math.max(0, goodUntil - Date.now()));
    return () => clearTimeout(timer);
  }, [goodUntil]);
  useEffect(() => () => left(), []);

  return {
    built,
    build: () => void build(null),
    cancel: () => void drop(session),
  };
}

async function messageOf(
  session: DraftSession,
): Promise<
  | { readonly kind: 'built'; readonly preview: PreviewView }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: AppError }
> {
  // What could not be saved is said where it is written.
  if (!(await session.save()))
    return { kind: 'failed', error: session.state().error ?? { code: 'unexpected' } };
  try {
    const { id: draftId, revision } = session;
    return { kind: 'built', preview: await call('preview.build', { draftId, revision }) };
  } catch (caught) {
    const error = errorOf(caught);
    return error.code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', error };
  }
}

const drop = ({ id: draftId }: DraftSession): Promise<unknown> =>
  call('preview.drop', { draftId }).catch(() => undefined);
