/**
 * vCard: reads versions 3 (RFC 2426) and 4 (RFC 6350), writes 4. Of a card the name, the addresses and the note are taken. The reader is
 * linear and total: a line it does not understand is passed over, a card without an end is one.
 */
import type { ContactInput } from '../contact.ts';
import { contactsOf, type FoundContacts } from './found.ts';

/** RFC 6350 §3.3: group, name, parameters, value. */
const LINE = /^(?:[\w-]+\.)?([\w-]+)(?:;[^:"]*(?:"[^"]*"[^:"]*)*)?:(.*)$/s;

interface Card {
  /** values as they stand, by the name of their property */
  readonly values: Map<string, string[]>;
}

export const looksLikeVcard = (text: string): boolean => /^\s*BEGIN:VCARD\s*$/im.test(text.slice(0, 4096));

export function readVcards(text: string): FoundContacts {
  const contacts: ContactInput[] = [];
  let without = 0;
  let card: Card | null = null;
  const end = () => {
    if (card === null) return;
    const found = contactsOfCard(card);
    if (found.length === 0) without += 1;
    // Not spread into a call: a card may have any number of addresses.
    for (const contact of found) contacts.push(contact);
    card = null;
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
  return { contacts, without };
}

/** RFC 6350 §3.2: a line that begins with a blank goes on with the one before. */
const unfolded = (text: string): string[] => text.replaceAll(/(?:\r\n|\r|\n)[ \t]/g, '').split(/\r\n|\r|\n/);

function contactsOfCard({ values }: Card): ContactInput[] {
  const first = (name: string): string => values.get(name)?.[0] ?? '';
  // RFC 6350 §6.2.2: family, given, additional names, prefixes, suffixes.
  const [family = '', given = ''] = components(first('N'));
  const names = [unescaped(first('FN')), `${given} ${family}`.trim(), components(first('ORG')).join(' ')];
  return contactsOf({
    name: names.find((name) => name.trim() !== '') ?? '',
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
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    // RFC 6350 §6.2.1: there has to be one.
    `FN:${escaped(name === '' ? address : name)}`,
    `EMAIL:${escaped(address)}`,
    ...(note === '' ? [] : [`NOTE:${escaped(note)}`]),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

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
