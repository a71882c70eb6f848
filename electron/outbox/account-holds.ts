/**
 * Accounts whose mail waits for their user: one diagnosis for all of it, kept across starts, so that nothing signs in again unasked. What
 * is waiting is the entries'; that something is mended others say.
 */
import type { AccountId } from '#core/message/ids.ts';
import type { AccountHold } from '#core/outbox/events.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import type { Clock, Journal } from './ports.ts';

export class AccountHolds {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #held = new Map<AccountId, AccountHold>();

  constructor(tools: { readonly journal: Journal; readonly clock: Clock }) {
    this.#journal = tools.journal;
    this.#clock = tools.clock;
  }

  async start(): Promise<void> {
    for (const hold of await this.#journal.holds()) this.#held.set(hold.accountId, hold);
  }

  get(id: AccountId): AccountHold | undefined {
    return this.#held.get(id);
  }

  all(): AccountHold[] {
    return [...this.#held.values()];
  }

  /** It holds from this moment; a disk that refuses does not lift it before the next start. True when it is news. */
  async hold(accountId: AccountId, diagnosis: Diagnosis): Promise<boolean> {
    if (this.#held.has(accountId)) return false;
    const hold: AccountHold = { accountId, since: this.#clock.now(), diagnosis };
    this.#held.set(accountId, hold);
    await this.#journal.hold(hold).catch(() => undefined);
    return true;
  }

  /** False when it was not held. Rejects with AppFailure `disk`, and then it still is. */
  async release(accountId: AccountId): Promise<boolean> {
    if (!this.#held.has(accountId)) return false;
    await this.#journal.release(accountId);
    return this.#held.delete(accountId);
  }
}
