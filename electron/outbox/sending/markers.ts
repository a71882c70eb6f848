/**
 * What the journal is told of an attempt under way: that a dot is about to be written, and what became of a transaction that another
 * follows. How the attempt ends is the dispatcher's.
 */
import type { AttemptId } from '#core/message/ids.ts';
import type { RecipientResult } from '#core/outbox/events.ts';
import type { Entry } from '../entry.ts';
import type { Ledger } from '../ledger.ts';
import type { Clock } from '../ports.ts';
import type { ProgressTeller } from '../telling/progress.ts';
import { transactionEnded } from './outcome.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly progress: ProgressTeller;
  /** No other connection has anything to send or to hear. */
  readonly isAlone: () => boolean;
}

export class Markers {
  transaction = 0;
  /** whose fate hangs on the reply, once the dot is marked */
  marked: readonly string[] = [];
  /** why the dot could not be marked, and was not sent; null: it could, or was not to be yet */
  unmarked: { readonly error: unknown } | null = null;
  readonly #entry: Entry;
  readonly #attemptId: AttemptId;
  readonly #around: Surroundings;

  constructor(entry: Entry, attemptId: AttemptId, around: Surroundings) {
    this.#entry = entry;
    this.#attemptId = attemptId;
    this.#around = around;
  }

  /** Resolves when the marker is synced; rejects when it cannot be. */
  async beforeDot(transaction: number, accepted: readonly string[]): Promise<void> {
    const { clock, ledger, progress, isAlone } = this.#around;
    const { id: submissionId, message } = this.#entry.submission;
    const recipients = [...accepted];
    const marker = { submissionId, at: clock.now(), attemptId: this.#attemptId, transaction, recipients };
    try {
      await ledger.write(this.#entry, [{ kind: 'dot-marked', ...marker }], isAlone() ? 'alone' : 'now');
    } catch (error) {
      this.unmarked = { error };
      throw error;
    }
    this.transaction = transaction;
    this.marked = accepted;
    progress.tell(this.#entry, 'reply', message?.size ?? 0, false);
  }

  /** Never rejects. */
  async decided(transaction: number, results: readonly RecipientResult[]): Promise<void> {
    const { clock, ledger } = this.#around;
    this.transaction = transaction + 1;
    this.marked = [];
    const { id } = this.#entry.submission;
    await ledger.writeFact(this.#entry, [
      transactionEnded(id, this.#attemptId, clock.now(), transaction, results),
    ]);
  }
}
