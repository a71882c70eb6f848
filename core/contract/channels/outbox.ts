/** What is to go out: looked at, handed over, and what becomes of it. */
import { z } from 'zod';
import { AccountId, DraftId, IdentityId, StoredMessageId, SubmissionId } from '../../message/ids.ts';
import { Schedule } from '../../message/sending-schema.ts';
import { MAILING_ACTIONS } from '../../mailing/states.ts';
import { OutboxLines, OutboxLinesRequest } from '../mailings.ts';
import { OutboxDetail, OutboxFilter, OutboxPage, OutboxSummary } from '../outbox.ts';
import { BytesRange } from '../sent.ts';
import { PreviewView } from '../preview.ts';
import { call, nothing, range } from './call.ts';

export const outboxChannels = {
  /**
   * Builds the message, syncs it, journals it, and answers; it connects when the undo delay is over, or at its time. `undoUntil`, ms since
   * the epoch: until then nothing is said to any server; null: it goes at once, or has a time.
   */
  'outbox.send': call(
    z.strictObject({
      draftId: DraftId,
      revision: z.int().nonnegative(),
      schedule: Schedule.nullable(),
      /** what was looked at: those bytes or none, `preview-outdated` says that they would be others; not with a time, which becomes its Date */
      previewId: StoredMessageId.optional(),
    }),
    /** the first of `messages`, where each recipient gets one */
    z.strictObject({
      submissionId: SubmissionId,
      undoUntil: z.number().nullable(),
      messages: z.int().positive(),
    }),
  ),
  /**
   * The message that Send would hand over now: built unless it was and nothing has changed since. Another of the same draft takes its place.
   * `draft-problems`, `draft-conflict` as Send has them; `cancelled` when it was called off, or another was asked for.
   */
  'preview.build': call(z.strictObject({ draftId: DraftId, revision: z.int().nonnegative() }), PreviewView),
  /** Its exact bytes, at most 4 MiB a call; `not-found` when it was sent, has become too old, or another took its place. */
  'preview.bytes': call(
    z.strictObject({
      id: StoredMessageId,
      ...range,
    }),
    BytesRange,
  ),
  /** Stops building, or lets go of what was built. */
  'preview.drop': call(z.strictObject({ draftId: DraftId }), nothing),
  'outbox.summary': call(nothing, OutboxSummary),
  'outbox.page': call(
    z.strictObject({
      filter: OutboxFilter,
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(200),
    }),
    OutboxPage,
  ),
  /** As the window lists them: each mailing in one line, and unfolded those that are named. */
  'outbox.lines': call(OutboxLinesRequest, OutboxLines),
  /**
   * A word about all messages of a mailing that it may be said of, in one: all of them or, where the disk refuses, none. To send scheduled ones
   * now each is built again. `not-now` where it may be said of none. To make all of it a draft again: `outbox.edit` of any of them.
   */
  'outbox.ofMailing': call(
    z.strictObject({ id: SubmissionId, action: z.enum(MAILING_ACTIONS).exclude(['edit']) }),
    z.strictObject({ count: z.int() }),
  ),
  'outbox.open': call(z.strictObject({ id: SubmissionId }), OutboxDetail),
  /** Before the final dot; the message is paused. */
  'outbox.stop': call(z.strictObject({ id: SubmissionId }), z.strictObject({ stopped: z.boolean() })),
  /** Undo, or back to a draft: as long as nobody has it, nobody may have it, and it is not being sent. */
  'outbox.edit': call(z.strictObject({ id: SubmissionId }), z.strictObject({ draftId: DraftId })),
  /** Lifts its hold, pause, time and delays, and its account's hold with all that waits for it. */
  'outbox.sendNow': call(z.strictObject({ id: SubmissionId }), nothing),
  /** Everything that waits by itself or was paused; held accounts and held messages stay so. */
  'outbox.sendAllNow': call(nothing, z.strictObject({ count: z.int() })),
  'outbox.pause': call(z.strictObject({ id: SubmissionId }), nothing),
  'outbox.resume': call(z.strictObject({ id: SubmissionId }), nothing),
  /** Null: no time, it goes now. The message is built again with the new Date and its old Message-ID. */
  'outbox.reschedule': call(z.strictObject({ id: SubmissionId, schedule: Schedule.nullable() }), nothing),
  /**
   * `same`: the same bytes and envelope through the other account's server. `rebuilt`: built again from that identity (null: the account's
   * first), with the same Message-ID only while no attempt has begun.
   */
  'outbox.reroute': call(
    z.discriminatedUnion('how', [
      z.strictObject({ how: z.literal('same'), id: SubmissionId, accountId: AccountId }),
      z.strictObject({
        how: z.literal('rebuilt'),
        id: SubmissionId,
        accountId: AccountId,
        identityId: IdentityId.nullable(),
      }),
    ]),
    nothing,
  ),
  /** `from`: a refused address as the outbox shows it; `to`: as typed. `draft-problems` names what is wrong with it. */
  'outbox.correct': call(
    z.strictObject({ id: SubmissionId, from: z.string().max(320), to: z.string().max(2000) }),
    nothing,
  ),
  'outbox.word': call(z.strictObject({ id: SubmissionId, word: z.enum(['arrived', 'send-again']) }), nothing),
  /** Gives up whoever waits; where nobody has it, the draft comes back. */
  'outbox.cancel': call(z.strictObject({ id: SubmissionId }), nothing),
  'outbox.dismiss': call(z.strictObject({ id: SubmissionId }), nothing),
  /** How many messages wait to go through this account. */
  'outbox.waitingOf': call(z.strictObject({ accountId: AccountId }), z.strictObject({ count: z.int() })),
  /**
   * Before its account goes: the same bytes through another one, or (`to` null) back to drafts. `ids` null: all that waits. `left`: what
   * still waits for this account, since it is being sent or cannot go back.
   */
  'outbox.moveMail': call(
    z.strictObject({
      accountId: AccountId,
      ids: z.array(SubmissionId).max(100_000).nullable(),
      to: AccountId.nullable(),
    }),
    z.strictObject({ moved: z.array(SubmissionId), left: z.int() }),
  ),
  /** The user says that the account is mended: all its mail goes on. Storing a password, saving the account or unlocking does it too. */
  'outbox.releaseAccount': call(z.strictObject({ accountId: AccountId }), nothing),
};
