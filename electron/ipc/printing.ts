/** Printing what a window shows, and saving it as a PDF where its user says. What it needs is loaded when it is first asked for. */
import { askWhereToSaveFile } from '../host/dialogs.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function printingHandlers(program: Program): HandlersOf<'printing'> {
  return {
    'printing.pdf': async ({ name, heading }, { windowId }) => {
      const [{ pdfOf }, { ArrivingFiles }, { savedName }] = await Promise.all([
        import('../host/printing.ts'),
        import('../saving/arriving.ts'),
        import('../saving/file-name.ts'),
      ]);
      const target = await askWhereToSaveFile(windowId, program.words(), savedName(name, 'message.pdf'));
      if (target === undefined) return { saved: false };
      const pdf = await pdfOf(windowId, heading);
      const files = new ArrivingFiles();
      const id = await files.begin(target, windowId);
      await files.chunk(id, windowId, pdf);
      await files.finish(id, windowId);
      return { saved: true };
    },
    'printing.paper': async (heading, { windowId }) => {
      const { printWindow } = await import('../host/printing.ts');
      return { outcome: await printWindow(windowId, heading) };
    },
  };
}
