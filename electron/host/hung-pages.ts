/**
 * Pages that answer no more, in main: the user of such a window is asked whether to wait or to have it loaded again, and asked again after a
 * while. A page that is ended so counts as one that crashed, which electron/window.ts loads again; what was written is in its draft.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { app, BrowserWindow } from 'electron';

/** ms until a user who would wait is asked once more */
const ASKED_AGAIN = 60_000;

/** true: the page shall be loaded again; `over`: it answers after all, or its window is gone */
type Ask = (window: Electron.BrowserWindow, over: AbortSignal) => Promise<boolean>;

export function watchPages(ask: Ask): void {
  for (const window of BrowserWindow.getAllWindows()) watch(window, ask);
  app.on('browser-window-created', (_event, window) => watch(window, ask));
}

function watch(window: Electron.BrowserWindow, ask: Ask): void {
  let isClosing = false;
  let over: AbortController | null = null;
  const end = (): void => {
    over?.abort();
    over = null;
  };
  // Chromium ends by itself what does not let its window be closed.
  window.on('close', () => {
    isClosing = true;
    end();
  });
  window.on('responsive', () => {
    isClosing = false;
    end();
  });
  window.on('closed', end);
  window.webContents.on('render-process-gone', end);
  window.on('unresponsive', () => {
    if (isClosing || over !== null) return;
    over = new AbortController();
    void askUntilOver(window, ask, over.signal);
  });
}

async function askUntilOver(window: Electron.BrowserWindow, ask: Ask, over: AbortSignal): Promise<void> {
  const isOver = (): boolean => over.aborted;
  while (!isOver()) {
    const isReload = await ask(window, over);
    if (isOver()) return;
    if (isReload) {
      window.webContents.forcefullyCrashRenderer();
      return;
    }
    await delay(ASKED_AGAIN, undefined, { signal: over, ref: false }).catch(() => undefined);
  }
}
