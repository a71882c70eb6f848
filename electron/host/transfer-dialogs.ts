/** The system's dialogs for lists of accounts. What they answer stays in main. */
import { dialog } from 'electron';
import { windowOf } from './dialogs.ts';
import type { Words } from './words.ts';

/** undefined: the user thought better of it. Such files begin with a dot, or have any ending. */
export async function askForAccountsFile(windowId: number, t: Words): Promise<string | undefined> {
  const window = windowOf(windowId);
  if (window === undefined) return undefined;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t('app.dialog.accounts.title'),
    buttonLabel: t('app.dialog.accounts.button'),
    properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'],
  });
  return canceled ? undefined : filePaths[0];
}

/** `sealed`: with secrets, in a file that a passphrase opens. */
export async function askWhereToExport(
  windowId: number,
  t: Words,
  kind: 'plain' | 'sealed',
): Promise<string | undefined> {
  const window = windowOf(windowId);
  if (window === undefined) return undefined;
  const isPlain = kind === 'plain';
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: t('app.dialog.exportAccounts.title'),
    buttonLabel: t('app.dialog.exportAccounts.button'),
    defaultPath: isPlain ? 'facteur-accounts.json' : 'facteur-accounts.age',
    filters: [
      {
        name: t(isPlain ? 'app.dialog.exportAccounts.fileType' : 'app.dialog.exportAccounts.sealedType'),
        extensions: [isPlain ? 'json' : 'age'],
      },
    ],
    properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}
