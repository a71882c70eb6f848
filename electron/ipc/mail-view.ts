/** A message's HTML in a view of its own, made when the first is shown. */
import { AppFailure } from '#core/contract/errors.ts';
import { windowOf } from '../host/dialogs.ts';
import type { HandlersOf } from './border.ts';

export function mailViewHandlers(): HandlersOf<'mailView'> {
  let loading: ReturnType<typeof load> | undefined;
  const views = () => (loading ??= load());
  return {
    'mailView.show': async (body, { windowId }) => ({
      id: await (await views()).show(calling(windowId), body),
    }),
    'mailView.place': async ({ id, place }, { windowId }) => {
      (await views()).place(calling(windowId), id, place);
      return null;
    },
    'mailView.hide': async ({ id }, { windowId }) => ({
      picture: await (await views()).hide(calling(windowId), id),
    }),
    'mailView.focus': async ({ id }, { windowId }) => {
      (await views()).focus(calling(windowId), id);
      return null;
    },
    'mailView.close': async ({ id }, { windowId }) => {
      (await views()).close(calling(windowId), id);
      return null;
    },
  };
}

function calling(windowId: number): Electron.BrowserWindow {
  const window = windowOf(windowId);
  if (window === undefined) throw new AppFailure({ code: 'not-found' });
  return window;
}

async function load() {
  const [{ MailViews }, { mailSession }] = await Promise.all([
    import('../host/mail-views.ts'),
    import('../host/mail-session.ts'),
  ]);
  return new MailViews(await mailSession());
}
