/**
 * Draft → submission: message built, checked, synced and recorded, then journalled, in this order, before anything connects. A message may
 * be built once more for another time or another account, as long as nobody has it. What happens to it afterwards is the dispatcher's.
 */
import type { Account, Identity } from '#core/account/account.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { splitAddress } from '#core/message/address.ts';
import { checkDraft } from '#core/message/check-draft.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { deriveEnvelope } from '#core/message/envelope.ts';
import { EnvelopeHead, type Envelope } from '#core/message/envelope-schema.ts';
import { PRACTICE_ACCOUNT_ID, StoredMessageId, SubmissionId, type DraftId } from '#core/message/ids.ts';
import { messageOptions, newMessageId } from '#core/message/message-options.ts';
import type { MessageBuilt, SubmissionMade } from '#core/message/record.ts';
import type { Schedule } from '#core/message/sending.ts';
import type { MessageFacts, SubmittedEvent } from '#core/outbox/events.ts';
import { messageBytes } from './build-message.ts';
import type { AccountSource, AttachmentSource, Clock, DraftSource, Journal, MessageFiles } from './ports.ts';

export interface SubmitTools {
  readonly journal: Journal;
  readonly files: MessageFiles;
  readonly drafts: DraftSource;
  readonly accounts: AccountSource;
  readonly clock: Clock;
  /** a ULID for this time */
  readonly newId: (at: number) => string;
}

export interface When {
  readonly schedule: Schedule | null;
  /** ms that Undo has */
  readonly undo: number;
}

/** Throws AppFailure: not-found, draft-conflict, draft-problems, disk. Then nothing is kept, and the draft is untouched. */
export async function submitDraft(
  draftId: DraftId,
  revision: number,
  { schedule, undo }: When,
  tools: SubmitTools,
): Promise<SubmittedEvent> {
  const { journal, files, drafts, accounts, clock, newId } = tools;
  const draft = await drafts.open(draftId);
  if (draft.revision !== revision) throw new AppFailure({ code: 'draft-conflict' });
  const { content } = draft;
  const from = senderOf(content, accounts);
  const sources = await drafts.sourcesFor(draftId);
  const at = clock.now();
  const submissionId = SubmissionId.parse(newId(at));
  const date = schedule?.at ?? at;
  const { facts, envelope } = await buildMessage(
    { content, ...from, sources, submissionId, date, messageIdField: null },
    tools,
  );
  try {
    const event: SubmittedEvent = {
      kind: 'submitted',
      submissionId,
      at,
      messageId: facts.messageId,
      accountId: from.account.id,
      practice: isPractice(from.account),
      draftId,
      recipients: envelope.recipients,
      message: facts,
      envelope: headOf(envelope),
      // From now: building may have taken its time.
      notBefore: schedule !== null || undo === 0 ? null : clock.now() + undo,
      schedule,
      allOrNone: content.sending.allOrNone,
    };
    await journal.append([event]);
    return event;
  } catch (error) {
    // What the journal does not know of is not mail.
    await files.discard(facts.messageId);
    throw error;
  }
}

export interface BuildOrder {
  readonly content: DraftContent;
  readonly account: Account;
  readonly identity: Identity;
  readonly sources: readonly AttachmentSource[];
  readonly submissionId: SubmissionId;
  /** ms since the epoch */
  readonly date: number;
  /** null: a new one */
  readonly messageIdField: string | null;
}

export interface Built {
  readonly facts: MessageFacts;
  readonly envelope: Envelope;
}

/** Both files are on disk and synced. Throws AppFailure draft-problems and disk, and then neither is kept. */
export async function buildMessage(
  order: BuildOrder,
  { files, clock, newId }: Pick<SubmitTools, 'files' | 'clock' | 'newId'>,
): Promise<Built> {
  const { content, account, identity, sources, submissionId } = order;
  const envelope = checkedEnvelope(content, identity, sources);
  const at = clock.now();
  const id = StoredMessageId.parse(newId(at));
  const domain = splitAddress(identity.address)?.domain ?? '';
  const messageIdField = order.messageIdField ?? newMessageId(id, at, domain);
  const options = messageOptions(content, identity, {
    messageId: messageIdField,
    date: new Date(order.date),
  });
  const bytes = messageBytes(options, sources);
  const stored = await files.write(id, at, bytes, options.encoding === '8bit');
  try {
    const built: MessageBuilt = {
      record: 'message',
      version: 1,
      id,
      at,
      messageIdField,
      ...stored,
      composition: content,
      attachments: sources.map(({ name, size, mediaType }) => ({ name, size, mediaType })),
    };
    await files.record(id, [built, madeFor({ submissionId, at, envelope, account, identity })]);
  } catch (error) {
    await files.discard(id);
    throw error;
  }
  const { size, sha256 } = stored;
  const { subject } = content;
  const { name: accountName, hue } = account;
  return { facts: { messageId: id, subject, messageIdField, size, sha256, accountName, hue }, envelope };
}

export const isPractice = ({ id }: Pick<Account, 'id'>): boolean => id === PRACTICE_ACCOUNT_ID;

/** The account as it is now, without its identities and choices: later edits do not change history. */
export function madeFor(
  made: Pick<SubmissionMade, 'submissionId' | 'at' | 'envelope' | 'identity'> & { readonly account: Account },
): SubmissionMade {
  const { id, name, host, port, security, user, ehloName, hue } = made.account;
  return {
    record: 'submission',
    at: made.at,
    submissionId: made.submissionId,
    envelope: made.envelope,
    account: { id, name, host, port, security, user, ehloName, hue },
    identity: made.identity,
    practice: isPractice(made.account),
  };
}

const Head = EnvelopeHead.strip();
export const headOf = (envelope: Envelope): EnvelopeHead => Head.parse(envelope);

/** Throws AppFailure draft-problems. */
export function senderOf(
  { accountId, identityId }: Pick<DraftContent, 'accountId' | 'identityId'>,
  accounts: AccountSource,
): { account: Account; identity: Identity } {
  const account = accounts.account(accountId);
  const identity = account?.identities.find((candidate) => candidate.id === identityId);
  if (account !== undefined && identity !== undefined) return { account, identity };
  throw new AppFailure({
    code: 'draft-problems',
    problems: [{ code: account === undefined ? 'account-gone' : 'no-identity', field: 'account', value: '' }],
  });
}

function checkedEnvelope(
  content: DraftContent,
  identity: Identity,
  sources: readonly AttachmentSource[],
): Envelope {
  const problems = checkDraft(content, identity, sources);
  if (problems.length > 0) throw new AppFailure({ code: 'draft-problems', problems });
  const derived = deriveEnvelope(content, identity);
  if (!derived.ok) throw new AppFailure({ code: 'draft-problems', problems: derived.problems });
  return derived.envelope;
}
