/**
 * The list of Sent as the window shows it, over the messages of index-tables.ts: a message alone is a line, a mailing is one, and where it is
 * unfolded its messages follow it. Lines are kept beside the messages, by triggers, so that a page of 100,000 is found as quickly as ever.
 */
import { z } from 'zod';
import type {
  SentDaysRequest,
  SentLine,
  SentLines,
  SentLinesRequest,
  SentMailing,
  SentPlace,
  SentPlaceRequest,
} from '#core/contract/mailings.ts';
import type { SentDay, SentRow } from '#core/contract/sent.ts';
import { inOrder, rowOf, rowsOf, stretchesOf, type Unfolded } from '#core/mailing/lines.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Database } from '../database/database.ts';
import { fromBlob, practiceOf, toRow } from './index-rows.ts';

/** `key`: of a message its submission, of a mailing its id; `at`: of a mailing the latest acceptance. */
export const linesTables = `
  CREATE INDEX sent_by_mailing ON sent (practice, mailing, at, submission) WHERE mailing IS NOT NULL;
  CREATE TABLE line (
    practice INTEGER NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_mailing INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (practice, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX line_by_time ON line (practice, at, key, is_mailing, messages);
  CREATE INDEX line_of_mailing ON line (practice) WHERE is_mailing = 1;
  CREATE TRIGGER alone_came AFTER INSERT ON sent WHEN new.mailing IS NULL BEGIN
    INSERT INTO line VALUES (new.practice, new.submission, new.at, 0, 1);
  END;
  CREATE TRIGGER alone_went AFTER DELETE ON sent WHEN old.mailing IS NULL BEGIN
    DELETE FROM line WHERE practice = old.practice AND key = old.submission;
  END;
  CREATE TRIGGER one_came AFTER INSERT ON sent WHEN new.mailing IS NOT NULL BEGIN
    INSERT INTO line VALUES (new.practice, new.mailing, new.at, 1, 1)
    ON CONFLICT (practice, key) DO UPDATE SET messages = messages + 1, at = max(at, excluded.at);
  END;
  CREATE TRIGGER one_went AFTER DELETE ON sent WHEN old.mailing IS NOT NULL BEGIN
    UPDATE line SET
      messages = messages - 1,
      at = coalesce((SELECT max(at) FROM sent WHERE practice = old.practice AND mailing = old.mailing), 0)
    WHERE practice = old.practice AND key = old.mailing;
    DELETE FROM line WHERE practice = old.practice AND key = old.mailing AND messages = 0;
  END;
  CREATE TRIGGER line_more AFTER INSERT ON line BEGIN
    UPDATE total SET lines = lines + 1 WHERE practice = new.practice;
  END;
  CREATE TRIGGER line_less AFTER DELETE ON line BEGIN
    UPDATE total SET lines = lines - 1 WHERE practice = old.practice;
  END;
`;

/** A mailing that is unfolded, as it stands in the list. */
interface UnfoldedMailing extends Unfolded {
  readonly id: SubmissionId;
  readonly at: number;
}

const LineFacts = z.object({ at: z.number(), is_mailing: z.int(), messages: z.int() });

/** Newest first. */
export function readLines(
  database: Database,
  { list, unfolded, offset, limit }: SentLinesRequest,
): SentLines {
  const practice = practiceOf(list);
  const lines = linesOf(database, practice);
  const open = unfoldedOf(database, practice, unfolded);
  const found = stretchesOf(lines, open, offset, limit).flatMap((stretch): SentLine[] => {
    if (stretch.kind === 'lines') return folded(database, practice, lines, stretch, open);
    const mailing = open.find(({ line }) => line === stretch.line);
    return mailing === undefined ? [] : below(database, practice, mailing, stretch);
  });
  return { total: rowsOf(lines, open), offset, hasMailings: hasMailings(database, practice), lines: found };
}

/** So many lines from this one on. */
interface Stretch {
  readonly first: number;
  readonly count: number;
}

function folded(
  database: Database,
  practice: number,
  lines: number,
  { first, count }: Stretch,
  open: readonly UnfoldedMailing[],
): SentLine[] {
  // An offset is walked to in the index: from the nearer end.
  const [order, skip] = first > lines / 2 ? ['ASC', lines - first - count] : ['DESC', first];
  const found = database.all(
    `WITH page AS MATERIALIZED (
       SELECT at, key, is_mailing, messages FROM line WHERE practice = ?
       ORDER BY at ${order}, key ${order} LIMIT ? OFFSET ?
     )
     SELECT at, is_mailing, messages,
       CASE is_mailing
         WHEN 0 THEN (SELECT data FROM sent WHERE submission = page.key)
         ELSE (SELECT data FROM sent WHERE practice = ? AND mailing = page.key
               ORDER BY at DESC, submission DESC LIMIT 1)
       END AS data
     FROM page ORDER BY page.at DESC, page.key DESC`,
    [practice, count, Math.max(0, skip), practice],
  );
  return found.map((one, step): SentLine => {
    const { at, messages } = LineFacts.parse(one);
    const row = toRow(one);
    const standing = { position: first + step + 1, of: lines };
    if (row.mailing === null) return { kind: 'message', row, mailing: null, ...standing };
    const { id, of } = row.mailing;
    const mailing = mailingOf(row, { id, messages: of, listed: messages, at });
    return { kind: 'mailing', mailing, isUnfolded: open.some((other) => other.id === id), ...standing };
  });
}

