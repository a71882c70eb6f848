/** What people do with the addresses of a draft: put in, changed, moved to another field. A mailbox is written to once: named again, it is merged. */
import { mailboxKey } from './address.ts';
import type { DraftContent, RecipientEntry } from './draft.ts';
import { RECIPIENT_FIELDS } from './envelope.ts';
import type { RecipientField } from './envelope-schema.ts';

/** Reply-To names no recipient: who stands there may stand in another field too. */
export const ADDRESS_FIELDS = ['replyTo', ...RECIPIENT_FIELDS] as const;
export type AddressField = RecipientField | 'replyTo';

/** More than can be sent to: what was pasted is kept, and said to be too much. */
export const MOST_IN_A_FIELD = 20_000;

type Addressed = Pick<DraftContent, AddressField>;

/** An address that was there already, and where. */
export interface Merged {
  readonly address: string;
  readonly field: AddressField;
}

export interface Change {
  readonly changes: Partial<Addressed>;
  readonly merged: readonly Merged[];
}

export const entriesOf = (content: Partial<Addressed>, field: AddressField): readonly RecipientEntry[] =>
  content[field] ?? [];

/** In the place of so many others, or behind all. */
export function putEntries(
  content: Addressed,
  field: AddressField,
  entries: readonly RecipientEntry[],
  { at = entriesOf(content, field).length, instead = 0 } = {},
): Change {
  const now = entriesOf(content, field);
  const before = now.slice(0, at);
  const after = now.slice(at + instead);
  const there = new Map<string, AddressField>();
  for (const other of field === 'replyTo' ? [] : RECIPIENT_FIELDS)
    if (other !== field) for (const { address } of content[other]) there.set(mailboxKey(address), other);
  for (const { address } of [...before, ...after]) there.set(mailboxKey(address), field);
  const merged: Merged[] = [];
  const fresh = entries.filter(({ address }) => {
    const key = mailboxKey(address);
    const known = there.get(key);
    if (known !== undefined) merged.push({ address, field: known });
    else there.set(key, field);
    return known === undefined;
  });
  return { changes: { [field]: [...before, ...fresh, ...after] }, merged };
}

export function removeEntry(content: Addressed, field: AddressField, at: number): Partial<Addressed> {
  return { [field]: entriesOf(content, field).filter((_, index) => index !== at) };
}

export function moveEntry(content: Addressed, from: AddressField, at: number, to: AddressField): Change {
  const entry = entriesOf(content, from)[at];
  if (entry === undefined || from === to) return { changes: {}, merged: [] };
  const left = removeEntry(content, from, at);
  const { changes, merged } = putEntries({ ...content, ...left }, to, [entry]);
  return { changes: { ...left, ...changes }, merged };
}
