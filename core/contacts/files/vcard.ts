/**
 * vCard: reads versions 3 (RFC 2426) and 4 (RFC 6350), writes 4. Of a card the name, the addresses, the note and the categories are taken;
 * a group's card (RFC 6350 §6.1.4; Apple's in version 3) is a list. The reader is linear and total: a line it does not understand is passed
 * over, a card without an end is one.
 */
import type { ContactInput } from '../contact.ts';
import type { ContactListInput } from '../list.ts';
import type { RecipientEntry } from '../../message/draft.ts';
import { contactsOf, FoundLists, type FoundContacts } from './found.ts';

/** RFC 6350 §3.3: group, name, parameters, value. */
const LINE = /^(?:[\w-]+\.)?([\w-]+)(?:;[^:"]*(?:"[^"]*"[^:"]*)*)?:(.*)$/s;

interface Card {
  /** values as they stand, by the name of their property */
  readonly values: Map<string, string[]>;
}

export const looksLikeVcard = (text: string): boolean => /^\s*BEGIN:VCARD\s*$/im.test(text.slice(0, 4096));

export function readVcards(text: string): FoundContacts {
  const contacts: ContactInput[] = [];
  const lists = new FoundLists();
  const groups: Card[] = [];
  const byUid = new Map<string, ContactInput>();
  let without = 0;
  let card: Card | null = null;
  const end = () => {
    if (card === null) return;
    if (isGroup(card)) groups.push(card);
    else take(card);
    card = null;
  };
  const take = (one: Card) => {
    const found = contactsOfCard(one);
    const [first] = found;
    if (first === undefined) without += 1;
    else byUid.set(uidOf(one.values.get('UID')?.[0] ?? ''), first);
    // Not spread into a call: a card may have any number of addresses.
    for (const contact of found) contacts.push(contact);
    if (first === undefined) return;
    for (const value of one.values.get('CATEGORIES') ?? [])
      for (const name of categories(value)) lists.add(name, [memberOf(first)]);
  };
  for (const line of unfolded(text)) {
    const [, property = '', value = ''] = LINE.exec(line) ?? [];
    const name = property.toUpperCase();
    const isCard = value.trim().toUpperCase() === 'VCARD';
    if (name === 'BEGIN' && isCard) {
      end();
      card = { values: new Map() };
    } else if (name === 'END' && isCard) end();
    else if (card !== null && name !== '') {
      const values: string[] | undefined = card.values.get(name);
      if (values === undefined) card.values.set(name, [value]);
      else values.push(value);
    }
  }
  end();
  // Members may stand behind their group.
  for (const group of groups) lists.add(nameOf(group), membersOf(group, byUid));
  return { contacts, lists: lists.all(), without };
}

const isGroup = ({ values }: Card): boolean =>
  [...(values.get('KIND') ?? []), ...(values.get('X-ADDRESSBOOKSERVER-KIND') ?? [])].some(
    (kind) => kind.trim().toLowerCase() === 'group',
  );

const uidOf = (value: string): string =>
  unescaped(value)
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '');

const memberOf = ({ name, address }: ContactInput): RecipientEntry => ({ name, address });

/** RFC 6350 §6.6.5: each is a URI, of an address or of another card. */
function membersOf({ values }: Card, byUid: ReadonlyMap<string, ContactInput>): RecipientEntry[] {
  const named = [...(values.get('MEMBER') ?? []), ...(values.get('X-ADDRESSBOOKSERVER-MEMBER') ?? [])];
  return named.flatMap((value) => {
    const [, written] = /^mailto:([^?]*)/i.exec(unescaped(value).trim()) ?? [];
    if (written !== undefined)
      return contactsOf({ name: '', addresses: [decoded(written)], note: '' }).map(memberOf);
    const known = byUid.get(uidOf(value));
    return known === undefined ? [] : [memberOf(known)];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** RFC 6350 §6.7.1: a list whose commas separate. */
const categories = (value: string): string[] => (value.match(/(?:[^\\,]|\\.)+/gs) ?? []).map(unescaped);

/** RFC 6350 §3.2: a line that begins with a blank goes on with the one before. */
const unfolded = (text: string): string[] => text.replaceAll(/(?:\r\n|\r|\n)[ \t]/g, '').split(/\r\n|\r|\n/);

function nameOf({ values }: Card): string {
  const first = (name: string): string => values.get(name)?.[0] ?? '';
  // RFC 6350 §6.2.2: family, given, additional names, prefixes, suffixes.
  const [family = '', given = ''] = components(first('N'));
  const names = [unescaped(first('FN')), `${given} ${family}`.trim(), components(first('ORG')).join(' ')];
  return names.find((name) => name.trim() !== '') ?? '';
}

function contactsOfCard(card: Card): ContactInput[] {
  const { values } = card;
  return contactsOf({
    name: nameOf(card),
    addresses: (values.get('EMAIL') ?? []).map((value) => unescaped(value).replace(/^mailto:/i, '')),
    note: (values.get('NOTE') ?? []).map(unescaped).join('\n'),
  });
}

const components = (value: string): string[] =>
  (value.match(/(?:[^\\;]|\\.)+|;/gs) ?? []).reduce<string[]>(
    (parts, part) =>
      part === ';' ? [...parts, ''] : [...parts.slice(0, -1), `${parts.at(-1) ?? ''}${unescaped(part)}`],
    [''],
  );

/** RFC 6350 §3.4 */
const unescaped = (value: string): string =>
  value.replaceAll(/\\(.)/gs, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char));

const escaped = (text: string): string =>
  text.replaceAll(/[\\,;]/g, String.raw`\$&`).replaceAll(/\r\n?|\n/g, String.raw`\n`);

export function writeVcard({ name, address, note }: ContactInput): string {
  return written([
    // RFC 6350 §6.2.1: there has to be one.
    `FN:${escaped(name === '' ? address : name)}`,
    `EMAIL:${escaped(address)}`,
    ...(note === '' ? [] : [`NOTE:${escaped(note)}`]),
  ]);
}

/** Whoever is in it is named by address: it need not be a contact. */
export function writeGroup({ name, members }: ContactListInput): string {
  const uris = members.map(({ address }) => `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`);
  return written(['KIND:group', `FN:${escaped(name)}`, ...uris.map((uri) => `MEMBER:${uri}`)]);
}

const written = (lines: readonly string[]): string =>
  ['BEGIN:VCARD', 'VERSION:4.0', ...lines, 'END:VCARD'].map((line) => `${folded(line)}\r\n`).join('');

/** At most 75 octets a line, without breaking a character (RFC 6350 §3.2). */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const char of line) {
    const size = new TextEncoder().encode(char).length;
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}
