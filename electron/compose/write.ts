/** A draft of what was asked to be written from outside the window; it is opened there, and nothing is sent by itself. */
import { basename } from 'node:path';
import type { HandedDraft } from '#core/contract/events.ts';
import { SNAPSHOT_UP_TO } from '#core/contract/uploads.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { withSignature } from '#core/message/signature.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Drafts } from '../drafts/drafts.ts';
import type { AskedToWrite } from './asked.ts';

/** For the default account. Files that cannot be attached are named. */
export async function draftOf(
  { letter, files }: AskedToWrite,
  accounts: Pick<Accounts, 'account' | 'list'>,
  drafts: Pick<Drafts, 'create' | 'addFile' | 'contents'>,
): Promise<HandedDraft> {
  const account = accounts.account(accounts.list().defaultId);
  const identity = account?.identities[0];
  if (account === undefined || identity === undefined) throw new AppFailure({ code: 'not-found' });
  const { to, cc, bcc, subject, body, inReplyTo, leftOut } = letter;
  const { id } = await drafts.create({
    accountId: account.id,
    identityId: identity.id,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    subject,
    body: withSignature(body, identity.signature, identity.signaturePlace),
    ...(inReplyTo === null ? {} : { inReplyTo }),
  });
  const notAttached: string[] = [];
  for (const file of files) {
    const added = await drafts.addFile(id, file).catch(() => null);
    if (added === null) notAttached.push(basename(file));
    // Where no copy can be made, the file says itself what is wrong with it.
    else if (added.size <= SNAPSHOT_UP_TO)
      await drafts.contents.snapshot({ draftId: id, id: added.id }).catch(() => added);
  }
  return { id, leftOut: [...leftOut], notAttached };
}
