/** The tables of index.db and what is asked of them. All of it can be made again from the files (index-worker.ts does). */
import { z } from 'zod';
import {
  type NamedRow,
  type ReportedBy,
  type ReportedRow,
  type SentDay,
  type SentList,
  type SentPage,
  SentRow,
} from '#core/contract/sent.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { check, type Database, migrate, versionOf } from '../database/database.ts';
import { StoreFailure } from '../database/failure.ts';
import { blobText } from '../database/salvage.ts';
import { envidWord, type Known, recipientWord } from './known.ts';

/** To change a table, change it here and count on: an index of another version is thrown away and made anew. */
const VERSION = 3;
const tables = `
  CREATE TABLE sent (
    id INTEGER PRIMARY KEY,
    submission TEXT NOT NULL UNIQUE,
    message TEXT NOT NULL,
    name TEXT NOT NULL,
    practice INTEGER NOT NULL,
    at INTEGER NOT NULL,
    data BLOB NOT NULL
  ) STRICT;
  CREATE INDEX sent_by_time ON sent (practice, at, submission);
  CREATE INDEX sent_by_message ON sent (message);
  CREATE INDEX sent_by_name ON sent (name);
  CREATE TABLE known (word TEXT NOT NULL, message TEXT NOT NULL, submission TEXT NOT NULL) STRICT;
  CREATE INDEX known_by_word ON known (word);
  CREATE INDEX known_by_message ON known (message);
  CREATE TABLE total (practice INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
  INSERT INTO total VALUES (0, 0), (1, 0);
  CREATE TRIGGER one_more AFTER INSERT ON sent BEGIN
    UPDATE total SET count = count + 1 WHERE practice = new.practice;
  END;
  CREATE TRIGGER one_less AFTER DELETE ON sent BEGIN
    UPDATE total SET count = count - 1 WHERE practice = old.practice;
  END;
  CREATE TABLE state (complete INTEGER NOT NULL) STRICT;
  INSERT INTO state VALUES (0);
`;
const steps = [...Array.from({ length: VERSION - 1 }, () => ''), tables];

/** Ends with StoreFailure `damaged` when the file is not an index of this version. */
export function prepareIndex(database: Database): void {
  const version = versionOf(database);
  if (version !== 0 && version !== VERSION)
    throw new StoreFailure('damaged', `index of version ${String(version)}`);
  migrate(database, steps);
  check(database);
}

/** Whether every message that lay in the archive when the index was made is in it. */
export function isComplete(database: Database): boolean {
  return (
    z.strictObject({ complete: z.int() }).parse(database.get('SELECT complete FROM state')).complete === 1
  );
}

export function setComplete(database: Database): void {
  database.run('UPDATE state SET complete = 1');
}

export interface IndexEntry {
  readonly rows: readonly SentRow[];
  /** its Message-ID */
  readonly name: string;
  /** what reports name a submission by */
  readonly known?: readonly Known[];
}

/** Puts `rows` in the place of all that was known of this message. To be called inside a transaction. */
export function putRows(
  database: Database,
  messageId: StoredMessageId,
  { rows, name, known = [] }: IndexEntry,
): void {
  database.run('DELETE FROM sent WHERE message = ?', [messageId]);
  database.run('DELETE FROM known WHERE message = ?', [messageId]);
  const accepted = new Set(rows.map(({ submissionId }) => submissionId));
  for (const { word, submissionId } of known) {
    if (!accepted.has(submissionId)) continue;
    database.run('INSERT INTO known (word, message, submission) VALUES (?, ?, ?)', [
      word,
      messageId,
      submissionId,
    ]);
  }
  for (const row of rows) {
    database.run(
      'INSERT INTO sent (submission, message, name, practice, at, data) VALUES (?, ?, ?, ?, ?, CAST(? AS BLOB))',
      [row.submissionId, row.messageId, name, row.practice ? 1 : 0, row.at, JSON.stringify(row)],
    );
  }
}

const practiceOf = (list: SentList): number => (list === 'practice' ? 1 : 0);

export function totalOf(database: Database, list: SentList): number {
  const row = database.get('SELECT count FROM total WHERE practice = ?', [practiceOf(list)]);
  return z.strictObject({ count: z.int() }).parse(row).count;
}

