/** Whom one writes to: learned from mail that somebody accepted, or put here by the user. Loaded by the first who asks for them. */
import type { Contact, ContactInput, ContactMatch, ContactPage } from '#core/contacts/contact.ts';
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

  async import(contacts: readonly ContactInput[]): Promise<{ added: number; changed: number }> {
    const done = await this.#link.call('contacts.import', [...contacts]);
    this.#changed();
    return done;
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
