/** Somebody one writes to: one address, what they are called, and how often they were written to. How they rank is rank.ts's. */
import { z } from 'zod';

export const ContactInput = z.strictObject({
  name: z.string().max(1000),
  address: z.string().min(1).max(2000),
  note: z.string().max(10_000),
});
export type ContactInput = z.infer<typeof ContactInput>;

export const Contact = ContactInput.extend({
  /** put here by the user, so that learning leaves the name alone */
  kept: z.boolean(),
  /** how often they were written to, as far as it is known */
  uses: z.int().nonnegative(),
  /** ms since the epoch */
  lastUsed: z.number().nullable(),
  rank: z.number(),
});
export type Contact = z.infer<typeof Contact>;

/** What completion shows. */
export const ContactMatch = Contact.pick({ name: true, address: true });
export type ContactMatch = z.infer<typeof ContactMatch>;

export const ContactPage = z.strictObject({ total: z.int(), contacts: z.array(Contact) });
export type ContactPage = z.infer<typeof ContactPage>;

export const ContactFormat = z.enum(['vcard', 'csv']);
export type ContactFormat = z.infer<typeof ContactFormat>;

/** What became of a file's contacts. `without`: entries that have no address. */
export const ImportedContacts = z.strictObject({
  file: z.string(),
  added: z.int(),
  /** they were here, and the file says more of them */
  changed: z.int(),
  without: z.int(),
  lists: z.int(),
});
export type ImportedContacts = z.infer<typeof ImportedContacts>;
