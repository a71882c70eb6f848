/** The calls between file-contents.ts and the worker of drafts: an attached file's content is changed, and taken back. */
import { z } from 'zod';
import { AttachmentId, DraftId } from '#core/message/ids.ts';
import { FileContent, StoredAttachment } from './attached-file.ts';

const which = { draftId: DraftId, id: AttachmentId };

/** Each answers null when the file is not there. */
export const contentsProtocol = {
  content: {
    /** `undoable`: what was in it is kept until the next start */
    request: z.strictObject({ ...which, content: FileContent, undoable: z.boolean() }),
    reply: StoredAttachment.nullable(),
  },
  /** What was in it before; as it is where nothing was. */
  contentBefore: { request: z.strictObject(which), reply: StoredAttachment.nullable() },
};
