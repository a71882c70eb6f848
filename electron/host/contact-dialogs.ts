/** The system's dialogs for files of contacts. What they answer stays in main. */
import { dialog } from 'electron';
import type { ContactFormat } from '#core/contacts/contact.ts';
import { windowOf } from './dialogs.ts';
import type { Words } from './words.ts';

/** undefined: the user thought better of it. */
export async function askForContactsFile(windowId: number, t: Words): Promise<string | undefined> {
  const window = windowOf(windowId);
  if (window === undefined) return undefined;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: t('app.dialog.contacts.title'),
    buttonLabel: t('app.dialog.contacts.button'),
    filters: [
      { name: t('app.dialog.contacts.fileType'), extensions: ['vcf', 'vcard', 'csv', 'txt', 'tsv'] },
      { name: t('app.dialog.allFiles'), extensions: ['*'] },
    ],
    properties: ['openFile', 'dontAddToRecent'],
  });
  return canceled ? undefined : filePaths[0];
}

export async function askWhereToExportContacts(
  windowId: number,
  t: Words,
  format: ContactFormat,
): Promise<string | undefined> {
  const window = windowOf(windowId);
  if (window === undefined) return undefined;
  const extension = format === 'vcard' ? 'vcf' : 'csv';
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: t('app.dialog.exportContacts.title'),
    buttonLabel: t('app.dialog.exportContacts.button'),
    defaultPath: `${t('app.dialog.exportContacts.name')}.${extension}`,
    filters: [{ name: format === 'vcard' ? 'vCard 4' : 'CSV', extensions: [extension] }],
    properties: ['showOverwriteConfirmation', 'dontAddToRecent'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}
