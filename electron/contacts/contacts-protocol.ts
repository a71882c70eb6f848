/** The calls about contacts between contacts.ts and the worker that owns facteur.db. */
import { z } from 'zod';
import { Contact, ContactInput, ContactMatch, ContactPage } from '#core/contacts/contact.ts';
import { ContactList, ListId, ListSummary } from '#core/contacts/list.ts';

export const contactsProtocol = {
  'contacts.complete': {
    request: z.strictObject({ typed: z.string(), limit: z.int() }),
    reply: z.array(ContactMatch),
  },
  'contacts.page': {
    request: z.strictObject({ typed: z.string(), offset: z.int(), limit: z.int() }),
    reply: ContactPage,
  },
  /** False when `was` is not there. */
  'contacts.save': {
    request: z.strictObject({ was: z.string().nullable(), input: ContactInput }),
    reply: z.boolean(),
  },
  /** Null when it is not there. */
  'contacts.remove': { request: z.string(), reply: Contact.nullable() },
  'contacts.restore': { request: z.array(Contact), reply: z.null() },
  'contacts.import': {
    request: z.strictObject({ contacts: z.array(ContactInput), lists: z.array(ContactList) }),
    reply: z.strictObject({ added: z.int(), changed: z.int(), lists: z.int() }),
  },
  'contacts.lists': {
    request: z.strictObject({ typed: z.string(), limit: z.int() }),
    reply: z.array(ListSummary),
  },
  /** Null when it is not there. */
  'contacts.list': { request: ListId, reply: ContactList.nullable() },
  /** False when there are too many. */
  'contacts.saveList': { request: ContactList, reply: z.boolean() },
  'contacts.removeList': { request: ListId, reply: ContactList.nullable() },
};
