/** What the readers of files answer, and what they make of the texts they find. */
import { checkAddress } from '../../message/address.ts';
import { parseAddressList } from '../../message/address-list.ts';
import type { ContactInput } from '../contact.ts';

export interface FoundContacts {
  readonly contacts: readonly ContactInput[];
  /** entries that have no address to send to */
  readonly without: number;
}

const MAX_NAME = 1000;
const MAX_NOTE = 10_000;

/** One contact for each address; a name beside the address counts where the entry has none. */
export function contactsOf(entry: {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly note: string;
}): ContactInput[] {
  const name = oneLine(entry.name);
  return entry.addresses.flatMap((text) =>
    parseAddressList(text)
      .filter(({ address }) => checkAddress(address) === null)
      .map((found) => ({
        name: (name === '' ? oneLine(found.name) : name).slice(0, MAX_NAME),
        address: found.address.trim(),
        note: entry.note.replace(/\r\n?/g, '\n').trim().slice(0, MAX_NOTE),
      })),
  );
}

/** A name goes into a header field, where a line break would end it. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
