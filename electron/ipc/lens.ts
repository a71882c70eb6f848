/** What the lens reads of one message: its record, its exact bytes, and a copy of them where the user wants one. */
import { readMessageView } from '../archive/message-view.ts';
import { askWhereToSave } from '../host/dialogs.ts';
import { fileNameFor, saveCopy } from '../host/save-copy.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function lensHandlers(program: Program): HandlersOf<'lens'> {
  const { files } = program.services.sent;
  return {
    'lens.open': ({ messageId, submissionId }) => readMessageView(files, messageId, submissionId),
    'lens.bytes': async ({ messageId, offset, length }) => {
      const { bytes, total } = await files.readBytes(messageId, offset, length);
      return { bytes: new Uint8Array(bytes), offset, total };
    },
    'lens.save': async ({ messageId }, { windowId }) => {
      const built = (await files.readRecords(messageId)).find(({ record }) => record === 'message');
      const subject = built?.record === 'message' ? built.composition.subject : '';
      const target = await askWhereToSave(windowId, program.words(), fileNameFor(subject, messageId));
      if (target === undefined) return { saved: false };
      await saveCopy(files.pathOf(messageId), target);
      return { saved: true };
    },
  };
}
