/**
 * A draft as it stands → a built message on disk: bytes that are checked and synced under a temporary name, with their envelope. It is not
 * mail yet; what keeps it is keep.ts's.
 */
import type { Account } from '#core/account/account.ts';
import type { Identity } from '#core/account/identity.ts';
import { AppFailure } from '#core/contract/errors.ts';
import { checkDraft } from '#core/message/check-draft.ts';
import { deriveEnvelope } from '#core/message/derive-envelope.ts';
import type { Draft, DraftContent } from '#core/message/draft.ts';
import type { Envelope } from '#core/message/envelope-schema.ts';
import { StoredMessageId, type AccountId, type DraftId } from '#core/message/ids.ts';
import { messageOptions } from '#core/message/message-options.ts';
import { dateOf, messageIdOf } from '#core/message/own-fields.ts';
import { asItGoes } from '../../compose/as-it-goes.ts';
import type {
  AccountSource,
  AttachmentSource,
  Clock,
  DraftSource,
  MessageFiles,
  StoredBytes,
} from '../ports.ts';
import { messageBytes } from './build-message.ts';

export interface BuildTools {
  readonly files: MessageFiles;
  readonly clock: Clock;
  /** a ULID for this time */
  readonly newId: (at: number) => string;
}

export interface Sender {
  readonly account: Account;
  readonly identity: Identity;
}

/** What Send is asked to hand over. */
export interface Sendable {
  readonly draft: Draft;
  readonly sender: Sender;
  readonly sources: readonly AttachmentSource[];
}

/** What the bytes are made of. */
export interface StageOrder extends Sender {
  readonly content: DraftContent;
  readonly sources: readonly AttachmentSource[];
  /** ms since the epoch */
  readonly date: number;
  /** null: a new one */
  readonly messageIdField: string | null;
}

/** Built, checked and synced, and not mail yet. */
export interface Staged {
  readonly id: StoredMessageId;
  /** ms since the epoch */
  readonly at: number;
  readonly messageIdField: string;
  readonly stored: StoredBytes;
  readonly envelope: Envelope;
}

/** Throws AppFailure: not-found, draft-conflict, draft-problems. */
export async function sendableDraft(
  draftId: DraftId,
  revision: number,
  { drafts, accounts }: { readonly drafts: DraftSource; readonly accounts: AccountSource },
): Promise<Sendable> {
  const draft = await drafts.open(draftId);
  if (draft.revision !== revision) throw new AppFailure({ code: 'draft-conflict' });
  const sender = senderOf(draft.content, accounts);
  return { draft, sender, sources: await drafts.sourcesFor(draftId) };
}

/** Throws AppFailure draft-problems. */
export function senderOf(
  { accountId, identityId }: Pick<DraftContent, 'accountId' | 'identityId'>,
  accounts: AccountSource,
): Sender {
  const account = accountOf(accountId, accounts);
  const identity = account.identities.find((candidate) => candidate.id === identityId);
  if (identity === undefined) throw senderTrouble('no-identity');
  return { account, identity };
}

/** Throws AppFailure draft-problems. */
export function accountOf(accountId: AccountId, accounts: AccountSource): Account {
  const account = accounts.account(accountId);
  if (account === undefined) throw senderTrouble('account-gone');
  return account;
}

const senderTrouble = (code: 'account-gone' | 'no-identity'): AppFailure =>
  new AppFailure({ code: 'draft-problems', problems: [{ code, field: 'account', value: '' }] });

/** Throws AppFailure draft-problems and disk, and `cancelled` when the signal says so; then nothing is left. */
export async function stageMessage(
  { identity, date, ...order }: StageOrder,
  { files, clock, newId }: BuildTools,
  signal?: AbortSignal,
): Promise<Staged> {
  const at = clock.now();
  const id = StoredMessageId.parse(newId(at));
  const messageIdField = order.messageIdField ?? messageIdOf(identity, id, at);
  const { content, sources, html } = await asItGoes(order.content, order.sources, messageIdField);
  const envelope = checkedEnvelope(content, identity, sources);
  const made = { messageId: messageIdField, date: dateOf(identity, date, localOffset(date)), html };
  const options = messageOptions(content, identity, made);
  const bytes = until(messageBytes(options, sources), signal);
  const stored = await files.staged.write(id, bytes, options.encoding === '8bit');
  return { id, at, messageIdField, stored, envelope };
}

/** Throws AppFailure draft-problems. */
export function checkedEnvelope(
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

/** Minutes east of UTC, where this machine is then. */
const localOffset = (at: number): number => -new Date(at).getTimezoneOffset();

async function* until(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of bytes) {
    if (signal?.aborted === true) throw new AppFailure({ code: 'cancelled' });
    yield chunk;
  }
}
