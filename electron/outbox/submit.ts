/**
 * Draft → submission: message built, checked, synced and recorded, then journalled, in this order, before anything connects. What
 * happens to it afterwards is service.ts's.
 */
import type { Account, Identity } from '#core/account/account.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { checkDraft } from '#core/message/check-draft.ts';
import type { Draft } from '#core/message/draft.ts';
import { deriveEnvelope } from '#core/message/envelope.ts';
import type { Envelope } from '#core/message/envelope-schema.ts';
import { PRACTICE_ACCOUNT_ID, StoredMessageId, SubmissionId, type DraftId } from '#core/message/ids.ts';
import { messageOptions, newMessageId } from '#core/message/message-options.ts';
import type { MessageBuilt, SubmissionMade } from '#core/message/record.ts';
import type { Schedule } from '#core/message/sending.ts';
import type { SubmittedEvent } from '#core/outbox/events.ts';
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

export interface Submitted {
  readonly built: MessageBuilt;
  readonly made: SubmissionMade;
  readonly event: SubmittedEvent;
}

/** Throws AppFailure: not-found, draft-conflict, draft-problems, disk. Then nothing is kept, and the draft is untouched. */
export async function submitDraft(
  draftId: DraftId,
  revision: number,
  when: { readonly schedule: Schedule | null; readonly undo: number },
  tools: SubmitTools,
): Promise<Submitted> {
  const { journal, files, drafts, clock, newId } = tools;
  const draft = await drafts.open(draftId);
  if (draft.revision !== revision) throw new AppFailure({ code: 'draft-conflict' });
  const { account, identity } = sender(draft, tools.accounts);
  const sources = await drafts.sourcesFor(draftId);
  const envelope = checkedEnvelope(draft, identity, sources);

  const at = clock.now();
  const id = StoredMessageId.parse(newId(at));
  const domain = identity.address.slice(identity.address.lastIndexOf('@') + 1);
  const messageIdField = newMessageId(id, at, domain);
  const options = messageOptions(draft.content, identity, {
    messageId: messageIdField,
    date: new Date(when.schedule?.at ?? at),
  });
  const stored = await files.write(id, at, messageBytes(options, sources), options.encoding === '8bit');
  try {
    const built: MessageBuilt = {
      record: 'message',
      version: 1,
      id,
      at,
      messageIdField,
      ...stored,
      composition: draft.content,
      attachments: sources.map(({ name, size, mediaType }) => ({ name, size, mediaType })),
    };
    const submissionId = SubmissionId.parse(newId(at));
    const practice = account.id === PRACTICE_ACCOUNT_ID;
    const made: SubmissionMade = {
      record: 'submission',
      at,
      submissionId,
      envelope,
      account: serverOf(account),
      identity,
      practice,
    };
    await files.record(id, [built, made]);
    const event: SubmittedEvent = {
      kind: 'submitted',
      submissionId,
      at,
      messageId: id,
      accountId: account.id,
      practice,
      draftId,
      recipients: envelope.recipients,
      message: {
        messageId: id,
        subject: draft.content.subject,
        messageIdField,
        size: stored.size,
        sha256: stored.sha256,
      },
      notBefore: when.schedule !== null || when.undo === 0 ? null : clock.now() + when.undo,
      schedule: when.schedule,
      allOrNone: draft.content.sending.allOrNone,
    };
    await journal.append([event]);
    return { built, made, event };
  } catch (error) {
    // What the journal does not know of is not mail.
    await files.discard(id);
    throw error;
  }
}

/** The account as it is now, without its identities: later edits do not change history. */
const serverOf = ({
  id,
  name,
  host,
  port,
  security,
  user,
  ehloName,
  hue,
}: Account): SubmissionMade['account'] => ({
  id,
  name,
  host,
  port,
  security,
  user,
  ehloName,
  hue,
});

function sender(draft: Draft, accounts: AccountSource): { account: Account; identity: Identity } {
  const account = accounts.account(draft.content.accountId);
  const identity = account?.identities.find((candidate) => candidate.id === draft.content.identityId);
  if (account !== undefined && identity !== undefined) return { account, identity };
  throw new AppFailure({
    code: 'draft-problems',
    problems: [{ code: account === undefined ? 'account-gone' : 'no-identity', field: 'account', value: '' }],
  });
}

function checkedEnvelope(draft: Draft, identity: Identity, sources: readonly AttachmentSource[]): Envelope {
  const problems = checkDraft(draft.content, identity, sources);
  if (problems.length > 0) throw new AppFailure({ code: 'draft-problems', problems });
  const derived = deriveEnvelope(draft.content, identity);
  if (!derived.ok) throw new AppFailure({ code: 'draft-problems', problems: derived.problems });
  return derived.envelope;
}
