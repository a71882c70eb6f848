/** Drafts and identities for tests of core: whole and right, until a test says otherwise. */
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import type { Identity } from '#core/account/identity.ts';
import type { DraftContent, RecipientEntry } from '#core/message/draft.ts';
import { AttachmentId, IdentityId, PRACTICE_ACCOUNT_ID, type AttachmentId as Id } from '#core/message/ids.ts';

const numbered = (n: number): string => String(n).padStart(26, '0');

export const attachmentId = (n: number): Id => AttachmentId.parse(numbered(n));

export const mailbox = (address: string, name = ''): RecipientEntry => ({ name, address });

export const identity = (changes: Partial<Identity> = {}): Identity => ({
  id: IdentityId.parse(numbered(1)),
  name: 'Eva',
  address: 'eva@example.org',
  ...USUAL_IDENTITY,
  ...changes,
});

export const content = (changes: Partial<DraftContent> = {}): DraftContent => ({
  accountId: PRACTICE_ACCOUNT_ID,
  identityId: IdentityId.parse(numbered(1)),
  to: [mailbox('bob@example.net', 'Bob')],
  cc: [],
  bcc: [],
  subject: 'Lunch',
  body: 'At noon?\n',
  sending: USUAL_SENDING,
  ...changes,
});
