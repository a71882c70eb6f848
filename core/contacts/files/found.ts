/** What the readers of files answer, and what they make of the texts they find. */
import { checkAddress } from '../../message/address.ts';
import type { RecipientEntry } from '../../message/draft.ts';
import { parseAddressList } from '../../message/address-list.ts';
import type { ContactInput } from '../contact.ts';
import type { ContactListInput } from '../list.ts';
import { MOST_LISTS, MOST_MEMBERS } from '../list-limits.ts';
import { withMembers } from '../members.ts';

export interface FoundContacts {
  readonly contacts: readonly ContactInput[];
  /** groups, categories, labels: whatever the file calls them */
  readonly lists: readonly ContactListInput[];
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

/** Puts members together under the names of their lists. */
export class FoundLists {
  readonly #byName = new Map<string, RecipientEntry[]>();

  add(written: string, members: readonly RecipientEntry[]): void {
    const name = oneLine(written).slice(0, MAX_LIST_NAME);
    // Google's own: everybody is in them.
    if (name === '' || name.startsWith('* ') || name === 'myContacts') return;
    const known = this.#byName.get(name);
    if (known !== undefined) for (const member of members) known.push(member);
    else if (this.#byName.size < MOST_LISTS) this.#byName.set(name, [...members]);
  }

  all(): ContactListInput[] {
    return [...this.#byName].map(([name, members]) => ({
      name,
      members: withMembers([], members).slice(0, MOST_MEMBERS),
    }));
  }
}

const MAX_LIST_NAME = 200;
