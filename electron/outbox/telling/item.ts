/** A submission in memory as the window sees it. What moves it on is the dispatcher's. */
import {
  RECIPIENTS_SHOWN,
  type AttemptSummary,
  type OutboxFilter,
  type OutboxItem,
  type WaitsFor,
} from '#core/contract/outbox.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import { allowedActions, type OutboxAction } from '#core/outbox/actions.ts';
import { dueAt, isWaiting, type RecipientState, type Submission } from '#core/outbox/submission.ts';
import type { Entry } from '../entry.ts';

/** What only the running program knows of it. */
export interface Surroundings {
  readonly now: number;
  readonly accountHeld: boolean;
  readonly allPaused: boolean;
  readonly offline: boolean;
  /** ms since the epoch: the account is left alone until then; null: it is not */
  readonly accountUntil: number | null;
  /** the account as it is now; undefined: it is gone */
  readonly account: { readonly name: string; readonly hue: number } | undefined;
}

export function itemOf(entry: Entry, around: Surroundings): OutboxItem {
  const { submission } = entry;
  const { message, notBefore, schedule } = submission;
  const { now, account } = around;
  const held = around.accountHeld && isWaiting(submission);
  const waitsFor = held || entry.running !== null ? null : waits(submission, around);
  return {
    submission: { ...submission, ...shownAs(submission, held, waitsFor), recipients: shown(submission) },
    fates: countFates(submission),
    subject: message?.subject ?? '',
    messageIdField: message?.messageIdField ?? '',
    accountId: submission.accountId,
    accountName: account?.name ?? message?.accountName ?? '',
    hue: account?.hue ?? message?.hue ?? 1,
    size: message?.size ?? 0,
    progress: entry.running?.progress ?? null,
    nextTryAt:
      waitsFor === null || waitsFor === 'all-paused'
        ? null
        : Math.max(now, dueAt(submission), around.accountUntil ?? 0),
    waitsFor,
    undoUntil: notBefore !== null && notBefore > now && schedule === null ? notBefore : null,
    // Between its turn and its first word the journal does not yet say that it is under way.
    actions: entry.running !== null && submission.status !== 'sending' ? [] : actionsOf(submission, around),
  };
}

/** While nothing may go, nothing can go now. A hold can be lifted all the same. */
function actionsOf(submission: Submission, { allPaused }: Surroundings): OutboxAction[] {
  const allowed = allowedActions(submission);
  return allPaused && submission.hold === null ? allowed.filter((action) => action !== 'send-now') : allowed;
}

const shown = ({ recipients }: Submission): RecipientState[] => recipients.slice(0, RECIPIENTS_SHOWN);

/** Its account's trouble is not in its own journal. */
function shownAs(
  { attempts, status }: Submission,
  held: boolean,
  waitsFor: WaitsFor | null,
): Partial<Submission> {
  if (held) return { status: 'held', hold: 'account' };
  const waitsForAccount = waitsFor === 'account-retry' || waitsFor === 'network';
  return waitsForAccount && attempts > 0 && status === 'queued' ? { status: 'deferred' } : {};
}

function waits(
  submission: Submission,
  { now, allPaused, offline, accountUntil }: Surroundings,
): WaitsFor | null {
  if (!isWaiting(submission)) return null;
  if ((submission.schedule?.at ?? 0) > now) return 'schedule';
  if ((submission.notBefore ?? 0) > now) return 'undo';
  if (allPaused) return 'all-paused';
  if ((submission.until ?? 0) > now) return 'retry';
  if (offline) return 'network';
  return accountUntil !== null && accountUntil > now ? 'account-retry' : 'turn';
}

function countFates({ recipients }: Submission): OutboxItem['fates'] {
  const fates = { waiting: 0, accepted: 0, refused: 0, unknown: 0, cancelled: 0, deferred: 0 };
  for (const { fate } of recipients) fates[fate] += 1;
  return fates;
}

/** Which list it stands in; null: only in `all`. */
export function filterOf(submission: Submission, accountHeld: boolean): Exclude<OutboxFilter, 'all'> | null {
  if (accountHeld && isWaiting(submission)) return 'held';
  switch (submission.status) {
    case 'queued':
    case 'deferred':
    case 'sending':
      return 'waiting';
    case 'scheduled':
      return 'scheduled';
    case 'held':
    case 'paused':
      return 'held';
    case 'unknown':
      return 'unknown';
    case 'failed':
    case 'partly-sent':
      return 'failed';
    case 'sent':
    case 'cancelled':
      return null;
  }
}

export const attemptSummary = (record: AttemptRecorded, isOver: boolean): AttemptSummary => ({
  attemptId: record.attemptId,
  beganAt: record.beganAt,
  endedAt: isOver ? record.endedAt : null,
  remoteAddress: record.remoteAddress,
  recipientReplies: record.recipientReplies,
  finalReply: record.finalReply,
  diagnosis: record.diagnosis,
});
