/** What is in attached files, as facteur.db has it. Every change is one transaction and on disk when it returns. */
import type { AttachmentId, DraftId } from '#core/message/ids.ts';
import type { Database } from '../database/database.ts';
import { contentOf, type FileContent, type StoredAttachment } from './attached-file.ts';
import { attachmentOf, replaceAttachment } from './attachments-tables.ts';

export function setContent(
  database: Database,
  { draftId, id, content, undoable }: Which & { readonly content: FileContent; readonly undoable: boolean },
): StoredAttachment | null {
  return change(database, { draftId, id }, (stored) => {
    const before = [...(stored.before ?? []), ...(undoable ? [contentOf(stored)] : [])];
    return withContent(stored, content, before);
  });
}

export function takeBack(database: Database, which: Which): StoredAttachment | null {
  return change(database, which, (stored) => {
    const before = [...(stored.before ?? [])];
    const last = before.pop();
    return last === undefined ? stored : withContent(stored, last, before);
  });
}

/** Its name alone: the file stays where it is and as it is. */
export const rename = (database: Database, { name, ...which }: Which & { readonly name: string }) =>
  change(database, which, (stored) => ({ ...stored, name }));

interface Which {
  readonly draftId: DraftId;
  readonly id: AttachmentId;
}

function withContent(
  stored: StoredAttachment,
  content: FileContent,
  before: FileContent[],
): StoredAttachment {
  const next: StoredAttachment = { ...stored, ...content };
  if (content.sevenBit === undefined) delete next.sevenBit;
  if (before.length === 0) delete next.before;
  else next.before = before;
  return next;
}

function change(
  database: Database,
  { draftId, id }: Which,
  to: (stored: StoredAttachment) => StoredAttachment,
): StoredAttachment | null {
  return database.transaction(() => {
    const stored = attachmentOf(database, draftId, id);
    return stored === null ? null : replaceAttachment(database, draftId, to(stored));
  });
}
