/** Files that the page has in hand and its user wants to keep: asked where by the system's dialog, whose path stays here. */
import { webContents } from 'electron';
import { askWhereToSaveFile } from '../host/dialogs.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function savingHandlers(program: Program): HandlersOf<'saving'> {
  // Loaded by the first file that is saved.
  let loading: Promise<Service> | undefined;
  const service = (): Promise<Service> => (loading ??= load());
  const followed = new Set<number>();
  return {
    'saving.begin': async ({ name }, { windowId }) => {
      const { files, savedName } = await service();
      const target = await askWhereToSaveFile(windowId, program.words(), savedName(name, 'part.bin'));
      if (target === undefined) return null;
      if (!followed.has(windowId)) {
        followed.add(windowId);
        webContents.fromId(windowId)?.once('destroyed', () => void files.forgetWindow(windowId));
      }
      return { id: await files.begin(target, windowId) };
    },
    'saving.chunk': async ({ id, bytes }, { windowId }) => {
      await (await service()).files.chunk(id, windowId, bytes);
      return null;
    },
    'saving.finish': async ({ id }, { windowId }) => {
      await (await service()).files.finish(id, windowId);
      return null;
    },
    'saving.abort': async ({ id }, { windowId }) => {
      await (await service()).files.abort(id, windowId);
      return null;
    },
  };
}

async function load() {
  const [{ ArrivingFiles }, { savedName }] = await Promise.all([
    import('../saving/arriving.ts'),
    import('../saving/file-name.ts'),
  ]);
  return { files: new ArrivingFiles(), savedName };
}
type Service = Awaited<ReturnType<typeof load>>;
