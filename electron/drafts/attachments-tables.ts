/** The table of facteur.db that says which files a draft has, in their order. Every change is one transaction and on disk when it returns. */
import { z } from 'zod';
import type { AttachmentId, DraftId } from '#core/message/ids.ts';
import type { Database } from '../database/database.ts';
import { blobText } from '../database/salvage.ts';
import type { StoredAttachment } from './attached-file.ts';
import type { OwnedAttachment } from './drafts-protocol.ts';
import { ATTACHMENT, AttachmentRow, blob } from './rows.ts';

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

/** Null: it is not there, or removed. */
export function attachmentOf(
  database: Database,
  draftId: DraftId,
  id: AttachmentId,
): StoredAttachment | null {
  const row = database.get(
    `SELECT ${ATTACHMENT} FROM attachment WHERE draft = ? AND id = ? AND removed = 0`,
    [draftId, id],
  );
  return row === undefined ? null : AttachmentRow.parse(row).attachment;
}

export function replaceAttachment(
  database: Database,
  draftId: DraftId,
  attachment: StoredAttachment,
): StoredAttachment {
  const data = JSON.stringify(attachment);
  database.run('UPDATE attachment SET data = ? WHERE draft = ? AND id = ?', [data, draftId, attachment.id]);
  return attachment;
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
