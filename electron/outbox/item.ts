/** A submission in memory as the window sees it, and whether it still waits for anything. What moves it on is service.ts's. */
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { Submission } from '#core/outbox/submission.ts';
import type { Entry } from './ledger.ts';

export const someoneWaits = (submission: Submission): boolean =>
  submission.recipients.some((recipient) => recipient.fate === 'waiting' || recipient.fate === 'deferred');

/** It waits for nothing, and the outbox shows it no more. */
export const isOver = (submission: Submission): boolean =>
  submission.status === 'sent' || submission.dismissed;

export function itemOf(entry: Entry): OutboxItem {
  return {
    submission: entry.submission,
    subject: entry.built.composition.subject,
    messageIdField: entry.built.messageIdField,
    accountId: entry.submission.accountId,
    accountName: entry.made.account.name,
    hue: entry.made.account.hue,
    size: entry.built.size,
    progress: entry.running?.progress ?? null,
  };
}
