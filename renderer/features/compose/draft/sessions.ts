/** The drafts that are open in this window, each with its session. A session begins when its draft is first shown and ends with its tab. */
import { shallowEqual } from '@mantine/hooks';
import { useEffect, useSyncExternalStore } from 'react';
import { useSyncExternalStoreWithSelector } from 'use-sync-external-store/with-selector';
import type { Settings } from '#core/contract/settings.ts';
import type { Draft, DraftContent } from '#core/message/draft.ts';
import type { DraftId } from '#core/message/ids.ts';
import { withRichSignature } from '#core/message/rich/signature.ts';
import { NO_SIGNATURE, withSignature, type Signature } from '#core/message/signature.ts';
import { call, queries, useEvent } from '../../../api.ts';
import { keepOnReload } from '../../../resume.ts';
import { DraftSession, type DraftState } from './draft-session.ts';

const sessions = new Map<DraftId, DraftSession>();

/** A page that goes leaves no draft unsaved, no file half and no message on its way out. */
keepOnReload(async () => {
  for (const session of sessions.values()) {
    const { submissionId, handingOver, uploads } = session.state();
    if (handingOver || uploads.length > 0) return false;
    session.commitAll();
    if (submissionId === null && !(await session.save())) return false;
  }
  return true;
});

/** What a new draft begins with is nothing, or its sender's signature. */
function begunRich(content: DraftContent, signature: Signature): DraftContent {
  const isSigned = content.body !== '' && content.body === withSignature('', signature.text);
  if (content.body !== '' && !isSigned) return content;
  return { ...content, html: withRichSignature('<p></p>', isSigned ? signature : NO_SIGNATURE) };
}

/** `writing`: how a draft in which nothing was written yet begins; `signature`: its sender's */
export function sessionFor(
  draft: Draft,
  writing: Settings['writing'] = 'plain',
  signature: Signature = NO_SIGNATURE,
): DraftSession {
  const known = sessions.get(draft.id);
  if (known !== undefined) return known;
  const isRich = writing === 'rich' && draft.revision === 0;
  const session = new DraftSession(
    isRich ? { ...draft, content: begunRich(draft.content, signature) } : draft,
  );
  sessions.set(draft.id, session);
  return session;
}

export const openSession = (id: DraftId): DraftSession | undefined => sessions.get(id);

/** Who waits for sessions to begin. */
const waiting = new Set<() => void>();
const wait = (begun: () => void) => {
  waiting.add(begun);
  return () => waiting.delete(begun);
};

/** Undefined until the draft is first shown. */
export const useOpenSession = (id: DraftId): DraftSession | undefined =>
  useSyncExternalStore(wait, () => sessions.get(id));

export const useDraftState = (session: DraftSession): DraftState =>
  useSyncExternalStore(session.subscribe, session.state);

/**
 * What `pick` makes of it: a view is drawn again only when one of these is another. A long draft changes with each key and each save, and
 * most of the composer has nothing to do with it.
 */
export function useDraft<Picked extends object>(
  session: DraftSession,
  pick: (state: DraftState) => Picked,
): Picked {
  const { subscribe, state } = session;
  return useSyncExternalStoreWithSelector(subscribe, state, state, pick, shallowEqual);
}

/** It is the outbox's, or about to be: nothing is changed any more. */
export const isOut = ({ submissionId, handingOver }: DraftState): boolean =>
  submissionId !== null || handingOver;

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
    for (const begun of waiting) begun();
  }, [session]);
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
        const { saving: now, attachments, uploads, handingOver: leaving } = session.state();
        if (draft.revision > session.revision && now === 'saved') return session.reload();
        // Files come and go without a save.
        const isSame = JSON.stringify(draft.attachments) === JSON.stringify(attachments);
        if (uploads.length === 0 && !leaving && !isSame) session.set({ attachments: draft.attachments });
        return undefined;
      })
      .catch(() => undefined);
  });
}