/** Newest first. */
export function readPage(database: Database, list: SentList, offset: number, limit: number): SentPage {
  const total = totalOf(database, list);
  // An offset is walked to in the index: from the nearer end.
  const fromEnd = offset > total / 2;
  const count = Math.max(0, Math.min(limit, total - offset));
  const [order, skip] = fromEnd ? ['ASC', total - offset - count] : ['DESC', offset];
  const rows = database.all(
    `WITH page AS MATERIALIZED (
       SELECT id, at, submission FROM sent WHERE practice = ?
       ORDER BY at ${order}, submission ${order} LIMIT ? OFFSET ?
     )
     SELECT data FROM page CROSS JOIN sent ON sent.id = page.id
     ORDER BY page.at DESC, page.submission DESC`,
    [practiceOf(list), count, Math.max(0, skip)],
  );
  return { total, offset, rows: rows.map(toRow) };
}

/** Days in this process's zone, newest first. */
export function readDays(database: Database, list: SentList): SentDay[] {
  const found = database.get(
    `SELECT CAST(json_group_array(at) AS BLOB) AS data
     FROM (SELECT at FROM sent WHERE practice = ? ORDER BY at DESC)`,
    [practiceOf(list)],
  );
  const days: SentDay[] = [];
  let begins = Infinity;
  let count = 0;
  for (const at of z.array(z.number()).parse(fromBlob(found))) {
    if (at >= begins) {
      count++;
      continue;
    }
    close();
    begins = new Date(at).setHours(0, 0, 0, 0);
    count = 1;
  }
  close();
  return days;

  function close(): void {
    if (count > 0) days.push({ day: dayOf(begins), count });
  }
}

/** `2026-11-23` */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function findRow(database: Database, submissionId: SubmissionId): SentRow | null {
  const row = database.get('SELECT data FROM sent WHERE submission = ?', [submissionId]);
  return row === undefined ? null : toRow(row);
}

export function findRows(database: Database, messageId: StoredMessageId): SentRow[] {
  return database.all('SELECT data FROM sent WHERE message = ? ORDER BY at', [messageId]).map(toRow);
}

/** The submission that was accepted first of each message with one of these Message-IDs; those that nobody accepted are left out. */
export function findNamed(database: Database, names: readonly string[]): NamedRow[] {
  return names.flatMap((name) => {
    const row = database.get('SELECT data FROM sent WHERE name = ? ORDER BY at LIMIT 1', [name]);
    return row === undefined ? [] : [{ name, row: toRow(row), index: indexOf(database, toRow(row)) }];
  });
}

/** Candidates that a recipient alone gives. */
const MOST_REPORTED = 3;

/** Whose mail a report speaks of: by its ENVID, else its Message-ID, else by its recipient, newest first. */
export function findReported(
  database: Database,
  { envids, names, recipients, before }: ReportedBy,
): ReportedRow[] {
  const answers = (by: ReportedRow['by'], words: readonly string[], most: number): ReportedRow[] => {
    const found = words.flatMap((word) =>
      database
        .all(
          `SELECT sent.data FROM known JOIN sent ON sent.submission = known.submission
           WHERE known.word = ? AND sent.at <= ? ORDER BY sent.at DESC LIMIT ?`,
          [word, before ?? Number.MAX_SAFE_INTEGER, most],
        )
        .map(toRow),
    );
    return unique(found)
      .slice(0, most)
      .map((row) => ({ by, row, index: indexOf(database, row) }));
  };
  const byEnvid = answers('envid', envids.map(envidWord), 1);
  if (byEnvid.length > 0) return byEnvid;
  // A name that others took too, as In-Reply-To has several, says less: the surest stands first.
  const [named] = findNamed(database, names);
  if (named !== undefined) return [{ by: 'message-id', row: named.row, index: named.index }];
  return answers('recipient', recipients.map(recipientWord), MOST_REPORTED);
}

const unique = (rows: readonly SentRow[]): SentRow[] => [
  ...new Map(rows.map((row) => [row.submissionId, row])).values(),
];

/** How many rows of its list are newer. */
function indexOf(database: Database, { practice, at, submissionId }: SentRow): number {
  const row = database.get(
    'SELECT count(*) AS count FROM sent WHERE practice = ? AND (at > ? OR (at = ? AND submission > ?))',
    [practice ? 1 : 0, at, at, submissionId],
  );
  return z.strictObject({ count: z.int() }).parse(row).count;
}

const toRow = (row: unknown): SentRow => SentRow.parse(fromBlob(row));

function fromBlob(row: unknown): unknown {
  return JSON.parse(z.strictObject({ data: blobText }).parse(row).data);
}
