/** Whom one writes to. */
import { z } from 'zod';
import {
  Contact,
  ContactFormat,
  ContactInput,
  ContactMatch,
  ContactPage,
  ImportedContacts,
} from '../../contacts/contact.ts';
import { ContactList, ContactListInput, ListId, ListSummary } from '../../contacts/list.ts';
import { MOST_LISTS } from '../../contacts/list-limits.ts';
import { call, nothing } from './call.ts';

export const contactsChannels = {
  /** For a key's pace: at most `limit`, the likeliest first. */
  'contacts.complete': call(
    z.strictObject({ typed: z.string().max(1000), limit: z.int().min(1).max(100) }),
    z.array(ContactMatch),
  ),
  /** By name; those that have what is typed, all if nothing is. */
  'contacts.page': call(
    z.strictObject({
      typed: z.string().max(1000),
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(200),
    }),
    ContactPage,
  ),
  /** `was`: the address so far; null: somebody new. */
  'contacts.save': call(
    z.strictObject({ was: z.string().max(2000).nullable(), contact: ContactInput }),
    nothing,
  ),
  /** Who it was, for `contacts.restore`; null: nobody. */
  'contacts.remove': call(z.strictObject({ address: z.string().max(2000) }), Contact.nullable()),
  'contacts.restore': call(z.strictObject({ contacts: z.array(Contact).max(1000) }), nothing),
  /** By name: those whose name has what is typed, all if nothing is. */
  'contacts.lists': call(
    z.strictObject({ typed: z.string().max(1000), limit: z.int().min(1).max(MOST_LISTS) }),
    z.array(ListSummary),
  ),
  /** Null: it is not there. */
  'contacts.list': call(z.strictObject({ id: ListId }), ContactList.nullable()),
  /** `id` null: a new one; one that was removed comes back by its own. Not-now: there are too many. */
  'contacts.saveList': call(
    z.strictObject({ id: ListId.nullable(), list: ContactListInput }),
    z.strictObject({ id: ListId }),
  ),
  /** As it was, for Undo; null: it was not there. */
  'contacts.removeList': call(z.strictObject({ id: ListId }), ContactList.nullable()),
  /** Opens the system's dialog; null: the user thought better of it. `file` when it holds no contacts. */
  'contacts.import': call(nothing, ImportedContacts.nullable()),
  'contacts.export': call(
    z.strictObject({ format: ContactFormat }),
    z.strictObject({ saved: z.boolean(), count: z.int() }),
  ),
};
