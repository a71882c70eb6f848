/** The tables of facteur.db that hold drafts. Every change is one transaction and on disk when it returns. */
import { z } from 'zod';
import { contactKey } from '#core/contacts/key.ts';
import type { DraftContent, DraftSummary, RecipientEntry } from '#core/message/draft.ts';
import { AccountId, type AttachmentId, DraftId, SubmissionId } from '#core/message/ids.ts';
import { CONTACT_TABLE, learnContacts, salvageContacts } from '../contacts/contacts-tables.ts';
import type { Database, Value } from '../database/database.ts';
import { blobText, readBothEnds } from '../database/salvage.ts';
import { TEMPLATE_TABLE } from '../templates/templates-tables.ts';
import type { StoredAttachment } from './attached-file.ts';
import {
  type DraftPlace,
  type Erasure,
  type Everything,
  OwnedAttachment,
  StoredDraft,
} from './drafts-protocol.ts';
import { keepBefore, takeVersion, VERSION_TABLE } from './versions-tables.ts';

export const versions = [
  `CREATE TABLE draft (
    id TEXT PRIMARY KEY, revision INTEGER NOT NULL, saved_at INTEGER NOT NULL, place TEXT NOT NULL,
    submission TEXT, summary TEXT NOT NULL, content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX draft_shown ON draft (place, saved_at);
  CREATE TABLE attachment (
    id TEXT PRIMARY KEY, draft TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE, position INTEGER NOT NULL,
    removed INTEGER NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX attachment_of ON attachment (draft, position);`,
  VERSION_TABLE,
  TEMPLATE_TABLE,
  CONTACT_TABLE,
];

const blob = (column: string): string => `CAST(${column} AS BLOB) AS ${column}`;
const DRAFT = `revision, saved_at, ${['id', 'place', 'submission', 'content'].map(blob).join(', ')}`;
const ATTACHMENT = `position, removed, ${blob('draft')}, ${blob('data')}`;

const json = blobText.transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
const DraftRow = z
  .strictObject({
    id: blobText,
    revision: z.int(),
    saved_at: z.number(),
    place: blobText,
    submission: blobText.nullable(),
    content: json,
  })
  .transform(({ saved_at: savedAt, submission: submissionId, ...row }) => ({ ...row, savedAt, submissionId }))
  .pipe(StoredDraft);
const AttachmentRow = z
  .strictObject({ draft: blobText, position: z.int(), removed: z.int(), data: json })
  .transform(({ draft: draftId, position, removed, data: attachment }) => ({
    draftId,
    position,
    removed: removed === 1,
    attachment,
  }))
  .pipe(OwnedAttachment);

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
         (SELECT count(*) FROM attachment WHERE draft = draft.id AND removed = 0) AS attachments
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

export function insertAttachment(database: Database, owned: OwnedAttachment): void {
  const { draftId, position, removed, attachment } = owned;
  database.run('INSERT INTO attachment (id, draft, position, removed, data) VALUES (?, ?, ?, ?, ?)', [
    attachment.id,
    draftId,
    position,
    removed ? 1 : 0,
    JSON.stringify(attachment),
  ]);
}

/** Behind those that are there; false when the draft is not. */
export function attach(database: Database, draftId: DraftId, attachment: StoredAttachment): boolean {
  return database.transaction(() => {
    if (database.get("SELECT 1 FROM draft WHERE id = ? AND place = 'shown'", [draftId]) === undefined)
      return false;
    const next = database.get(
      'SELECT coalesce(max(position), 0) + 1 AS next FROM attachment WHERE draft = ?',
      [draftId],
    );
    const { next: position } = z.strictObject({ next: z.int() }).parse(next);
    insertAttachment(database, { draftId, position, removed: false, attachment });
    return true;
  });
}

export function attachmentsOf(database: Database, draftId: DraftId): StoredAttachment[] {
  return database
    .all(`SELECT ${ATTACHMENT} FROM attachment WHERE draft = ? AND removed = 0 ORDER BY position`, [draftId])
    .map((row) => AttachmentRow.parse(row).attachment);
}

export function setRemoved(
  database: Database,
  draftId: DraftId,
  id: AttachmentId,
  removed: boolean,
): StoredAttachment | null {
  database.run('UPDATE attachment SET removed = ? WHERE draft = ? AND id = ?', [
    removed ? 1 : 0,
    draftId,
    id,
  ]);
  const row = database.get(`SELECT ${ATTACHMENT} FROM attachment WHERE draft = ? AND id = ?`, [draftId, id]);
  return row === undefined ? null : AttachmentRow.parse(row).attachment;
}

/** Its name alone: the file stays where it is and as it is. */
export function renameAttachment(
  database: Database,
  draftId: DraftId,
  id: AttachmentId,
  name: string,
): StoredAttachment | null {
  return database.transaction(() => {
    const row = database.get(
      `SELECT ${ATTACHMENT} FROM attachment WHERE draft = ? AND id = ? AND removed = 0`,
      [draftId, id],
    );
    if (row === undefined) return null;
    const attachment = { ...AttachmentRow.parse(row).attachment, name };
    database.run('UPDATE attachment SET data = ? WHERE draft = ? AND id = ?', [
      JSON.stringify(attachment),
      draftId,
      id,
    ]);
    return attachment;
  });
}

export function orderAttachments(database: Database, draftId: DraftId, ids: readonly AttachmentId[]): void {
  database.transaction(() => {
    const Row = z.strictObject({ id: blobText });
    const now = database
      .all(`SELECT ${blob('id')} FROM attachment WHERE draft = ? ORDER BY position`, [draftId])
      .map((row) => Row.parse(row).id);
    const named = ids.filter((id) => now.includes(id));
    const behind = now.filter((id) => !named.some((other) => other === id));
    for (const [at, id] of [...named, ...behind].entries())
      database.run('UPDATE attachment SET position = ? WHERE draft = ? AND id = ?', [at + 1, draftId, id]);
  });
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

export function sweepRemoved(database: Database): string[] {
  database.transaction(() => {
    database.run(
      "DELETE FROM attachment WHERE removed = 1 OR draft IN (SELECT id FROM draft WHERE place = 'removed')",
    );
    database.run("DELETE FROM draft WHERE place = 'removed'");
  });
  const Row = z.strictObject({ kept: blobText });
  return database
    .all("SELECT CAST(draft || '/' || id AS BLOB) AS kept FROM attachment")
    .map((row) => Row.parse(row).kept);
}

/** Everything that can be read of a damaged file. */
export function salvageAll(database: Database): Everything {
  const drafts = new Map<string, StoredDraft>();
  const attachments = new Map<string, OwnedAttachment>();
  readBothEnds(database, 'draft', DRAFT, (row) => {
    const { data } = DraftRow.safeParse(row);
    if (data !== undefined) drafts.set(data.id, data);
  });
  readBothEnds(database, 'attachment', ATTACHMENT, (row) => {
    const { data } = AttachmentRow.safeParse(row);
    if (data !== undefined) attachments.set(data.attachment.id, data);
  });
  return {
    drafts: [...drafts.values()],
    attachments: [...attachments.values()].filter(({ draftId }) => drafts.has(draftId)),
    contacts: salvageContacts(database),
  };
}
