/**
 * The table of facteur.db that holds contacts. Completion walks an index that has all it looks at, in the order of the ranks, so that it
 * ends at the last row it needs. Every change is one transaction and on disk when it returns.
 */
import { z } from 'zod';
import type { Contact, ContactInput, ContactMatch, ContactPage } from '#core/contacts/contact.ts';
import { Contact as ContactSchema } from '#core/contacts/contact.ts';
import { foldedWords, termsOf } from '#core/contacts/fold.ts';
import { contactKey } from '#core/contacts/key.ts';
import { NEVER_USED, rankAfter } from '#core/contacts/rank.ts';
import { splitAddress } from '#core/message/address.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import type { Database } from '../database/database.ts';
import { blobText, readBothEnds } from '../database/salvage.ts';
import { moveMember } from './lists-tables.ts';

/** `words`: those of name and local part, a line end, then those of address and note, which count when the first find too few. */
export const CONTACT_TABLE = `CREATE TABLE contact (
    key TEXT PRIMARY KEY, address TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL, kept INTEGER NOT NULL,
    uses INTEGER NOT NULL, last_used INTEGER, rank REAL NOT NULL, sorted TEXT NOT NULL, words TEXT NOT NULL
  ) STRICT;
  CREATE INDEX contact_ranked ON contact (rank DESC, words);
  CREATE INDEX contact_sorted ON contact (sorted, words);`;

const blob = (column: string): string => `CAST(${column} AS BLOB) AS ${column}`;
const CONTACT = `${['address', 'name', 'note'].map(blob).join(', ')}, kept, uses, last_used, rank`;

const ContactRow = z
  .strictObject({
    address: blobText,
    name: blobText,
    note: blobText,
    kept: z.int(),
    uses: z.int(),
    last_used: z.number().nullable(),
    rank: z.number(),
  })
  .transform(({ kept, last_used: lastUsed, ...row }) => ({ ...row, kept: kept === 1, lastUsed }))
  .pipe(ContactSchema);
const MatchRow = z.strictObject({ address: blobText, name: blobText });

const ANYWHERE = 'instr(words, ?) > 0';
const FIRST = 'instr(words, ?) BETWEEN 1 AND instr(words, char(10))';
/** Each term in turn. */
const every = (terms: readonly string[], where: string): string =>
  terms.length === 0 ? '1' : terms.map(() => where).join(' AND ');

/** The likeliest first: who is found by name or local part, then by the rest. */
export function completeContacts(database: Database, typed: string, limit: number): ContactMatch[] {
  const terms = termsOf(typed);
  if (terms.length === 0) return [];
  const find = (where: string): ContactMatch[] =>
    database
      .all(
        `SELECT ${blob('address')}, ${blob('name')} FROM contact JOIN (
           SELECT rowid AS found, rank AS at FROM contact INDEXED BY contact_ranked WHERE ${where}
           ORDER BY rank DESC LIMIT ?
         ) ON contact.rowid = found ORDER BY at DESC, found`,
        [...terms, limit],
      )
      .map((row) => MatchRow.parse(row));
  const anywhere = find(every(terms, ANYWHERE));
  const isFirst = ({ name, address }: ContactMatch): boolean => {
    const words = firstWords(name, address);
    return terms.every((term) => words.includes(term));
  };
  // Another walk would find nobody new where these are all there are, or all of the first kind.
  const isEnough = anywhere.length < limit || anywhere.every(isFirst);
  const first = isEnough ? anywhere.filter(isFirst) : find(every(terms, FIRST));
  const known = new Set(first.map(({ address }) => address));
  return [...first, ...anywhere.filter(({ address }) => !known.has(address))].slice(0, limit);
}

function firstWords(name: string, address: string): string {
  return `${foldedWords(name)}${foldedWords(splitAddress(address)?.localPart ?? address)}`;
}

