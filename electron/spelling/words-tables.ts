/** The table of facteur.db that holds the user's own words. Every change is on disk when it returns. */
import { z } from 'zod';
import { MOST_WORDS, PersonalWord } from '#core/spelling/spelling.ts';
import type { Database } from '../database/database.ts';
import { blobText, readBothEnds } from '../database/salvage.ts';

export const WORD_TABLE = `CREATE TABLE word (text TEXT PRIMARY KEY) STRICT;`;

const WORD = 'CAST(text AS BLOB) AS text';
const Row = z.strictObject({ text: blobText });
const SalvagedRow = z.object({ text: blobText.pipe(PersonalWord) });

export function listWords(database: Database): PersonalWord[] {
  return database.all(`SELECT ${WORD} FROM word`).map((row) => Row.parse(row).text);
}

export function addWord(database: Database, word: PersonalWord): boolean {
  database.run('INSERT OR IGNORE INTO word (text) SELECT ? WHERE (SELECT count(*) FROM word) < ?', [
    word,
    MOST_WORDS,
  ]);
  return database.get('SELECT 1 FROM word WHERE text = ?', [word]) !== undefined;
}

export function removeWord(database: Database, word: PersonalWord): void {
  database.run('DELETE FROM word WHERE text = ?', [word]);
}

/** All that can be read of a damaged file. */
export function salvageWords(database: Database): PersonalWord[] {
  const words = new Set<PersonalWord>();
  readBothEnds(database, 'word', WORD, (row) => {
    const { data } = SalvagedRow.safeParse(row);
    if (data !== undefined) words.add(data.text);
  });
  return [...words];
}
