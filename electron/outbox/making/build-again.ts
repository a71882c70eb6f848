/**
 * A message that nobody has yet is built again, from what its record says was written and its draft's files as they are now: for another time,
 * or for another account. Whom it goes to is settled already, so the new record names them as the transaction will. Nothing is journalled here.
 */
import type { Account } from '#core/account/account.ts';
import type { Identity } from '#core/account/identity.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { DraftContent } from '#core/message/draft.ts';
import type { EnvelopeHead } from '#core/message/envelope-schema.ts';
import type { AccountId, IdentityId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import type { Submission } from '#core/outbox/submission.ts';
import { noneIfMissing } from '../ledger.ts';
import type { EventBody } from '../said.ts';
import { envelopeOf, namedBy } from '../sending/addressed.ts';
import { buildMessage, headOf, isPractice, type Built } from './keep.ts';
import { accountOf, senderOf } from './stage.ts';
import type { SubmitTools } from './submit.ts';

/** The new message, on disk, and what the journal is to say of it. */
export interface Again extends Pick<Built, 'facts'> {
  readonly event: EventBody;
}

interface From {
  readonly content: DraftContent;
  readonly account: Account;
  readonly identity: Identity;
  /** null: the one that its own header and options make */
  readonly head: EnvelopeHead | null;
}

/**
 * Another Date, the same Message-ID; the sender as the message was made with, whatever became of the identity since: its envelope stays. Throws
 * AppFailure: not-found, draft-problems, disk.
 */
export async function buildForTime(
  submission: Submission,
  schedule: Schedule | null,
  tools: SubmitTools,
): Promise<Again> {
  const { content, identity } = await writtenOf(submission, tools);
  const account = accountOf(submission.accountId, tools.accounts);
  const date = schedule?.at ?? tools.clock.now();
  const from = { content, account, identity, head: envelopeOf(submission) };
  const { facts } = await build(submission, from, date, tools);
  return { facts, event: { kind: 'rescheduled', schedule, message: facts } };
}

/** From another identity, as it is now; the same people get it. Throws AppFailure: not-found, draft-problems, disk. */
export async function buildForAccount(
  submission: Submission,
  wanted: { readonly accountId: AccountId; readonly identityId: IdentityId },
  tools: SubmitTools,
): Promise<Again> {
  const written = await writtenOf(submission, tools);
  const content = { ...written.content, ...wanted };
  const sender = senderOf(content, tools.accounts);
  const date = submission.schedule?.at ?? tools.clock.now();
  const { facts, envelope } = await build(submission, { content, ...sender, head: null }, date, tools);
  const practice = isPractice(sender.account);
  const built = { message: facts, envelope: headOf(envelope) };
  return { facts, event: { kind: 'rerouted', accountId: wanted.accountId, practice, built } };
}

/** What was written, and the identity that wrote it, as they were when the message was made. */
async function writtenOf(
  { id, messageId }: Submission,
  { files }: SubmitTools,
): Promise<Pick<From, 'content' | 'identity'>> {
  const records = await files.readRecords(messageId).catch(noneIfMissing);
  const built = records.find((record) => record.record === 'message');
  const made = records.findLast((record) => record.record === 'submission' && record.submissionId === id);
  if (built?.record !== 'message' || made?.record !== 'submission')
    throw new AppFailure({ code: 'not-found' });
  return { content: built.composition, identity: made.identity };
}

async function build(
  submission: Submission,
  { content, account, identity, head }: From,
  date: number,
  tools: SubmitTools,
): Promise<Built> {
  const { id: submissionId, draftId, attempts, message } = submission;
  if (draftId === null) throw new AppFailure({ code: 'not-found' });
  const sources = await tools.drafts.sourcesFor(draftId);
  const messageIdField = attempts === 0 ? (message?.messageIdField ?? null) : null;
  const order = { content, account, identity, sources, submissionId, date, messageIdField };
  return buildMessage(order, tools, (derived) => ({
    ...envelopeOf({ ...submission, envelope: head ?? headOf(derived) }),
    recipients: submission.recipients.map(namedBy),
  }));
}
