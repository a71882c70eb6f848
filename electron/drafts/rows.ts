/** How drafts and their attachments stand in facteur.db, read back. Text is asked for as octets: a damaged file may hold what is no UTF-8. */
import { z } from 'zod';
import { blobText } from '../database/salvage.ts';
import { OwnedAttachment, StoredDraft } from './drafts-protocol.ts';

export const blob = (column: string): string => `CAST(${column} AS BLOB) AS ${column}`;
export const DRAFT = `revision, saved_at, ${['id', 'place', 'submission', 'content'].map(blob).join(', ')}`;
export const ATTACHMENT = `position, removed, ${blob('draft')}, ${blob('data')}`;

export const json = blobText.transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
export const DraftRow = z
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
export const AttachmentRow = z
  .strictObject({ draft: blobText, position: z.int(), removed: z.int(), data: json })
  .transform(({ draft: draftId, position, removed, data: attachment }) => ({
    draftId,
    position,
    removed: removed === 1,
    attachment,
  }))
  .pipe(OwnedAttachment);
