/** The outbox's list as the window shows it: each mailing in one line with its sums, and unfolded those that it names. It changes nothing. */
import type { OutboxLine, OutboxLines, OutboxLinesRequest, OutboxMailing } from '#core/contract/mailings.ts';
import { folded, inOrder, rowsOf, stretchesOf, type Line } from '#core/mailing/lines.ts';
import {
  actionsOfMailing,
  isAtRest,
  stateOf,
  sumInOutbox,
  type MailingState,
  type MailingSums,
} from '#core/mailing/states.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { allowedActions } from '#core/outbox/actions.ts';
import { isWaiting, someoneWaits, type Submission } from '#core/outbox/submission.ts';
import type { AccountHolds } from '../account-holds.ts';
import { isOver, type Entries, type Entry } from '../entry.ts';
import { mayBeUndone } from '../mailing.ts';
import type { Overview } from './overview.ts';

interface Parts {
  readonly entries: Entries;
  readonly holds: AccountHolds;
  readonly overview: Overview;
  readonly allPaused: () => boolean;
}

export class MailingOverview {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  lines({ filter, unfolded, offset, limit }: OutboxLinesRequest): OutboxLines {
    const { overview } = this.#parts;
    const lines = folded(overview.listed(filter), ({ submission }) => submission.mailing?.id ?? null);
    const wanted = new Set<SubmissionId>(unfolded);
    const open = inOrder(
      lines.flatMap((line, index) =>
        line.kind === 'mailing' && wanted.has(line.id)
          ? [{ line: index, messages: line.messages.length }]
          : [],
      ),
    );
    const found = stretchesOf(lines.length, open, offset, limit).flatMap((stretch): OutboxLine[] => {
      const { first, count } = stretch;
      if (stretch.kind === 'lines')
        return lines
          .slice(first, first + count)
          .map((line, step) => this.#line(line, wanted, { position: first + step + 1, of: lines.length }));
      const line = lines[stretch.line];
      if (line?.kind !== 'mailing') return [];
      const { id, messages } = line;
      return (
        messages
          // As they were written to.
          .toReversed()
          .slice(first, first + count)
          .map((entry, step) => ({
            kind: 'message',
            item: overview.item(entry),
            mailing: id,
            position: first + step + 1,
            of: messages.length,
          }))
      );
    });
    return { total: rowsOf(lines.length, open), offset, lines: found };
  }

  /** Null: the outbox has nothing of it any more. */
  sums(id: SubmissionId): MailingSums | null {
    const all = this.#parts.entries.ofMailing(id);
    const of = all[0]?.submission.mailing?.of;
    return of === undefined ? null : this.#sumsOf(all, of);
  }

  /** As it has ended; null: some of it goes on by itself, or waits for the user to let it go on. */
  ended(id: SubmissionId): MailingSums | null {
    const all = this.#parts.entries.ofMailing(id);
    // They go in their order: the last one tells it at once.
    const goesOn = all.findLast(({ submission }) => !isAtRest({ [this.#stateOf(submission)]: 1 }));
    return goesOn === undefined ? this.sums(id) : null;
  }

  #line(
    line: Line<Entry>,
    unfolded: ReadonlySet<SubmissionId>,
    standing: Pick<OutboxLine, 'position' | 'of'>,
  ): OutboxLine {
    if (line.kind === 'message')
      return { kind: 'message', item: this.#parts.overview.item(line.message), mailing: null, ...standing };
    const isUnfolded = unfolded.has(line.id);
    return { kind: 'mailing', mailing: this.#mailing(line.id, line.messages), isUnfolded, ...standing };
  }

  /** `listed`: those of it in the list, the last written first; at least one. */
  #mailing(id: SubmissionId, listed: readonly Entry[]): OutboxMailing {
    const { entries, overview, allPaused } = this.#parts;
    const all = entries.ofMailing(id);
    const first = listed.findLast(({ submission }) => someoneWaits(submission)) ?? listed.at(-1);
    if (first === undefined) throw new Error('a mailing without messages');
    const lead = overview.item(first);
    const { submission, subject, accountName, hue } = lead;
    const messages = submission.mailing?.of ?? all.length;
    const allowed = actionsOfMailing(
      all
        .filter(({ submission: one }) => !isOver(one))
        .map(({ running, submission: one }) => (running === null ? allowedActions(one) : ['stop'])),
      mayBeUndone(all),
    );
    return {
      id,
      messages,
      sums: this.#sumsOf(all, messages),
      subject,
      accountName,
      hue,
      practice: submission.practice,
      listed: listed.length,
      submittedAt: submission.submittedAt,
      lead,
      actions: allPaused() ? allowed.filter((action) => action !== 'send-now') : allowed,
    };
  }

  #sumsOf(all: readonly Entry[], of: number): MailingSums {
    const states = all.map(({ submission }) => this.#stateOf(submission));
    return sumInOutbox(states, of);
  }

  #stateOf(submission: Submission): MailingState {
    // Its account's trouble is not in its own journal.
    const isHeld = this.#parts.holds.get(submission.accountId) !== undefined && isWaiting(submission);
    return isHeld ? 'held' : stateOf(submission.status);
  }
}
