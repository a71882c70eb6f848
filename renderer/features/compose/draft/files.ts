/** What is done with files that are attached: another name, another place, and a look at whether they are still what was attached. */
import { useEffect } from 'react';
import type { AttachmentView } from '#core/message/draft.ts';
import type { AttachmentId } from '#core/message/ids.ts';
import { call, errorOf } from '../../../api.ts';
import type { DraftSession } from './draft-session.ts';

/** Without the pictures that stand in the text. */
export const filesOf = (attachments: readonly AttachmentView[]): readonly AttachmentView[] =>
  attachments.filter(({ inline }) => inline === undefined);

export async function renameFile(session: DraftSession, id: AttachmentId, name: string): Promise<void> {
  try {
    const view = await call('attachments.rename', { draftId: session.id, id, name });
    const { attachments } = session.state();
    session.set({ attachments: attachments.map((file) => (file.id === id ? view : file)), refused: [] });
  } catch (caught) {
    session.set({ error: errorOf(caught) });
  }
}

/** To that place among the others; shown at once, and taken back if it cannot be kept. */
export async function moveFile(session: DraftSession, id: AttachmentId, to: number): Promise<void> {
  const before = session.state().attachments;
  const shown = filesOf(before);
  const file = shown.find((one) => one.id === id);
  if (file === undefined || to < 0 || to >= shown.length || shown[to] === file) return;
  const others = shown.filter((one) => one !== file);
  const pictures = before.filter(({ inline }) => inline === true);
  const attachments = [...pictures, ...others.slice(0, to), file, ...others.slice(to)];
  session.set({ attachments });
  try {
    await call('attachments.reorder', { draftId: session.id, ids: attachments.map((one) => one.id) });
  } catch (caught) {
    session.set({ attachments: before, error: errorOf(caught) });
  }
}

/** A file that is missing or changed by now says so at once. */
async function lookAtFiles(session: DraftSession): Promise<void> {
  const before = session.state();
  if (before.attachments.length === 0 || before.submissionId !== null || before.handingOver) return;
  const now = await call('attachments.look', { draftId: session.id }).catch(() => null);
  const { attachments } = session.state();
  const seen = attachments.map((file) => now?.find(({ id }) => id === file.id) ?? file);
  const changed = seen.some(({ state, outdated }, at) => {
    const known = attachments[at];
    return state !== known?.state || outdated !== known.outdated;
  });
  if (changed) session.set({ attachments: seen });
}

/** They are changed in other programs: looked at when the window is come back to, and when sending was refused. */
export function useWatchedFiles(session: DraftSession, refused: boolean): void {
  useEffect(() => {
    const look = () => void lookAtFiles(session);
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [session]);
  useEffect(() => {
    if (refused) void lookAtFiles(session);
  }, [session, refused]);
}
