/**
 * Files of a draft: chosen in a dialog, whose paths stay here, or handed over as bytes. A file that is being handed over belongs to the
 * window that began; to every other window it does not exist.
 */
import { AppFailure } from '#core/contract/errors.ts';
import type { AttachmentId } from '#core/message/ids.ts';
import { askForFiles, windowOf } from '../host/dialogs.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';
import { tell } from './events.ts';

/** ms between two words of how far a copy is: the window has to draw each */
const TELL_EVERY = 100;

export function attachmentHandlers(program: Program): HandlersOf<'attachments'> {
  const { services } = program;
  const contents = async () => (await services.drafts()).contents;
  const copies = new Map<AttachmentId, { readonly windowId: number; readonly abort: AbortController }>();
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
    'attachments.begin': async ({ draftId, name, mediaType, instead = null, inline }, { windowId }) => {
      const how = { instead, inline: inline === true };
      const id = await (await services.drafts()).beginFile(draftId, name, mediaType, how);
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
      const copy = copies.get(id);
      if (copy?.windowId === windowId) {
        copy.abort.abort();
        return null;
      }
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
    'attachments.snapshot': async ({ draftId, id }, { windowId }) => {
      if (copies.has(id)) throw new AppFailure({ code: 'cancelled' });
      const abort = new AbortController();
      copies.set(id, { windowId, abort });
      try {
        let told = Date.now();
        const progress = (received: number): void => {
          const window = windowOf(windowId);
          if (window === undefined || Date.now() - told < TELL_EVERY) return;
          told = Date.now();
          tell(window, 'attachments.copying', { id, received });
        };
        return await (await contents()).snapshot({ draftId, id }, { signal: abort.signal, progress });
      } finally {
        copies.delete(id);
      }
    },
    'attachments.renew': async (file) => (await contents()).renew(file),
    'attachments.keep': async (file) => (await contents()).keep(file),
    'attachments.revert': async (file) => (await contents()).revert(file),
    'attachments.strip': async (file) => (await contents()).strip(file),
    'attachments.place': async (file) => ({ place: await (await contents()).place(file) }),
    'attachments.read': async ({ at, length, ...file }) => ({
      bytes: await (await contents()).read(file, at, length),
    }),
    'attachments.look': async ({ draftId }) => (await (await services.drafts()).open(draftId)).attachments,
    'attachments.restore': async ({ draftId, id }) => (await services.drafts()).restoreFile(draftId, id),
  };
}
