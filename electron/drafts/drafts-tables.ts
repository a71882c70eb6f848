/** The table of facteur.db that holds drafts. Every change is one transaction and on disk when it returns. */
import { z } from 'zod';
import { contactKey } from '#core/contacts/key.ts';
import type { DraftContent, DraftSummary, RecipientEntry } from '#core/message/draft.ts';
import { AccountId, DraftId, SubmissionId } from '#core/message/ids.ts';
import { learnContacts } from '../contacts/contacts-tables.ts';
import type { Database, Value } from '../database/database.ts';
import { blobText } from '../database/salvage.ts';
import type { DraftPlace, Erasure, StoredDraft } from './drafts-protocol.ts';
import { blob, DRAFT, DraftRow, json } from './rows.ts';
import { keepBefore, takeVersion } from './versions-tables.ts';

/** What the list shows, kept apart: bodies may be long. */
const Summary = z.strictObject({ accountId: AccountId, subject: z.string(), to: z.array(z.string()) });
const SHOWN = 3;
const shown = ({ name, address }: RecipientEntry): string => (name === '' ? address : name);
const summaryOf = ({ accountId, subject, to, cc, bcc }: StoredDraft['content']): string =>
  JSON.stringify({ accountId, subject, to: [...to, ...cc, ...bcc].slice(0, SHOWN).map(shown) });

const ListRow = z
  .strictObject({
    id: blobText,
    saved_at: z.number(),
    summary: json.pipe(Summary),
    attachments: z.int(),
  })
  .transform(({ id, saved_at: savedAt, summary, attachments }): DraftSummary => {
    return { id: DraftId.parse(id), savedAt, ...summary, attachments };
  });

/** Last saved first. */
export function listDrafts(database: Database): DraftSummary[] {
  return database
    .all(
      `SELECT ${blob('id')}, saved_at, ${blob('summary')},
         (SELECT count(*) FROM attachment WHERE draft = draft.id AND removed = 0
           AND data ->> 'inline' IS NULL) AS attachments
       FROM draft WHERE place = 'shown' ORDER BY saved_at DESC, draft.id DESC`,
    )
    .map((row) => ListRow.parse(row));
}

export function findDraft(database: Database, id: DraftId): StoredDraft | undefined {
  const row = database.get(`SELECT ${DRAFT} FROM draft WHERE id = ?`, [id]);
  return row === undefined ? undefined : DraftRow.parse(row);
}

export function insertDraft(database: Database, draft: StoredDraft): void {
  const { id, revision, savedAt, place, submissionId, content } = draft;
  database.run(
    'INSERT INTO draft (id, revision, saved_at, place, submission, summary, content) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [id, revision, savedAt, place, submissionId, summaryOf(content), JSON.stringify(content)],
  );
}

interface Save {
  readonly id: DraftId;
  readonly revision: number;
  readonly at: number;
}
type Saved = 'saved' | 'conflict' | 'not-found';

/** What stood there before may become a version. */
export function saveDraft(database: Database, save: Save & { readonly content: DraftContent }): Saved {
  return database.transaction(() => {
    keepBefore(database, { ...save, content: JSON.stringify(save.content) });
    return replaceContent(database, save, save.content);
  });
}

/** A version takes the place of what stands there, which becomes one itself. */
export function restoreVersion(database: Database, restore: Save & { readonly number: number }) {
  return database.transaction(() =>
    takeVersion(database, restore, (content) => replaceContent(database, restore, content)),
  );
}

function replaceContent(database: Database, { id, revision, at }: Save, content: DraftContent): Saved {
  const changed = database.run(
    `UPDATE draft SET revision = revision + 1, saved_at = ?, summary = ?, content = ?
     WHERE id = ? AND revision = ? AND place = 'shown'`,
    [at, summaryOf(content), JSON.stringify(content), id, revision],
  );
  if (changed === 1) return 'saved';
  const there = database.get("SELECT 1 FROM draft WHERE id = ? AND place = 'shown'", [id]);
  return there === undefined ? 'not-found' : 'conflict';
}

export function moveDraft(
  database: Database,
  id: DraftId,
  from: readonly DraftPlace[],
  to: DraftPlace,
  submissionId: SubmissionId | null,
): boolean {
  const values: Value[] = [to, submissionId, id, JSON.stringify(from)];
  const sql =
    'UPDATE draft SET place = ?, submission = ? WHERE id = ? AND place IN (SELECT value FROM json_each(?))';
  return database.run(sql, values) === 1;
}

export function submittedDrafts(database: Database): { id: DraftId; submissionId: SubmissionId }[] {
  const Row = z.strictObject({ id: blobText.pipe(DraftId), submission: blobText.pipe(SubmissionId) });
  return database
    .all(`SELECT ${blob('id')}, ${blob('submission')} FROM draft WHERE place = 'submitted'`)
    .map((row) => Row.parse(row))
    .map(({ id, submission: submissionId }) => ({ id, submissionId }));
}

/** Forgets for good; attachments go with their draft. Whoever of its recipients has an address `learned` becomes a contact. */
export function eraseDrafts(
  database: Database,
  { drafts, at }: { readonly drafts: readonly Erasure[]; readonly at: number },
): DraftId[] {
  return database.transaction(() =>
    drafts.flatMap(({ id, submissionId, learned }) => {
      const other = database.get(
        "SELECT 1 FROM draft WHERE id = ?1 AND ?2 IS NOT NULL AND place = 'submitted' AND submission <> ?2",
        [id, submissionId],
      );
      if (other !== undefined) return [];
      if (learned.length > 0) learnContacts(database, recipientsOf(database, id, learned), at);
      database.run('DELETE FROM attachment WHERE draft = ?', [id]);
      database.run('DELETE FROM draft WHERE id = ?', [id]);
      return id;
    }),
  );
}

function recipientsOf(database: Database, id: DraftId, addresses: readonly string[]): RecipientEntry[] {
  const draft = findDraft(database, id);
  if (draft === undefined) return [];
  const { to, cc, bcc } = draft.content;
  const keys = new Set(addresses.map(contactKey));
  // One letter is one use, in however many fields somebody stands.
  const entries = new Map([...bcc, ...cc, ...to].map((entry) => [contactKey(entry.address), entry]));
  return [...entries].flatMap(([key, entry]) => (keys.has(key) ? entry : []));
}
