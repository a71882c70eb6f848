/** The table of facteur.db that holds lists of contacts. Every change is one transaction and on disk when it returns. */
import { z } from 'zod';
import { fold, foldedWords, termsOf } from '#core/contacts/fold.ts';
import { contactKey } from '#core/contacts/key.ts';
import { ContactList, ListSummary, type ListId } from '#core/contacts/list.ts';
import { MOST_LISTS, MOST_MEMBERS } from '#core/contacts/list-limits.ts';
import { withMembers } from '#core/contacts/members.ts';
import { RecipientEntry } from '#core/message/draft.ts';
import type { Database } from '../database/database.ts';
import { blobText, readBothEnds } from '../database/salvage.ts';

/** `members`: JSON, each with the key of its contact, whose name counts where there is one. */
export const LIST_TABLE = `CREATE TABLE contact_list (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, count INTEGER NOT NULL, sorted TEXT NOT NULL, words TEXT NOT NULL,
    members TEXT NOT NULL
  ) STRICT;`;

const SUMMARY = 'CAST(id AS BLOB) AS id, CAST(name AS BLOB) AS name, count';
const SummaryRow = z.strictObject({ id: blobText, name: blobText, count: z.int() }).pipe(ListSummary);

/** By name; those whose name has what is typed, all if nothing is. */
export function findLists(database: Database, typed: string, limit = MOST_LISTS): ListSummary[] {
  const terms = termsOf(typed);
  const where = terms.map(() => ' AND instr(words, ?) > 0').join('');
  return database
    .all(`SELECT ${SUMMARY} FROM contact_list WHERE 1${where} ORDER BY sorted, id LIMIT ?`, [...terms, limit])
    .map((row) => SummaryRow.parse(row));
}

const WHOLE = 'CAST(id AS BLOB) AS id, CAST(name AS BLOB) AS name, CAST(members AS BLOB) AS members';
const ListRow = z
  .strictObject({ id: blobText, name: blobText, members: blobText })
  .transform((row, context) => {
    try {
      return { ...row, members: z.array(RecipientEntry.strip()).parse(JSON.parse(row.members)) };
    } catch {
      context.addIssue({ code: 'custom', message: 'not a list' });
      return z.NEVER;
    }
  })
  .pipe(ContactList);

const NAMES = `SELECT CAST(member.key AS INTEGER) AS at, CAST(contact.name AS BLOB) AS name
  FROM contact_list, json_each(contact_list.members) AS member
  JOIN contact ON contact.key = member.value ->> 'key' AND contact.name <> ''
  WHERE contact_list.id = ?`;
const NameRow = z.strictObject({ at: z.int(), name: blobText });

/** Its members by the names that contacts have now. */
export function openList(database: Database, id: ListId): ContactList | null {
  const row = database.get(`SELECT ${WHOLE} FROM contact_list WHERE id = ?`, [id]);
  if (row === undefined) return null;
  const list = ListRow.parse(row);
  const names = new Map(
    database.all(NAMES, [id]).map((found) => {
      const { at, name } = NameRow.parse(found);
      return [at, name];
    }),
  );
  return {
    ...list,
    members: list.members.map((entry, at) => ({ ...entry, name: names.get(at) ?? entry.name })),
  };
}

/** In place of the one with this id; false: there are too many. */
export function saveList(database: Database, list: ContactList): boolean {
  const { id, name } = list;
  const members = withMembers([], list.members);
  const stored = JSON.stringify(members.map((entry) => ({ ...entry, key: contactKey(entry.address) })));
  return (
    database.run(
      `INSERT INTO contact_list (id, name, count, sorted, words, members) SELECT ?1, ?2, ?3, ?4, ?5, ?6
       WHERE EXISTS (SELECT 1 FROM contact_list WHERE id = ?1) OR (SELECT count(*) FROM contact_list) < ?7
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, count = excluded.count, sorted = excluded.sorted,
         words = excluded.words, members = excluded.members`,
      [id, name, members.length, foldedWords(name).trim(), foldedWords(name), stored, MOST_LISTS],
    ) === 1
  );
}

/** As it was; null: it is not there. */
export function removeList(database: Database, id: ListId): ContactList | null {
  return database.transaction(() => {
    const list = openList(database, id);
    if (list !== null) database.run('DELETE FROM contact_list WHERE id = ?', [id]);
    return list;
  });
}

/** Somebody has another address: their lists follow. Within the transaction of whoever calls. */
export function moveMember(database: Database, was: string, now: RecipientEntry): void {
  const key = contactKey(was);
  const holding = database.all(
    `SELECT ${WHOLE} FROM contact_list
     WHERE EXISTS (SELECT 1 FROM json_each(members) WHERE value ->> 'key' = ?)`,
    [key],
  );
  for (const row of holding) {
    const list = ListRow.parse(row);
    const members = list.members.map((entry) => (contactKey(entry.address) === key ? now : entry));
    saveList(database, { ...list, members });
  }
}

/** From a file: a list of the same name gains whom it lacks. Answers how many there were. Within the transaction of whoever calls. */
export function importLists(database: Database, lists: readonly ContactList[]): number {
  const byName = new Map(findLists(database, '').map(({ id, name }) => [fold(name), id]));
  let changed = 0;
  for (const list of lists) {
    const known = byName.get(fold(list.name));
    const before = known === undefined ? null : openList(database, known);
    const after = before === null ? list : { ...before, members: withMembers(before.members, list.members) };
    if (saveList(database, { ...after, members: after.members.slice(0, MOST_MEMBERS) })) changed += 1;
    byName.set(fold(list.name), after.id);
  }
  return changed;
}

/** All that can be read of a damaged file. */
export function salvageLists(database: Database): ContactList[] {
  const lists = new Map<string, ContactList>();
  readBothEnds(database, 'contact_list', WHOLE, (row) => {
    const read = ListRow.safeParse(row);
    if (read.success) lists.set(read.data.id, read.data);
  });
  return [...lists.values()];
}
