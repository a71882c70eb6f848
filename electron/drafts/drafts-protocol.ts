/** The calls between drafts.ts and its worker. */
import { z } from 'zod';
import { Contact } from '#core/contacts/contact.ts';
import { ContactList } from '#core/contacts/list.ts';
import { DraftContent, DraftSummary } from '#core/message/draft.ts';
import { AttachmentId, DraftId, SubmissionId } from '#core/message/ids.ts';
import { contactsProtocol } from '../contacts/contacts-protocol.ts';
import { StoredAttachment } from './attached-file.ts';
import { contentsProtocol } from './contents-protocol.ts';
import { PersonalWord } from '#core/spelling/spelling.ts';
import { wordsProtocol } from '../spelling/words-protocol.ts';
import { templatesProtocol } from '../templates/templates-protocol.ts';
import { versionsProtocol } from './versions-protocol.ts';

const nothing = z.null();

/** `shown` in the list; `removed` until the next start, for an undo; `submitted` until its submission is over. */
export const DraftPlace = z.enum(['shown', 'removed', 'submitted']);
export type DraftPlace = z.infer<typeof DraftPlace>;

export const StoredDraft = z.strictObject({
  id: DraftId,
  revision: z.int(),
  savedAt: z.number(),
  place: DraftPlace,
  submissionId: SubmissionId.nullable(),
  content: DraftContent,
});
export type StoredDraft = z.infer<typeof StoredDraft>;

export const OwnedAttachment = z.strictObject({
  draftId: DraftId,
  position: z.int(),
  removed: z.boolean(),
  attachment: StoredAttachment,
});
export type OwnedAttachment = z.infer<typeof OwnedAttachment>;

export const Everything = z.strictObject({
  drafts: z.array(StoredDraft),
  attachments: z.array(OwnedAttachment),
  contacts: z.array(Contact),
  lists: z.array(ContactList),
  words: z.array(PersonalWord),
});
export type Everything = z.infer<typeof Everything>;

export const Erasure = z.strictObject({
  id: DraftId,
  /** null: whatever it is hidden for */
  submissionId: SubmissionId.nullable(),
  /** addresses of recipients that become contacts */
  learned: z.array(z.string()),
});
export type Erasure = z.infer<typeof Erasure>;

export const draftsProtocol = {
  /** What could be read, if the file is damaged and must be moved aside; null: it is sound and open. */
  open: { request: z.strictObject({ path: z.string() }), reply: Everything.nullable() },
  recover: { request: z.strictObject({ path: z.string(), found: Everything }), reply: nothing },
  /** Forgets what was removed before this start; `<draft>/<attachment>` of what is left. */
  sweep: { request: nothing, reply: z.array(z.string()) },
  list: { request: nothing, reply: z.array(DraftSummary) },
  create: { request: StoredDraft, reply: nothing },
  find: {
    request: DraftId,
    reply: z.strictObject({ draft: StoredDraft, attachments: z.array(StoredAttachment) }).nullable(),
  },
  save: {
    request: z.strictObject({ id: DraftId, revision: z.int(), content: DraftContent, at: z.number() }),
    reply: z.enum(['saved', 'conflict', 'not-found']),
  },
  /** Only from the place named; false when it is not there. */
  move: {
    request: z.strictObject({
      id: DraftId,
      from: z.array(DraftPlace),
      to: DraftPlace,
      submissionId: SubmissionId.nullable(),
    }),
    reply: z.boolean(),
  },
  /** But for those that are hidden for another submission than the one named; answers which are gone. */
  erase: {
    request: z.strictObject({ drafts: z.array(Erasure), at: z.number() }),
    reply: z.array(DraftId),
  },
  submitted: {
    request: nothing,
    reply: z.array(z.strictObject({ id: DraftId, submissionId: SubmissionId })),
  },
  /** False when the draft is not there. */
  attach: { request: z.strictObject({ draftId: DraftId, attachment: StoredAttachment }), reply: z.boolean() },
  /** Takes it off or puts it back; null when it is not there. */
  detach: {
    request: z.strictObject({ draftId: DraftId, id: AttachmentId, removed: z.boolean() }),
    reply: StoredAttachment.nullable(),
  },

  ...versionsProtocol,
  ...templatesProtocol,
  ...contentsProtocol,
  ...wordsProtocol,
  /** Null when it is not there. */
  rename: {
    request: z.strictObject({ draftId: DraftId, id: AttachmentId, name: z.string() }),
    reply: StoredAttachment.nullable(),
  },
  /** Those named first; others keep their order behind them. */
  order: {
    request: z.strictObject({ draftId: DraftId, ids: z.array(AttachmentId) }),
    reply: nothing,
  },
  ...contactsProtocol,
};
