/** facteur.db as a whole: what its tables are, what a start forgets, and what can be read of it when it is damaged. */
import { z } from 'zod';
import { CONTACT_TABLE, salvageContacts } from '../contacts/contacts-tables.ts';
import { LIST_TABLE, salvageLists } from '../contacts/lists-tables.ts';
import type { Database } from '../database/database.ts';
import { blobText, readBothEnds } from '../database/salvage.ts';
import { salvageWords, WORD_TABLE } from '../spelling/words-tables.ts';
import { TEMPLATE_TABLE } from '../templates/templates-tables.ts';
import type { Everything, OwnedAttachment, StoredDraft } from './drafts-protocol.ts';
import { ATTACHMENT, AttachmentRow, DRAFT, DraftRow } from './rows.ts';
import { VERSION_TABLE } from './versions-tables.ts';

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
  LIST_TABLE,
  WORD_TABLE,
];

/**
 * Pictures that neither their draft nor a version of it names any more are forgotten too: by now no editor's Undo can want them back. An id
 * stands nowhere by chance.
 */
export function sweepRemoved(database: Database): string[] {
  database.transaction(() => {
    database.run(
      `UPDATE attachment SET removed = 1 WHERE data ->> 'inline' IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM draft WHERE id = attachment.draft AND instr(content, attachment.id) > 0)
         AND NOT EXISTS
           (SELECT 1 FROM draft_version WHERE draft = attachment.draft AND instr(content, attachment.id) > 0)`,
    );
    database.run(
      "DELETE FROM attachment WHERE removed = 1 OR draft IN (SELECT id FROM draft WHERE place = 'removed')",
    );
    database.run("DELETE FROM draft WHERE place = 'removed'");
    database.run("UPDATE attachment SET data = json_remove(data, '$.before')");
  });
  const Row = z.strictObject({ kept: blobText });
  return database
    .all(
      "SELECT CAST(draft || '/' || coalesce(json_extract(data, '$.file.take'), id) AS BLOB) AS kept FROM attachment",
    )
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
    lists: salvageLists(database),
    words: salvageWords(database),
  };
}
