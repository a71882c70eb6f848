/**
 * Draft → submission: each message staged (stage.ts) and kept (keep.ts), then all journalled in one commit, in this order, before anything
 * connects. What happens to them afterwards is the dispatcher's.
 */
import { SubmissionId, type DraftId } from '#core/message/ids.ts';
import { messagesOf } from '#core/message/one-each.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import type { Mailing, SubmittedEvent } from '#core/outbox/events.ts';
import type { AccountSource, DraftSource, Journal } from '../ports.ts';
import { headOf, isPractice, keepMessage, type BuildOrder, type Built } from './keep.ts';
import {
  checkedEnvelope,
  sendableDraft,
  stageMessage,
  type BuildTools,
  type Sendable,
  type Staged,
} from './stage.ts';

export interface SubmitTools extends BuildTools {
  readonly journal: Journal;
  readonly drafts: DraftSource;
  readonly accounts: AccountSource;
}

interface When {
  readonly schedule: Schedule | null;
  /** ms that Undo has */
  readonly undo: number;
}

/** The message that was looked at, as it is to be sent, the first of several; null: none that this draft would be. Throws AppFailure preview-outdated. */
export type TakePreview = (draft: Sendable) => Promise<Staged | null>;

/**
 * The submission that a draft becomes, or all of them where each recipient gets a message of their own: none is accepted before every one is
 * on disk, and one commit of the journal takes them all. Throws AppFailure: not-found, draft-conflict, draft-problems, preview-outdated, disk. Then nothing
 * is kept, and the draft is untouched.
 */
export async function submitDraft(
  draftId: DraftId,
  revision: number,
  { schedule, undo }: When,
  { takePreview, ...tools }: SubmitTools & { readonly takePreview: TakePreview },
): Promise<SubmittedEvent[]> {
  const { journal, files, clock, newId } = tools;
  const sendable = await sendableDraft(draftId, revision, tools);
  const { content } = sendable.draft;
  const { sender, sources } = sendable;
  // What is wrong with the whole is told of the whole.
  checkedEnvelope(content, sender.identity, sources);
  const at = clock.now();
  const date = schedule?.at ?? at;
  const orders = messagesOf(content, sender.identity).map((one): BuildOrder => {
    const submissionId = SubmissionId.parse(newId(at));
    return { ...one, account: sender.account, sources, submissionId, date, messageIdField: null };
  });
  const mailing = mailingOf(orders);
  const built = await buildAll(orders, await takePreview(sendable), tools);
  try {
    // From now: building may have taken its time.
    const notBefore = schedule !== null || undo === 0 ? null : clock.now() + undo;
    const events = built.map(({ order, facts, envelope }): SubmittedEvent => ({
      kind: 'submitted',
      submissionId: order.submissionId,
      at,
      messageId: facts.messageId,
      accountId: sender.account.id,
      practice: isPractice(sender.account),
      draftId,
      recipients: envelope.recipients,
      message: facts,
      envelope: headOf(envelope),
      notBefore,
      schedule,
      allOrNone: order.content.sending.allOrNone,
      mailing,
    }));
    await journal.append(events);
    return events;
  } catch (error) {
    // What the journal does not know of is not mail.
    for (const { facts } of built) await files.discard(facts.messageId);
    throw error;
  }
}

const mailingOf = (orders: readonly BuildOrder[]): Mailing | null => {
  const [first, second] = orders;
  return first === undefined || second === undefined ? null : { id: first.submissionId, of: orders.length };
};

/** Side by side, so that the disk syncs one while another is made. */
const AT_ONCE = 8;

/** All of them, in their order; or none is kept, and the first trouble is thrown. `previewed`: what the first becomes. */
async function buildAll(
  orders: readonly BuildOrder[],
  previewed: Staged | null,
  tools: SubmitTools,
): Promise<(Built & { readonly order: BuildOrder })[]> {
  const done = new Map<BuildOrder, Built>();
  const failures: unknown[] = [];
  const waiting = orders.values();
  const work = async (): Promise<void> => {
    for (const order of waiting) {
      if (failures.length > 0) return;
      try {
        const staged = order === orders[0] ? previewed : null;
        done.set(order, await keepMessage(order, staged ?? (await stageMessage(order, tools)), tools));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, orders.length) }, work));
  if (failures.length > 0) {
    for (const { facts } of done.values()) await tools.files.discard(facts.messageId);
    throw failures[0];
  }
  return orders.flatMap((order) => {
    const built = done.get(order);
    return built === undefined ? [] : { ...built, order };
  });
}
