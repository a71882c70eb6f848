/** What is done to the content of an attached file; each but a copy can be taken back. Also for a picture that stands in the text: it is named by its id. */
import type { AttachmentView } from '#core/message/draft.ts';
import type { AttachmentId } from '#core/message/ids.ts';
import { call } from '../../../api.ts';
import { toast } from '../../../ui/index.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { copyJob, isCopied, streamFile } from '../draft/uploads.ts';

export async function copyIn(session: DraftSession, file: AttachmentView): Promise<void> {
  await session.files.queue([copyJob(session.id, file)]);
}

export const takeBack = (session: DraftSession, id: AttachmentId): Promise<boolean> =>
  session.files.change(() => call('attachments.revert', { draftId: session.id, id }));

/** As it is now; a copy of it where copies are made. */
export async function takeAnew(session: DraftSession, id: AttachmentId, title: string): Promise<void> {
  const taken: AttachmentView[] = [];
  const renewed = await session.files.change(async () => {
    const view = await call('attachments.renew', { draftId: session.id, id });
    taken.push(view);
    return view;
  });
  if (!renewed) return;
  await session.files.queue(taken.filter(isCopied).map((view) => copyJob(session.id, view)));
  offerBack(session, [id], title);
}

export const keepAsItWas = (session: DraftSession, id: AttachmentId): Promise<boolean> =>
  session.files.change(() => call('attachments.keep', { draftId: session.id, id }));

/** Of all these pictures. */
export async function removeNotes(
  session: DraftSession,
  ids: readonly AttachmentId[],
  title: string,
): Promise<void> {
  const done: AttachmentId[] = [];
  for (const id of ids)
    if (await session.files.change(() => call('attachments.strip', { draftId: session.id, id })))
      done.push(id);
  if (done.length > 0) offerBack(session, done, title);
}

/** A picture of other bytes, under the same name. */
export async function replaceBy(
  session: DraftSession,
  { id, name }: AttachmentView,
  bytes: Blob,
  title: string,
): Promise<void> {
  const source = {
    name,
    mediaType: bytes.type,
    size: bytes.size,
    octets: async function* () {
      yield new Uint8Array(await bytes.arrayBuffer());
    },
  };
  const watch = { signal: new AbortController().signal, progress: () => undefined };
  const replaced = await session.files.change(async () => {
    const view = await streamFile(session.id, source, watch, id);
    return view ?? call('attachments.revert', { draftId: session.id, id });
  });
  if (replaced) offerBack(session, [id], title);
}

function offerBack(session: DraftSession, ids: readonly AttachmentId[], title: string): void {
  const undo = async () => {
    for (const id of ids) await takeBack(session, id);
  };
  toast({ kind: 'info', title, undo: () => void undo() });
}
