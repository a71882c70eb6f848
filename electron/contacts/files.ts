/** Contacts from a file and into one: vCard and CSV, whichever a file is. Loaded when it is first asked for. */
import { open } from 'node:fs/promises';
import type { FoundContacts } from '#core/contacts/files/found.ts';
import { textOf } from '#core/contacts/files/text-of.ts';
import { looksLikeVcard, readVcards, writeGroup, writeVcard } from '#core/contacts/files/vcard.ts';
import type { Contact, ContactFormat } from '#core/contacts/contact.ts';
import { contactKey } from '#core/contacts/key.ts';
import type { ContactListInput } from '#core/contacts/list.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
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
  if (found.contacts.length === 0 && found.lists.length === 0)
    throw new AppFailure({ code: 'file', reason: 'no-contacts' });
  return found;
}

interface Exported {
  readonly format: ContactFormat;
  readonly language: Language;
  readonly lists?: readonly ContactListInput[];
}

/** Which lists each is in, for tables; who is in one and no contact gets a row at the end. */
class Memberships {
  readonly #byKey = new Map<string, { readonly entry: RecipientEntry; readonly names: string[] }>();

  constructor(lists: readonly ContactListInput[]) {
    for (const { name, members } of lists)
      for (const entry of members) {
        const key = contactKey(entry.address);
        const known = this.#byKey.get(key);
        // What separates names cannot stand in one.
        const safe = name.replaceAll(';', ',');
        if (known === undefined) this.#byKey.set(key, { entry, names: [safe] });
        else known.names.push(safe);
      }
  }

  take({ address }: RecipientEntry): string {
    const key = contactKey(address);
    const names = this.#byKey.get(key)?.names ?? [];
    this.#byKey.delete(key);
    return names.join(';');
  }

  left(): string[][] {
    return [...this.#byKey.values()].map(({ entry, names }) => [
      entry.name,
      entry.address,
      '',
      names.join(';'),
    ]);
  }
}

/** How many contacts were written. CSV has the mark that spreadsheets know UTF-8 by, and the separator that they take in the user's language. */
export async function writeContacts(
  file: string,
  pieces: AsyncIterable<readonly Contact[]>,
  { format, language, lists = [] }: Exported,
): Promise<number> {
  const separator = language === 'fr' ? ';' : ',';
  const memberships = format === 'csv' ? new Memberships(lists) : null;
  let count = 0;
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      if (format === 'csv') await handle.write(`\uFEFF${writeCsv([CSV_HEAD], separator)}`);
      for await (const contacts of pieces) {
        const written =
          memberships === null
            ? contacts.map(writeVcard).join('')
            : writeCsv(
                contacts.map((contact) => [
                  contact.name,
                  contact.address,
                  contact.note,
                  memberships.take(contact),
                ]),
                separator,
              );
        await handle.write(written);
        count += contacts.length;
      }
      if (memberships === null) for (const list of lists) await handle.write(writeGroup(list));
      else if (memberships.left().length > 0) await handle.write(writeCsv(memberships.left(), separator));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw diskFailure(error);
  }
  return count;
}
