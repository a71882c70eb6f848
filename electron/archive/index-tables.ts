/** The tables of index.db and what is asked of them. All of it can be made again from the files (index-worker.ts does). */
import { z } from 'zod';
import type { NamedRow, ReportedBy, ReportedRow, SentList, SentPage, SentRow } from '#core/contract/sent.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { check, type Database, migrate, versionOf } from '../database/database.ts';
import { StoreFailure } from '../database/failure.ts';
import { linesTables } from './index-lines.ts';
import { practiceOf, toRow } from './index-rows.ts';
import { envidWord, type Known, recipientWord } from './known.ts';

/** To change a table, change it here and count on: an index of another version is thrown away and made anew. */
const VERSION = 4;
const tables = `
  CREATE TABLE sent (
    id INTEGER PRIMARY KEY,
    submission TEXT NOT NULL UNIQUE,
    message TEXT NOT NULL,
    name TEXT NOT NULL,
    practice INTEGER NOT NULL,
    at INTEGER NOT NULL,
    mailing TEXT,
    data BLOB NOT NULL
  ) STRICT;
  CREATE INDEX sent_by_time ON sent (practice, at, submission);
  CREATE INDEX sent_by_message ON sent (message);
  CREATE INDEX sent_by_name ON sent (name);
  CREATE TABLE known (word TEXT NOT NULL, message TEXT NOT NULL, submission TEXT NOT NULL) STRICT;
  CREATE INDEX known_by_word ON known (word);
  CREATE INDEX known_by_message ON known (message);
  CREATE TABLE total (practice INTEGER PRIMARY KEY, count INTEGER NOT NULL, lines INTEGER NOT NULL) STRICT;
  INSERT INTO total VALUES (0, 0, 0), (1, 0, 0);
  CREATE TRIGGER one_more AFTER INSERT ON sent BEGIN
    UPDATE total SET count = count + 1 WHERE practice = new.practice;
  END;
  CREATE TRIGGER one_less AFTER DELETE ON sent BEGIN
    UPDATE total SET count = count - 1 WHERE practice = old.practice;
  END;
  CREATE TABLE state (complete INTEGER NOT NULL) STRICT;
  INSERT INTO state VALUES (0);
  ${linesTables}
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
      `INSERT INTO sent (submission, message, name, practice, at, mailing, data)
       VALUES (?, ?, ?, ?, ?, ?, CAST(? AS BLOB))`,
      [
        row.submissionId,
        row.messageId,
        name,
        row.practice ? 1 : 0,
        row.at,
        row.mailing?.id ?? null,
        JSON.stringify(row),
      ],
    );
  }
}

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
    return row === undefined ? [] : [{ name, row: toRow(row) }];
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
      .map((row) => ({ by, row }));
  };
  const byEnvid = answers('envid', envids.map(envidWord), 1);
  if (byEnvid.length > 0) return byEnvid;
  // A name that others took too, as In-Reply-To has several, says less: the surest stands first.
  const [named] = findNamed(database, names);
  if (named !== undefined) return [{ by: 'message-id', row: named.row }];
  return answers('recipient', recipients.map(recipientWord), MOST_REPORTED);
}

const unique = (rows: readonly SentRow[]): SentRow[] => [
  ...new Map(rows.map((row) => [row.submissionId, row])).values(),
];
