/** Files opened for reading, by their tokens, and the clipboard where it holds a header. Paths stay here. */
import { clipboard } from 'electron';
import { askForMessages } from '../host/dialogs.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function openedHandlers(program: Program): HandlersOf<'opened'> {
  const { opened } = program;
  return {
    'opened.choose': async (_, { windowId }) =>
      opened.files.add(await askForMessages(windowId, program.words()), windowId),
    'opened.take': (_, { windowId }) => opened.take(windowId),
    'opened.bytes': async ({ id, offset, length }, { windowId }) => {
      const { bytes, total } = await opened.files.read(id, windowId, offset, length);
      return { bytes, offset, total };
    },
    'opened.close': ({ id }, { windowId }) => {
      opened.files.close(id, windowId);
      return null;
    },
    'opened.paste': async () => {
      const { pastedHeader } = await import('../opened/pasted.ts');
      return pastedHeader(await clipboard.readText());
    },
  };
}