/** `row`: the newest of it; what its messages do not have in common is as in this one. */
const mailingOf = (
  { accountId, accountName, hue, practice, subject, hasAttachment }: SentRow,
  counted: Pick<SentMailing, 'id' | 'messages' | 'listed' | 'at'>,
): SentMailing => ({
  ...counted,
  sums: { accepted: counted.listed },
  accountId,
  accountName,
  hue,
  practice,
  subject,
  hasAttachment,
});

/** Messages of a mailing, newest first. */
function below(
  database: Database,
  practice: number,
  { id, messages }: UnfoldedMailing,
  { first, count }: Stretch,
): SentLine[] {
  return database
    .all(
      `SELECT data FROM sent WHERE practice = ? AND mailing = ?
       ORDER BY at DESC, submission DESC LIMIT ? OFFSET ?`,
      [practice, id, count, first],
    )
    .map((row, step) => ({
      kind: 'message',
      row: toRow(row),
      mailing: id,
      position: first + step + 1,
      of: messages,
    }));
}

const Count = z.object({ count: z.int() });
const countOf = (row: unknown): number => Count.parse(row).count;

const linesOf = (database: Database, practice: number): number =>
  countOf(database.get('SELECT lines AS count FROM total WHERE practice = ?', [practice]));

const hasMailings = (database: Database, practice: number): boolean =>
  database.get('SELECT 1 FROM line WHERE practice = ? AND is_mailing = 1 LIMIT 1', [practice]) !== undefined;

/** Those of them that are in this list, in its order. */
function unfoldedOf(database: Database, practice: number, ids: readonly SubmissionId[]): UnfoldedMailing[] {
  const found = [...new Set(ids)].flatMap((id) => {
    const row = database.get(
      'SELECT at, is_mailing, messages FROM line WHERE practice = ? AND key = ? AND is_mailing = 1',
      [practice, id],
    );
    if (row === undefined) return [];
    const { at, messages } = LineFacts.parse(row);
    return [{ id, at, messages, line: linesBefore(database, practice, at, id) }];
  });
  return inOrder(found);
}

/** How many lines are newer. */
const linesBefore = (database: Database, practice: number, at: number, key: string): number =>
  countOf(
    database.get(
      'SELECT count(*) AS count FROM line WHERE practice = ? AND (at > ? OR (at = ? AND key > ?))',
      [practice, at, at, key],
    ),
  );

/** Days in this process's zone, newest first; a mailing stands under the day of its latest acceptance. */
export function readDays(database: Database, { list, unfolded }: SentDaysRequest): SentDay[] {
  const practice = practiceOf(list);
  const found = database.get(
    `SELECT CAST(json_array(json_group_array(at), json_group_array(messages)) AS BLOB) AS data
     FROM (SELECT at, messages FROM line WHERE practice = ? ORDER BY at DESC)`,
    [practice],
  );
  const [times = [], messages = []] = z.array(z.array(z.number())).parse(fromBlob(found));
  const days: SentDay[] = [];
  let begins = Infinity;
  let count = 0;
  let rows = 0;
  for (const [line, at] of times.entries()) {
    if (at < begins) {
      close();
      begins = new Date(at).setHours(0, 0, 0, 0);
      count = 0;
      rows = 0;
    }
    count += messages[line] ?? 0;
    rows++;
  }
  close();
  const more = new Map<string, number>();
  for (const mailing of unfoldedOf(database, practice, unfolded)) {
    const day = dayOf(mailing.at);
    more.set(day, (more.get(day) ?? 0) + mailing.messages);
  }
  return days.map((day) => ({ ...day, rows: day.rows + (more.get(day.day) ?? 0) }));

  function close(): void {
    if (rows > 0) days.push({ day: dayOf(begins), count, rows });
  }
}

/** `2026-11-23` */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function placeOf(database: Database, { list, submissionId, unfolded }: SentPlaceRequest): SentPlace {
  const practice = practiceOf(list);
  const found = database.get('SELECT data FROM sent WHERE submission = ? AND practice = ?', [
    submissionId,
    practice,
  ]);
  if (found === undefined) return null;
  const { mailing, at } = toRow(found);
  if (mailing === null) {
    const open = unfoldedOf(database, practice, unfolded);
    return {
      row: rowOf(open, { kind: 'line', line: linesBefore(database, practice, at, submissionId) }),
      mailing: null,
    };
  }
  const { id } = mailing;
  const open = unfoldedOf(database, practice, [...unfolded, id]);
  const line = open.find((one) => one.id === id)?.line ?? 0;
  const message = countOf(
    database.get(
      `SELECT count(*) AS count FROM sent
       WHERE practice = ? AND mailing = ? AND (at > ? OR (at = ? AND submission > ?))`,
      [practice, id, at, at, submissionId],
    ),
  );
  return { row: rowOf(open, { kind: 'below', line, message }), mailing: id };
}
