/** What one click can make of a wrong recipient: the address that was most likely meant. Never applied unasked. */
import { checkAddress, splitAddress } from './address.ts';
import { parseAddressList } from './address-list.ts';
import type { RecipientEntry } from './draft.ts';

/** Providers whose name people type without its ending. */
const PROVIDERS = [
  'gmail.com',
  'outlook.com',
  'hotmail.com',
  'yahoo.com',
  'icloud.com',
  'orange.fr',
  'free.fr',
  'laposte.net',
];

/** `known`: domains in use here, nearest first. Null: nothing sensible; what is given back has no problem. */
export function repairOf(entry: RecipientEntry, known: readonly string[]): RecipientEntry[] | null {
  const code = checkAddress(entry.address);
  if (code === null) return null;
  const repaired = code === 'address-group' ? membersOf(entry.address) : single(entry, known);
  return repaired.length > 0 && repaired.every(({ address }) => checkAddress(address) === null)
    ? repaired
    : null;
}

/** RFC 5322 §3.4: what stands between the colon and the semicolon. */
const membersOf = (group: string): RecipientEntry[] =>
  parseAddressList(group.slice(group.indexOf(':') + 1).replace(/;$/, ''));

function single({ name, address }: RecipientEntry, known: readonly string[]): RecipientEntry[] {
  const tidy = address
    .replace(/[\s\0]+/g, '')
    .replace(/\.{2,}/g, '.')
    .replace(/[.,;:]+$/, '')
    .replace(/\.@/, '@');
  const parts = splitAddress(tidy);
  if (parts === null) return [];
  const whole = [...known, ...PROVIDERS].find((domain) =>
    domain.startsWith(`${parts.domain.toLowerCase()}.`),
  );
  const domain = parts.domain.includes('.') ? parts.domain : whole;
  return domain === undefined ? [] : [{ name, address: `${parts.localPart}@${domain}` }];
}
