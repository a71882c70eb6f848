/**
 * A piece of a spreadsheet, pasted as its program writes it: a head that names a column of addresses, cells between tabs, semicolons or
 * commas, quoted where they need it (RFC 4180 §2). Linear, and null for everything else, which address-list.ts reads. Files are electron's.
 */
import type { RecipientEntry } from './draft.ts';

const ADDRESS =
  /^(?:.* )?(?:e-?mail|mail|courriel)(?: \d+)?(?: address| adresse)?(?: - value)?$|^adresses?$/i;
const NAME = /^(?:name|nom|full name|display name|nom complet|nom affiché|contact)$/i;
const GIVEN = /^(?:first name|given name|prénom)$/i;
const FAMILY = /^(?:last name|family name|surname|nom de famille)$/i;

/** A name goes into a header field. */
const LINE_BREAKS = /[\r\n\0]+/g;
const MAX_NAME = 1000;
const MAX_ADDRESS = 2000;

/** As people know it: each row with an address is somebody, and so is one without, or they were lost without a word. */
export function pastedTable(text: string): RecipientEntry[] | null {
  const end = text.search(/[\r\n]/);
  if (end <= 0 || end > 2000) return null;
  const head = text.slice(0, end);
  if (head.includes('@')) return null;
  const separator = ['\t', ';', ','].find((sign) => head.includes(sign)) ?? '\t';
  const columns = cells(head, separator)[0]?.map((cell) => cell.trim()) ?? [];
  const at = columns.findIndex((cell) => ADDRESS.test(cell));
  if (at < 0) return null;
  const place = (pattern: RegExp): number => columns.findIndex((cell) => pattern.test(cell));
  const [given, family, name] = [place(GIVEN), place(FAMILY), place(NAME)];
  // French tables call the family name `Nom` beside a `Prénom`.
  const parts = given >= 0 ? [given, family >= 0 ? family : name] : [name];
  return cells(text.slice(end), separator).flatMap((row) => {
    const named = parts.map((part) => (row[part] ?? '').trim()).filter((part) => part !== '');
    const whole = named.join(' ').replaceAll(LINE_BREAKS, ' ').slice(0, MAX_NAME);
    const address = (row[at] ?? '').trim().slice(0, MAX_ADDRESS);
    if (address !== '') return { name: whole, address };
    return whole === '' ? [] : { name: '', address: whole };
  });
}

/** A quote inside quotes is doubled. */
function cells(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const token = new RegExp(
    `"((?:[^"]|"")*)"|(\\r\\n|\\r|\\n)|(${separator})|([^"\\r\\n${separator}]+|")`,
    'g',
  );
  let cell = '';
  for (const [, quoted, line, sign, plain] of text.matchAll(token)) {
    if (quoted !== undefined) cell += quoted.replaceAll('""', '"');
    else if (plain !== undefined) cell += plain;
    else {
      row.push(cell);
      cell = '';
      if (sign === undefined && line !== undefined) {
        rows.push(row);
        row = [];
      }
    }
  }
  rows.push([...row, cell]);
  return rows;
}
