/** The drafts that are open in this window, each with its session. A session begins when its draft is first shown and ends with its tab. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Draft } from '#core/message/draft.ts';
import type { DraftId } from '#core/message/ids.ts';
import { call, queries, useEvent } from '../../../api.ts';
import { DraftSession, type DraftState } from './draft-session.ts';

const sessions = new Map<DraftId, DraftSession>();

export function sessionFor(draft: Draft): DraftSession {
  const known = sessions.get(draft.id);
  if (known !== undefined) return known;
  const session = new DraftSession(draft);
  sessions.set(draft.id, session);
  return session;
}

export const openSession = (id: DraftId): DraftSession | undefined => sessions.get(id);

export const useDraftState = (session: DraftSession): DraftState =>
  useSyncExternalStore(session.subscribe, session.state);

/** False: it could not be saved, and stays open. A draft in which nothing was written is removed. */
export async function endSession(id: DraftId): Promise<boolean> {
  const session = sessions.get(id);
  if (session === undefined) return true;
  const blank = session.isBlank && session.state().submissionId === null;
  if (!blank && !(await session.close())) return false;
  forgetSession(id);
  if (blank) await call('drafts.remove', { id }).catch(() => undefined);
  return true;
}

export function forgetSession(id: DraftId): void {
  sessions.delete(id);
  queries.removeQueries({ queryKey: ['drafts.open', { id }] });
}

/** Saves what is unsaved when the window loses its focus or goes away, and takes what another window saved. */
export function useKeptDraft(session: DraftSession): void {
  useEffect(() => {
    const save = () => void session.save();
    window.addEventListener('blur', save);
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('blur', save);
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [session]);
  useEvent('drafts.changed', ({ id }) => {
    const { saving, submissionId, handingOver } = session.state();
    if (id !== session.id || saving !== 'saved' || submissionId !== null || handingOver) return;
    void call('drafts.open', { id })
      .then((draft) => {
        const changed = draft.revision > session.revision && session.state().saving === 'saved';
        return changed ? session.reload() : undefined;
      })
      .catch(() => undefined);
  });
}
