/**
 * The last versions of each draft, in facteur.db. A save that is about to take the place of what stands there keeps that first, when it
 * stood for a while or much of it is about to go; so that typing makes no version a second, and none that equals the one before.
 */
import { decodeTime } from 'ulid';
import { z } from 'zod';
import { DraftContent } from '#core/message/draft.ts';
import type { DraftId } from '#core/message/ids.ts';
import { DraftVersion } from '#core/message/versions/version.ts';
import type { Database } from '../database/database.ts';
import { blobText } from '../database/salvage.ts';

export const VERSION_TABLE = `CREATE TABLE draft_version (
    draft TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (draft, number)
  ) STRICT;
  CREATE TRIGGER draft_version_of_none AFTER DELETE ON draft BEGIN
    DELETE FROM draft_version WHERE draft = OLD.id;
  END;`;

const MOST_VERSIONS = 20;
/** octets of all versions of a draft; of what is longer fewer are kept, and always a few */
const MOST_OCTETS = 40_000_000;
const ALWAYS = 3;
/** ms between two versions while somebody types */
const APART = 60_000;
/** octets: when so many are taken away at once, what stood there is kept */
const MUCH = 200;

const Standing = z.strictObject({
  saved_at: z.number(),
  lost: z.int(),
  same: z.int(),
  kept_at: z.number().nullable(),
});

/** In the transaction of the save of `content` (JSON), before it. */
export function keepBefore(
  database: Database,
  { id, revision, content, at }: { id: DraftId; revision: number; content: string; at: number },
): void {
  // Revision 0 is what a draft begins with: nobody wrote it.
  const row = database.get(
    `SELECT saved_at, octet_length(content) - octet_length(?3) AS lost, content = ?3 AS same,
       (SELECT at FROM draft_version WHERE draft = ?1 ORDER BY number DESC LIMIT 1) AS kept_at
     FROM draft WHERE id = ?1 AND revision = ?2 AND revision > 0 AND place = 'shown'`,
    [id, revision, content],
  );
  if (row === undefined) return;
  const standing = Standing.parse(row);
  if (standing.same === 1) return;
  const since = standing.kept_at ?? decodeTime(id);
  const stood = standing.saved_at - since >= APART || at - standing.saved_at >= APART;
  if (stood || standing.lost >= MUCH) keep(database, id);
}

/** The number of the version that is what stands in the draft now. */
function keep(database: Database, id: DraftId): number {
  const Newest = z.strictObject({ number: z.int(), same: z.int() });
  const row = database.get(
    `SELECT number, content = (SELECT content FROM draft WHERE id = ?1) AS same
     FROM draft_version WHERE draft = ?1 ORDER BY number DESC LIMIT 1`,
    [id],
  );
  const newest = row === undefined ? { number: 0, same: 0 } : Newest.parse(row);
  if (newest.same === 1) return newest.number;
  const number = newest.number + 1;
  database.run(
    `INSERT INTO draft_version (draft, number, at, content)
     SELECT id, ?2, saved_at, content FROM draft WHERE id = ?1`,
    [id, number],
  );
  prune(database, id, number);
  return number;
}

function prune(database: Database, id: DraftId, newest: number): void {
  database.run('DELETE FROM draft_version WHERE draft = ? AND number <= ?', [id, newest - MOST_VERSIONS]);
  database.run(
    `DELETE FROM draft_version WHERE draft = ?1 AND number <= ?2 AND
       (SELECT sum(octet_length(content)) FROM draft_version AS later
        WHERE later.draft = ?1 AND later.number >= draft_version.number) > ?3`,
    [id, newest - ALWAYS, MOST_OCTETS],
  );
}

const VersionRow = DraftVersion.omit({ subject: true }).extend({ subject: blobText });

export function versionsOf(database: Database, id: DraftId): DraftVersion[] {
  return database
    .all(
      `SELECT number, at, CAST(content ->> 'subject' AS BLOB) AS subject, length(content ->> 'body') AS length,
         json_array_length(content, '$.to') + json_array_length(content, '$.cc') +
           json_array_length(content, '$.bcc') AS recipients
       FROM draft_version WHERE draft = ? ORDER BY number DESC`,
      [id],
    )
    .map((row) => VersionRow.parse(row));
}

export function findVersion(database: Database, id: DraftId, number: number): DraftContent | null {
  const row = database.get(
    'SELECT CAST(content AS BLOB) AS content FROM draft_version WHERE draft = ? AND number = ?',
    [id, number],
  );
  if (row === undefined) return null;
  const { content } = z.strictObject({ content: blobText }).parse(row);
  return DraftContent.parse(JSON.parse(content));
}

/** What stands there is kept first; `save` puts the version in its place, in the same transaction. */
export function takeVersion(
  database: Database,
  { id, number }: { readonly id: DraftId; readonly number: number },
  save: (content: DraftContent) => 'saved' | 'conflict' | 'not-found',
): 'conflict' | 'not-found' | { kept: number } {
  const content = findVersion(database, id, number);
  if (content === null) return 'not-found';
  const kept = keep(database, id);
  const answer = save(content);
  return answer === 'saved' ? { kept } : answer;
}
