/** The system's dialogs. What they answer, paths above all, stays in main. */
import { BrowserWindow, dialog, shell, webContents } from 'electron';
import { note } from './log.ts';
import type { Words } from './words.ts';

/** The window of a call; undefined once it is closed. */
export function windowOf(windowId: number): Electron.BrowserWindow | undefined {
  const contents = webContents.fromId(windowId);
  return contents === undefined ? undefined : (BrowserWindow.fromWebContents(contents) ?? undefined);
}

/** Paths of the files to attach; empty when the user thought better of it. */
export async function askForFiles(windowId: number, t: Words): Promise<readonly string[]> {
  const window = windowOf(windowId);
  if (window === undefined) return [];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t('app.dialog.attach.title'),
    buttonLabel: t('app.dialog.attach.button'),
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
  });
  return canceled ? [] : filePaths;
}

/** A certificate's file; undefined when the user thought better of it. */
export async function askForFile(
  windowId: number,
  t: Words,
  what: 'authorities' | 'client',
): Promise<string | undefined> {
  const window = windowOf(windowId);
  if (window === undefined) return undefined;
  const extensions = what === 'client' ? ['p12', 'pfx'] : ['pem', 'crt', 'cer'];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t(`app.dialog.${what}.title`),
    buttonLabel: t(`app.dialog.${what}.button`),
    filters: [
      { name: t(`app.dialog.${what}.fileType`), extensions },
      { name: t('app.dialog.allFiles'), extensions: ['*'] },
    ],
    properties: ['openFile', 'dontAddToRecent'],
  });
  return canceled ? undefined : filePaths[0];
}

/** Paths of messages to read; empty when the user thought better of it. */
export async function askForMessages(windowId: number, t: Words): Promise<readonly string[]> {
  const window = windowOf(windowId);
  if (window === undefined) return [];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t('app.dialog.openMessages.title'),
    buttonLabel: t('app.dialog.openMessages.button'),
    filters: [
      { name: t('app.dialog.openMessages.fileType'), extensions: ['eml', 'mbox', 'mbx', 'txt'] },
      { name: t('app.dialog.allFiles'), extensions: ['*'] },
    ],
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
  });
  return canceled ? [] : filePaths;
}

/** Where to save a message; undefined when the user thought better of it. */
export async function askWhereToSave(windowId: number, t: Words, name: string): Promise<string | undefined> {
  const window = windowOf(windowId);
  if (window === undefined) return undefined;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: t('app.dialog.saveEml.title'),
    buttonLabel: t('app.dialog.saveEml.button'),
    defaultPath: name,
    filters: [{ name: t('app.dialog.saveEml.fileType'), extensions: ['eml'] }],
    properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}

/** Where to save a file of any kind; undefined when the user thought better of it. */
export async function askWhereToSaveFile(
  windowId: number,
  t: Words,
  name: string,
): Promise<string | undefined> {
  const window = windowOf(windowId);
  if (window === undefined) return undefined;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: t('app.dialog.saveFile.title'),
    buttonLabel: t('app.dialog.saveFile.button'),
    defaultPath: name,
    properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}

/** Shows the whole address and asks; `https:` only, and never with a user's name in it, which could hide the host. */
export async function openExternal(windowId: number, t: Words, text: string): Promise<boolean> {
  const window = windowOf(windowId);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (window === undefined || url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return false;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: t('app.dialog.openExternal.title'),
    detail: url.href,
    buttons: [t('app.dialog.openExternal.open'), t('app.dialog.openExternal.cancel')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response !== 0) return false;
  try {
    await shell.openExternal(url.href);
    return true;
  } catch {
    note('warn', 'unexpected', { process: 'browser' });
    return false;
  }
}

/** For a sign-in that the user has just asked for: to an `https:` address that the program made, with nothing in it that hides the host. */
export async function openSignIn(text: string): Promise<boolean> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  try {
    await shell.openExternal(url.href);
    return true;
  } catch {
    note('warn', 'unexpected', { process: 'browser' });
    return false;
  }
}

/**
 * The program was asked to quit while mail is on its way: whether to wait for it. Closing the question waits, and so does what takes it
 * back.
 */
export async function askWhetherToWait(t: Words, count: number, over: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    signal: over,
    type: 'question',
    message: t('app.dialog.quit.title', { count }),
    detail: t('app.dialog.quit.detail', { count }),
    buttons: [t('app.dialog.quit.wait'), t('app.dialog.quit.now')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}

/** A window's page answers no more: whether to load it again. Closing the question waits, and so does what takes it back. */
export async function askWhetherToReload(
  window: Electron.BrowserWindow,
  t: Words,
  over: AbortSignal,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    signal: over,
    type: 'warning',
    message: t('app.dialog.hung.title'),
    detail: t('app.dialog.hung.detail'),
    buttons: [t('app.dialog.hung.wait'), t('app.dialog.hung.reload')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
