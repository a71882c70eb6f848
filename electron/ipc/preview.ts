/** A draft as it would be sent: built, read by position, let go. */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function previewHandlers({ services }: Program): HandlersOf<'preview'> {
  const previews = async () => (await services.outbox()).previews();
  return {
    'preview.build': async ({ draftId, revision }) => (await previews()).build(draftId, revision),
    'preview.bytes': async ({ id, offset, length }) => {
      const { bytes, total } = await (await previews()).read(id, offset, length);
      return { bytes, offset, total };
    },
    'preview.drop': async ({ draftId }) => {
      await (await previews()).drop(draftId);
      return null;
    },
  };
}
