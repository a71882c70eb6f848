/** Who is in a list when somebody is added: each mailbox once, where it stood first. */
import type { RecipientEntry } from '../message/draft.ts';
import { contactKey } from './key.ts';

export function withMembers(
  members: readonly RecipientEntry[],
  more: readonly RecipientEntry[],
): RecipientEntry[] {
  const known = new Map<string, RecipientEntry>();
  for (const entry of [...members, ...more]) {
    const key = contactKey(entry.address);
    if (!known.has(key)) known.set(key, entry);
  }
  return [...known.values()];
}
