/** The program's own calls: facts, notices, windows, the clipboard and the way out to a browser. */
import { clipboard } from 'electron';
import { openExternal } from '../host/dialogs.ts';
import { mailLinks, takeMailLinks } from '../host/mail-links.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function appHandlers(program: Program): HandlersOf<'app'> {
  return {
    'app.facts': () => program.facts(),
    'app.notices': () => program.notices.list(),
    'app.dismissNotice': ({ id }) => {
      program.notices.dismiss(id);
      return null;
    },
    'app.openExternal': async ({ url }, { windowId }) => ({
      opened: await openExternal(windowId, program.words(), url),
    }),
    'app.copyText': async ({ text }) => {
      await clipboard.writeText(text);
      return null;
    },
    'app.ready': (_, { windowId }) => {
      program.painted();
      program.windowReady(windowId);
      return null;
    },
    'app.mailLinks': () => mailLinks(),
    'app.takeMailLinks': () => takeMailLinks(),
    'app.newWindow': async ({ draftId }) => {
      await program.openWindow(draftId);
      return null;
    },
  };
}
