/** A list of people that is written to at once: a name, and addresses. It is chosen as one, and stands in a message as its members. */
import { z } from 'zod';
import { MOST_MEMBERS } from './list-limits.ts';
import { RecipientEntry } from '../message/draft.ts';
import { ULID } from '../message/ulid.ts';

export const ListId = z.string().regex(ULID).brand<'ListId'>();
export type ListId = z.infer<typeof ListId>;

export const ContactListInput = z.strictObject({
  name: z.string().min(1).max(200),
  /** in the order they were put in; each mailbox once */
  members: z.array(RecipientEntry).max(MOST_MEMBERS),
});
export type ContactListInput = z.infer<typeof ContactListInput>;

export const ContactList = ContactListInput.extend({ id: ListId });
export type ContactList = z.infer<typeof ContactList>;

/** What the view and completion show. `count`: of its members. */
export const ListSummary = z.strictObject({ id: ListId, name: z.string(), count: z.int().nonnegative() });
export type ListSummary = z.infer<typeof ListSummary>;
