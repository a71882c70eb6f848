/**
 * Files of a draft: chosen in a dialog, whose paths stay here, or handed over as bytes. A file that is being handed over belongs to the
 * window that began; to every other window it does not exist.
 */
import { AppFailure } from '#core/contract/errors.ts';
import type { AttachmentId } from '#core/message/ids.ts';
import { askForFiles } from '../host/dialogs.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function attachmentHandlers(program: Program): HandlersOf<'attachments'> {
  const { services } = program;
  const arriving = new Map<AttachmentId, number>();
  const check = (id: AttachmentId, windowId: number): void => {
    if (arriving.get(id) !== windowId) throw new AppFailure({ code: 'not-found' });
  };
  return {
    'attachments.choose': async ({ draftId }, { windowId }) => {
      const paths = await askForFiles(windowId, program.words());
      const drafts = await services.drafts();
      const views = [];
      for (const path of paths) views.push(await drafts.addFile(draftId, path));
      return views;
    },
    'attachments.begin': async ({ draftId, name, mediaType }, { windowId }) => {
      const id = await (await services.drafts()).beginFile(draftId, name, mediaType);
      arriving.set(id, windowId);
      return { id };
    },
    'attachments.chunk': async ({ id, bytes }, { windowId }) => {
      check(id, windowId);
      return { received: await (await services.drafts()).chunk(id, bytes) };
    },
    'attachments.finish': async ({ id }, { windowId }) => {
      check(id, windowId);
      arriving.delete(id);
      return (await services.drafts()).finishFile(id);
    },
    'attachments.abort': async ({ id }, { windowId }) => {
      check(id, windowId);
      arriving.delete(id);
      await (await services.drafts()).abortFile(id);
      return null;
    },
    'attachments.remove': async ({ draftId, id }) => {
      await (await services.drafts()).removeFile(draftId, id);
      return null;
    },
    'attachments.rename': async ({ draftId, id, name }) =>
      (await services.drafts()).renameFile(draftId, id, name),
    'attachments.reorder': async ({ draftId, ids }) => (await services.drafts()).orderFiles(draftId, ids),
    'attachments.look': async ({ draftId }) => (await (await services.drafts()).open(draftId)).attachments,
    'attachments.restore': async ({ draftId, id }) => (await services.drafts()).restoreFile(draftId, id),
  };
}