/** In the order of names, then addresses; those that have what is typed, all if nothing is. */
export function pageOfContacts(
  database: Database,
  { typed, offset, limit }: { readonly typed: string; readonly offset: number; readonly limit: number },
): ContactPage {
  const terms = termsOf(typed);
  const where = every(terms, ANYWHERE);
  const Total = z.strictObject({ total: z.int() });
  const { total } = Total.parse(
    database.get(`SELECT count(*) AS total FROM contact INDEXED BY contact_sorted WHERE ${where}`, terms),
  );
  const contacts = database
    .all(
      `SELECT ${CONTACT} FROM contact JOIN (
         SELECT rowid AS found, sorted AS at FROM contact INDEXED BY contact_sorted WHERE ${where}
         ORDER BY sorted, words LIMIT ? OFFSET ?
       ) ON contact.rowid = found ORDER BY at, words`,
      [...terms, limit, offset],
    )
    .map((row) => ContactRow.parse(row));
  return { total, contacts };
}

function findContact(database: Database, address: string): Contact | null {
  const row = database.get(`SELECT ${CONTACT} FROM contact WHERE key = ?`, [contactKey(address)]);
  return row === undefined ? null : ContactRow.parse(row);
}

/** In place of whoever has the address. */
export function putContact(database: Database, contact: Contact): void {
  const { address, name, note, kept, uses, lastUsed, rank } = contact;
  const sorted = foldedWords(name === '' ? address : name).trim();
  const words = `${firstWords(name, address)}\n${foldedWords(address)}${foldedWords(note)}`;
  database.run(
    `INSERT OR REPLACE INTO contact (key, address, name, note, kept, uses, last_used, rank, sorted, words)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [contactKey(address), address, name, note, kept ? 1 : 0, uses, lastUsed, rank, sorted, words],
  );
}

/** What the user says of somebody; false: `was` is not there. `was` null: somebody new, or more about who is there already. */
export function saveContact(database: Database, was: string | null, input: ContactInput): boolean {
  return database.transaction(() => {
    const before = findContact(database, was ?? input.address);
    if (was !== null && before === null) return false;
    if (was !== null) removeContact(database, was);
    if (was !== null && contactKey(was) !== contactKey(input.address)) moveMember(database, was, input);
    const { uses, lastUsed, rank } = before ?? { uses: 0, lastUsed: null, rank: NEVER_USED };
    putContact(database, { ...input, kept: true, uses, lastUsed, rank });
    return true;
  });
}

/** Null: nobody has the address. */
export function removeContact(database: Database, address: string): Contact | null {
  const contact = findContact(database, address);
  if (contact !== null) database.run('DELETE FROM contact WHERE key = ?', [contactKey(address)]);
  return contact;
}

/** They were written to at this time. Within the transaction of whoever calls. */
export function learnContacts(database: Database, entries: readonly RecipientEntry[], at: number): void {
  for (const { name, address } of entries) {
    const before = findContact(database, address);
    const known = before ?? { note: '', kept: false, uses: 0, lastUsed: null, rank: NEVER_USED };
    const names = before?.kept === true || name === '' ? (before?.name ?? '') : name;
    putContact(database, {
      ...known,
      name: names,
      address: before?.kept === true ? before.address : address,
      uses: known.uses + 1,
      lastUsed: Math.max(known.lastUsed ?? 0, at),
      rank: rankAfter(known.rank, at),
    });
  }
}

/** From a file: whoever is there already keeps what the file does not say, and how often they were written to. Within the transaction of whoever calls. */
export function importContacts(
  database: Database,
  inputs: readonly ContactInput[],
): { added: number; changed: number } {
  let [added, changed] = [0, 0];
  for (const { name, address, note } of inputs) {
    const before = findContact(database, address);
    if (before === null) {
      const unused = { kept: true, uses: 0, lastUsed: null, rank: NEVER_USED };
      putContact(database, { name, address, note, ...unused });
      added += 1;
      continue;
    }
    const after = {
      ...before,
      name: name === '' ? before.name : name,
      note: note === '' ? before.note : note,
      kept: true,
    };
    if (after.name !== before.name || after.note !== before.note) changed += 1;
    putContact(database, after);
  }
  return { added, changed };
}

/** All that can be read of a damaged file. */
export function salvageContacts(database: Database): Contact[] {
  const contacts = new Map<string, Contact>();
  readBothEnds(database, 'contact', CONTACT, (row) => {
    const { data } = ContactRow.safeParse(row);
    if (data !== undefined) contacts.set(contactKey(data.address), data);
  });
  return [...contacts.values()];
}
