/** What the window asks about the outbox as a whole: pages, one submission in full, the summary. It changes nothing. */
import type {
  HeldAccount,
  OutboxDetail,
  OutboxFilter,
  OutboxItem,
  OutboxPage,
  OutboxSummary,
} from '#core/contract/outbox.ts';
import { attemptsOf } from '#core/message/attempts.ts';
import type { AccountId } from '#core/message/ids.ts';
import { isWaiting } from '#core/outbox/submission.ts';
import type { AccountHolds } from '../account-holds.ts';
import type { Entries, Entry } from '../entry.ts';
import { noneIfMissing } from '../ledger.ts';
import { mayBeUndone } from '../mailing.ts';
import type { AccountSource, Clock, MessageFiles } from '../ports.ts';
import type { Dispatcher } from '../sending/dispatcher.ts';
import { attemptSummary, filterOf, itemOf } from './item.ts';

export interface OverviewParts {
  readonly entries: Entries;
  readonly holds: AccountHolds;
  readonly dispatcher: Dispatcher;
  readonly accounts: AccountSource;
  readonly files: MessageFiles;
  readonly clock: Clock;
  readonly allPaused: () => boolean;
}

export class Overview {
  readonly #parts: OverviewParts;

  constructor(parts: OverviewParts) {
    this.#parts = parts;
  }

  item(entry: Entry): OutboxItem {
    const { entries, holds, dispatcher, accounts, clock, allPaused } = this.#parts;
    const { accountId } = entry.submission;
    const item = itemOf(entry, {
      now: clock.now(),
      accountHeld: holds.get(accountId) !== undefined,
      allPaused: allPaused(),
      offline: dispatcher.isOffline(accountId),
      accountUntil: dispatcher.accountUntil(accountId),
      account: accounts.account(accountId),
    });
    const mayBe = item.actions.includes('edit') && entry.submission.mailing !== null;
    if (!mayBe || mayBeUndone(entries.mailingOf(entry))) return item;
    return { ...item, actions: item.actions.filter((action) => action !== 'edit') };
  }

  /** Those that are shown, newest first. */
  listed(filter: OutboxFilter): Entry[] {
    return this.#parts.entries
      .shown()
      .filter(({ submission }) => filter === 'all' || this.#filter(submission) === filter)
      .sort(
        ({ submission: a }, { submission: b }) => b.submittedAt - a.submittedAt || (a.id < b.id ? 1 : -1),
      );
  }

  page(filter: OutboxFilter, offset: number, limit: number): OutboxPage {
    const found = this.listed(filter);
    const items = found.slice(offset, offset + limit).map((entry) => this.item(entry));
    return { total: found.length, offset, items };
  }

  async open(entry: Entry): Promise<OutboxDetail> {
    const { submission } = entry;
    const records = await this.#parts.files.readRecords(submission.messageId).catch(noneIfMissing);
    const whole = new Set(
      records.flatMap((record) => (record.record === 'attempt' ? [record.attemptId] : [])),
    );
    return {
      item: this.item(entry),
      recipients: submission.recipients,
      attempts: attemptsOf(records, submission.id).map((record) =>
        attemptSummary(record, whole.has(record.attemptId)),
      ),
    };
  }

  summary(): OutboxSummary {
    const summary = { waiting: 0, scheduled: 0, sending: 0, held: 0, paused: 0, unknown: 0, failed: 0 };
    const shown = this.#parts.entries.shown();
    const byAccount = new Map<AccountId, number>();
    let isOffline = false;
    for (const { submission } of shown) {
      const { accountId, status } = submission;
      const filter = this.#filter(submission);
      if (status === 'sending' || status === 'paused') summary[status] += 1;
      else if (filter !== null) summary[filter] += 1;
      if (isWaiting(submission)) byAccount.set(accountId, (byAccount.get(accountId) ?? 0) + 1);
      isOffline ||= this.#parts.dispatcher.isOffline(accountId);
    }
    const heldAccounts = this.#parts.holds.all().flatMap(({ accountId }) => {
      const held = this.heldAccount(accountId, byAccount.get(accountId) ?? 0);
      return held === undefined ? [] : [held];
    });
    const allPaused = this.#parts.allPaused();
    const nextTryAt = allPaused ? null : this.#parts.dispatcher.nextDue();
    return { total: shown.length, ...summary, heldAccounts, nextTryAt, offline: isOffline, allPaused };
  }

  /** Undefined: it is not held, or nothing waits for it. */
  heldAccount(accountId: AccountId, count: number): HeldAccount | undefined {
    const { holds, accounts, entries } = this.#parts;
    const hold = holds.get(accountId);
    if (hold === undefined || count === 0) return undefined;
    const { since, diagnosis } = hold;
    const account = accounts.account(accountId);
    const message = account === undefined ? entries.of(accountId)[0]?.submission.message : undefined;
    return {
      accountId,
      accountName: account?.name ?? message?.accountName ?? '',
      hue: account?.hue ?? message?.hue ?? 1,
      since,
      diagnosis,
      count,
    };
  }

  #filter(submission: Entry['submission']): ReturnType<typeof filterOf> {
    return filterOf(submission, this.#parts.holds.get(submission.accountId) !== undefined);
  }
}
