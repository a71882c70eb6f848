/** Whom one writes to: learned from mail that somebody accepted, or put here by the user. Loaded by the first who asks for them. */
import { ulid } from 'ulid';
import type { Contact, ContactInput, ContactMatch, ContactPage } from '#core/contacts/contact.ts';
import { ListId, type ContactList, type ContactListInput, type ListSummary } from '#core/contacts/list.ts';
import { MOST_LISTS } from '#core/contacts/list-limits.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { DraftsLink } from '../drafts/drafts.ts';

/** A disk that refuses ends in AppFailure `disk`. */
export class Contacts {
  readonly #link: DraftsLink;
  readonly #changed: () => void;

  constructor(link: DraftsLink, changed: () => void) {
    this.#link = link;
    this.#changed = changed;
  }

  /** At most `limit`, the likeliest first. */
  complete(typed: string, limit: number): Promise<ContactMatch[]> {
    return this.#link.call('contacts.complete', { typed, limit });
  }

  /** By name. */
  page(typed: string, offset: number, limit: number): Promise<ContactPage> {
    return this.#link.call('contacts.page', { typed, offset, limit });
  }

  /** `was`: the address so far; null: somebody new, who takes the place of whoever has the address. Ends with `not-found`. */
  async save(was: string | null, input: ContactInput): Promise<void> {
    if (!(await this.#link.call('contacts.save', { was, input })))
      throw new AppFailure({ code: 'not-found' });
    this.#changed();
  }

  /** Who it was, for `restore`; null: nobody. */
  async remove(address: string): Promise<Contact | null> {
    const removed = await this.#link.call('contacts.remove', address);
    if (removed !== null) this.#changed();
    return removed;
  }

  /** As they were. */
  async restore(contacts: readonly Contact[]): Promise<void> {
    await this.#link.call('contacts.restore', [...contacts]);
    this.#changed();
  }

  /** A list of the same name gains whom it lacks. `lists`: how many there were. */
  async import(
    contacts: readonly ContactInput[],
    lists: readonly ContactListInput[] = [],
  ): Promise<{ added: number; changed: number; lists: number }> {
    const done = await this.#link.call('contacts.import', {
      contacts: [...contacts],
      lists: lists.map((list) => ({ ...list, id: newListId() })),
    });
    this.#changed();
    return done;
  }

  /** By name: those whose name has what is typed. */
  lists(typed: string, limit: number): Promise<ListSummary[]> {
    return this.#link.call('contacts.lists', { typed, limit });
  }

  /** Members by the names that contacts have now; null: it is not there. */
  list(id: ListId): Promise<ContactList | null> {
    return this.#link.call('contacts.list', id);
  }

  /** `id` null: a new one. Ends with `not-now` where there are too many. */
  async saveList(id: ListId | null, input: ContactListInput): Promise<ListId> {
    const list = { ...input, id: id ?? newListId() };
    if (!(await this.#link.call('contacts.saveList', list))) throw new AppFailure({ code: 'not-now' });
    this.#changed();
    return list.id;
  }

  /** As it was, for `saveList`; null: it was not there. */
  async removeList(id: ListId): Promise<ContactList | null> {
    const removed = await this.#link.call('contacts.removeList', id);
    if (removed !== null) this.#changed();
    return removed;
  }

  async allLists(): Promise<ContactList[]> {
    const lists: ContactList[] = [];
    for (const { id } of await this.lists('', MOST_LISTS)) {
      const list = await this.list(id);
      if (list !== null) lists.push(list);
    }
    return lists;
  }

  /** Piece by piece, so that no answer holds them all. */
  async *all(): AsyncGenerator<Contact[]> {
    for (let offset = 0; ; offset += PIECE) {
      const { contacts } = await this.page('', offset, PIECE);
      if (contacts.length === 0) return;
      yield contacts;
    }
  }
}

const PIECE = 1000;

const newListId = (): ListId => ListId.parse(ulid());
