/** Branded identifiers. All but account ids are ULIDs: they sort by the time they were made and are safe in file names. */
import { z } from 'zod';
import { ULID } from './ulid.ts';

const ulidText = z.string().regex(ULID);

export const AccountId = z
  .string()
  .regex(/^(practice|[0-9A-HJKMNP-TV-Z]{26})$/)
  .brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

export const IdentityId = ulidText.brand<'IdentityId'>();
export type IdentityId = z.infer<typeof IdentityId>;

export const DraftId = ulidText.brand<'DraftId'>();
export type DraftId = z.infer<typeof DraftId>;

export const AttachmentId = ulidText.brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof AttachmentId>;

/** Names the two files of one message: `<id>.eml` and `<id>.jsonl`. Not the Message-ID of RFC 5322. */
export const StoredMessageId = ulidText.brand<'StoredMessageId'>();
export type StoredMessageId = z.infer<typeof StoredMessageId>;

export const SubmissionId = ulidText.brand<'SubmissionId'>();
export type SubmissionId = z.infer<typeof SubmissionId>;

export const AttemptId = ulidText.brand<'AttemptId'>();
export type AttemptId = z.infer<typeof AttemptId>;

/** The account that is always there: the server inside the program. */
export const PRACTICE_ACCOUNT_ID: AccountId = AccountId.parse('practice');
