/** A submission in memory as the window sees it, and whether it still waits for anything. What moves it on is service.ts's. */
import {
  RECIPIENTS_SHOWN,
  type OutboxFilter,
  type OutboxItem,
  type WaitsFor,
} from '#core/contract/outbox.ts';
import { allowedActions } from '#core/outbox/actions.ts';
import { dueAt, someoneWaits, type Submission } from '#core/outbox/submission.ts';
import type { Entry } from './ledger.ts';

/** It waits for nothing, and the outbox shows it no more. */
export const isOver = (submission: Submission): boolean =>
  submission.status === 'sent' || submission.dismissed;

/** What only the running program knows of it. */
export interface Surroundings {
  readonly now: number;
  readonly accountHeld: boolean;
  readonly offline: boolean;
  /** ms since the epoch: the account is left alone until then; null: it is not */
  readonly accountUntil: number | null;
}

export function itemOf(entry: Entry, around: Surroundings): OutboxItem {
  const { submission, facts } = entry;
  const { now } = around;
  const held = around.accountHeld && isWaiting(submission);
  const waitsFor = held ? null : waits(submission, around);
  const fates = countFates(submission);
  const { notBefore } = submission;
  return {
    submission: {
      ...submission,
      recipients: submission.recipients.slice(0, RECIPIENTS_SHOWN),
      ...(held ? { status: 'held', hold: 'account' } : {}),
    },
    fates,
    subject: facts.subject,
    messageIdField: facts.messageIdField,
    accountId: submission.accountId,
    accountName: facts.accountName,
    hue: facts.hue,
    size: facts.size,
    progress: entry.running?.progress ?? null,
    nextTryAt: waitsFor === null ? null : Math.max(now, dueAt(submission), around.accountUntil ?? 0),
    waitsFor,
    undoUntil: notBefore !== null && notBefore > now && submission.schedule === null ? notBefore : null,
    actions: allowedActions(submission),
  };
}

/** It will be tried without anybody's word. */
export const isWaiting = (submission: Submission): boolean =>
  submission.status !== 'sending' &&
  someoneWaits(submission) &&
  submission.hold === null &&
  !submission.paused &&
  !submission.dismissed;

function waits(submission: Submission, { now, offline, accountUntil }: Surroundings): WaitsFor | null {
  if (!isWaiting(submission)) return null;
  if ((submission.schedule?.at ?? 0) > now) return 'schedule';
  if ((submission.notBefore ?? 0) > now) return 'undo';
  if ((submission.until ?? 0) > now) return 'retry';
  if (offline && !submission.practice) return 'network';
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
