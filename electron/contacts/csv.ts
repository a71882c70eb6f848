/**
 * CSV as mail programs and spreadsheets write it: the parser finds the separator, the head of the table says which column is what. Without
 * a head a row's addresses are its cells with an address, its name the first of the others.
 */
import Papa from 'papaparse';
import { checkAddress } from '#core/message/address.ts';
import type { ContactInput } from '#core/contacts/contact.ts';
import { foldedWords } from '#core/contacts/fold.ts';
import { contactsOf, FoundLists, type FoundContacts } from '#core/contacts/files/found.ts';

type Column = 'name' | 'given' | 'family' | 'address' | 'note' | 'lists';

/** What programs call them in English and French, folded. */
const HEADS: readonly (readonly [Column, RegExp])[] = [
  // Not the kind of an address, nor the name that Outlook shows for it.
  [
    'address',
    /^(?:.* )?(?:e - mail|email|mail|courriel|adresse electronique)(?: \d+)?(?: address| adresse)?(?: - value)?$/,
  ],
  ['address', /^(?:primary|secondary|second|home|work|other|adresse) (?:e - mail|email|mail)(?: address)?$/],
  ['given', /^(?:first name|given name|firstname|prenom)$/],
  ['family', /^(?:last name|family name|lastname|surname|nom de famille)$/],
  ['name', /^(?:name|full name|display name|nom complet|nom affiche|contact)$/],
  [
    'lists',
    /^(?:categor(?:y|ies)|categories?|groups?|group membership|groupes?|labels?|libelles?|lists?|listes?)$/,
  ],
  ['note', /^(?:notes?|remarques?|commentaires?|comments?)$/],
];

export function readCsv(text: string): FoundContacts {
  const { data: rows } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const [head = [], ...rest] = rows;
  const columns = columnsOf(head);
  const hasHead = columns.includes('address');
  const contacts: ContactInput[] = [];
  const lists = new FoundLists();
  let without = 0;
  for (const row of hasHead ? rest : rows) {
    const found = contactsOf(hasHead ? byHead(row, columns) : byContent(row));
    if (found.length === 0) without += 1;
    for (const contact of found) contacts.push(contact);
    const [first] = found;
    if (first === undefined || !hasHead) continue;
    const { name, address } = first;
    for (const list of listsOf(row, columns)) lists.add(list, [{ name, address }]);
  }
  return { contacts, lists: lists.all(), without };
}

function columnsOf(head: readonly string[]): (Column | null)[] {
  const columns = head.map((cell) => {
    const words = foldedWords(cell).trim();
    return HEADS.find(([, pattern]) => pattern.test(words))?.[0] ?? (words === 'nom' ? 'name' : null);
  });
  // French tables call the family name `Nom` beside a `Prénom`.
  return columns.map((column, at) =>
    column === 'name' && columns.includes('given') && foldedWords(head[at] ?? '') === ' nom'
      ? 'family'
      : column,
  );
}

type Entry = Parameters<typeof contactsOf>[0];

function byHead(row: readonly string[], columns: readonly (Column | null)[]): Entry {
  const cells = (wanted: Column): string[] =>
    row.flatMap((cell, at) => (columns[at] === wanted && cell.trim() !== '' ? plain(cell) : []));
  const name = cells('name')[0] ?? [...cells('given'), ...cells('family')].join(' ');
  // Google puts several values of one kind into one cell.
  const addresses = cells('address').flatMap((cell) => cell.split(' ::: '));
  return { name, addresses, note: cells('note').join('\n') };
}

/** Google's stand between colons, Outlook's and ours between semicolons. */
const listsOf = (row: readonly string[], columns: readonly (Column | null)[]): string[] =>
  row.flatMap((cell, at) => (columns[at] === 'lists' ? plain(cell).split(/ ::: |;/) : []));

function byContent(row: readonly string[]): Entry {
  const cells = row.map(plain).filter((cell) => cell.trim() !== '');
  const isAddress = (cell: string): boolean => checkAddress(cell) === null || /<[^<>]+@[^<>]+>/.test(cell);
  return {
    name: cells.find((cell) => !isAddress(cell)) ?? '',
    addresses: cells.filter(isAddress),
    note: '',
  };
}

/** The sign that spreadsheets are given so that they take no cell for a formula, writeCsv's among them. */
const plain = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '');

export const CSV_HEAD: readonly string[] = ['Name', 'E-mail Address', 'Notes', 'Groups'];

/** Lines without a head. A French spreadsheet takes `;` alone for a separator. */
export function writeCsv(rows: readonly (readonly string[])[], separator: ',' | ';'): string {
  const cells = rows.map((row) => [...row]);
  // Its own pattern passes over cells of several lines.
  const escapeFormulae = /^[=+\-@\t\r]/;
  return `${Papa.unparse(cells, { delimiter: separator, escapeFormulae, newline: '\r\n' })}\r\n`;
}
