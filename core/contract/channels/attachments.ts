/** Files of a draft, and what is done to their content. */
import { z } from 'zod';
import { AttachmentId, DraftId } from '../../message/ids.ts';
import { PictureFacts } from '../../message/picture-facts.ts';
import { AttachmentView } from '../../message/draft.ts';
import { MAX_CHUNK } from '../uploads.ts';
import { call, nothing } from './call.ts';

const ofFile = z.strictObject({ draftId: DraftId, id: AttachmentId });

export const attachmentsChannels = {
  /** Opens the system's dialog; the page learns names and sizes, never paths. */
  'attachments.choose': call(z.strictObject({ draftId: DraftId }), z.array(AttachmentView)),
  /** A dropped or pasted file comes as bytes, in order, each chunk at most MAX_CHUNK. */
  'attachments.begin': call(
    z.strictObject({
      draftId: DraftId,
      name: z.string().max(1000),
      mediaType: z.string().max(200),
      /** what comes takes the place of what is in this file, whose name stays */
      instead: AttachmentId.optional(),
      /** for the rich text; what is no picture that mail programs show becomes an ordinary file, as `finish` tells */
      inline: z.literal(true).optional(),
    }),
    z.strictObject({ id: AttachmentId }),
  ),
  'attachments.chunk': call(
    z.strictObject({
      id: AttachmentId,
      bytes: z.instanceof(Uint8Array).refine((b) => b.byteLength <= MAX_CHUNK),
    }),
    z.strictObject({ received: z.int() }),
  ),
  'attachments.finish': call(z.strictObject({ id: AttachmentId }), AttachmentView),
  'attachments.abort': call(z.strictObject({ id: AttachmentId }), nothing),
  'attachments.remove': call(z.strictObject({ draftId: DraftId, id: AttachmentId }), nothing),
  /** The name that the message gives it; the file keeps its own. `name` as typed: what cannot be shown is left out. */
  'attachments.rename': call(
    z.strictObject({ draftId: DraftId, id: AttachmentId, name: z.string().max(1000) }),
    AttachmentView,
  ),
  /** Those named come first, in their order. */
  'attachments.reorder': call(
    z.strictObject({ draftId: DraftId, ids: z.array(AttachmentId).max(1000) }),
    z.array(AttachmentView),
  ),
  /** A copy of a file that lies where it was chosen; `attachments.copying` tells how far, `attachments.abort` leaves it there. */
  'attachments.snapshot': call(ofFile, AttachmentView),
  /** As the chosen file is by now. */
  'attachments.renew': call(ofFile, AttachmentView),
  /** The copy as it is, though the file changed since. */
  'attachments.keep': call(ofFile, AttachmentView),
  /** What was in it before it was changed here. */
  'attachments.revert': call(ofFile, AttachmentView),
  /** Where a picture says that it was taken. */
  'attachments.place': call(ofFile, PictureFacts),
  /** A picture without what cameras and programs wrote into it. */
  'attachments.strip': call(ofFile, AttachmentView),
  /** Bytes of what is attached; fewer than asked for only at the end. */
  'attachments.read': call(
    ofFile.extend({ at: z.int().nonnegative(), length: z.int().positive().max(MAX_CHUNK) }),
    z.strictObject({ bytes: z.instanceof(Uint8Array) }),
  ),
  /** As they are on the disk now. */
  'attachments.look': call(z.strictObject({ draftId: DraftId }), z.array(AttachmentView)),
  'attachments.restore': call(z.strictObject({ draftId: DraftId, id: AttachmentId }), AttachmentView),
};
