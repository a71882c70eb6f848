/** Contacts from a file and into one: vCard and CSV, whichever a file is. Loaded when it is first asked for. */
import { open } from 'node:fs/promises';
import type { FoundContacts } from '#core/contacts/files/found.ts';
import { textOf } from '#core/contacts/files/text-of.ts';
import { looksLikeVcard, readVcards, writeVcard } from '#core/contacts/files/vcard.ts';
import type { Contact, ContactFormat } from '#core/contacts/contact.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { Language } from '#core/i18n/languages.ts';
import { diskFailure } from '../database/failure.ts';
import { CSV_HEAD, readCsv, writeCsv } from './csv.ts';

/** bytes */
export const MAX_CONTACTS_FILE = 32_000_000;

/** Ends with AppFailure `file` when nobody in it has an address. */
export function contactsIn(bytes: Uint8Array): FoundContacts {
  const text = textOf(bytes);
  const found = looksLikeVcard(text) ? readVcards(text) : readCsv(text);
  if (found.contacts.length === 0) throw new AppFailure({ code: 'file', reason: 'no-contacts' });
  return found;
}

/** How many were written. CSV has the mark that spreadsheets know UTF-8 by, and the separator that they take in the user's language. */
export async function writeContacts(
  file: string,
  pieces: AsyncIterable<readonly Contact[]>,
  { format, language }: { readonly format: ContactFormat; readonly language: Language },
): Promise<number> {
  const separator = language === 'fr' ? ';' : ',';
  let count = 0;
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      if (format === 'csv') await handle.write(`\uFEFF${writeCsv([CSV_HEAD], separator)}`);
      for await (const contacts of pieces) {
        const rows = contacts.map(({ name, address, note }) => [name, address, note]);
        await handle.write(format === 'csv' ? writeCsv(rows, separator) : contacts.map(writeVcard).join(''));
        count += contacts.length;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw diskFailure(error);
  }
  return count;
}
