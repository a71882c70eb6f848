/**
 * A built message becomes one of the archive, with the record of what it is made of and of the submission that it is built for. Nothing of
 * it connects, and the journal does not know of it yet.
 */
import type { Account } from '#core/account/account.ts';
import { EnvelopeHead, type Envelope } from '#core/message/envelope-schema.ts';
import { PRACTICE_ACCOUNT_ID, type SubmissionId } from '#core/message/ids.ts';
import type { MessageBuilt, SubmissionMade } from '#core/message/record.ts';
import type { MessageFacts } from '#core/outbox/events.ts';
import { recordedFiles } from '../../compose/as-it-goes.ts';
import { stageMessage, type BuildTools, type Staged, type StageOrder } from './stage.ts';

export interface BuildOrder extends StageOrder {
  readonly submissionId: SubmissionId;
}

export interface Built {
  readonly facts: MessageFacts;
  readonly envelope: Envelope;
}

/**
 * Both files are on disk and synced. `addressed`: the envelope that it goes in, given the one that its header and options make. Throws
 * AppFailure draft-problems and disk, and then neither is kept.
 */
export async function buildMessage(
  order: BuildOrder,
  tools: BuildTools,
  addressed: (derived: Envelope) => Envelope,
): Promise<Built> {
  const staged = await stageMessage(order, tools);
  return keepMessage(order, { ...staged, envelope: addressed(staged.envelope) }, tools);
}

/** The archive has it, with its record. Throws AppFailure disk, and then neither file is kept. */
export async function keepMessage(
  { content, account, identity, sources, submissionId }: BuildOrder,
  { id, at, messageIdField, stored, envelope }: Staged,
  { files, clock }: BuildTools,
): Promise<Built> {
  try {
    await files.staged.keep(id);
    const built: MessageBuilt = {
      record: 'message',
      version: 1,
      id,
      at,
      messageIdField,
      ...stored,
      composition: content,
      attachments: recordedFiles(content, sources, messageIdField),
    };
    const made = madeFor({ submissionId, at: clock.now(), envelope, account, identity });
    await files.record(id, [built, made]);
  } catch (error) {
    await files.staged.remove(id);
    await files.discard(id);
    throw error;
  }
  const { size, sha256 } = stored;
  const { subject } = content;
  const { name: accountName, hue } = account;
  return { facts: { messageId: id, subject, messageIdField, size, sha256, accountName, hue }, envelope };
}

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

export const isPractice = ({ id }: Pick<Account, 'id'>): boolean => id === PRACTICE_ACCOUNT_ID;

const Head = EnvelopeHead.strip();
export const headOf = (envelope: Envelope): EnvelopeHead => Head.parse(envelope);
