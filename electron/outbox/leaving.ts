/**
 * How a submission leaves the outbox: once it is over and its record has everything, its draft is settled and the journal forgets it; what
 * became several messages leaves when the last of them is over.
 */
import type { SubmissionId } from '#core/message/ids.ts';
import { isForgettable, settleDraft, settleMailing } from './draft-of.ts';
import { isOver, type Entries, type Entry } from './entry.ts';
import type { Ledger } from './ledger.ts';
import type { DraftSource } from './ports.ts';

interface Parts {
  readonly entries: Entries;
  readonly ledger: Ledger;
  /** to whoever looks on: as it stands now */
  readonly told: (entry: Entry) => void;
  /** the window shows it no more */
  readonly left: (id: SubmissionId) => void;
}

export class Leaving {
  readonly #drafts: DraftSource;
  readonly #parts: Parts;

  constructor(drafts: DraftSource, parts: Parts) {
    this.#drafts = drafts;
    this.#parts = parts;
  }

  /** Never rejects. */
  async recordThenLeave(entry: Entry): Promise<void> {
    await this.#parts.ledger.repeatInRecord(entry);
    await this.leaveIfOver(entry);
  }

  /** So that thousands do not open their files at once. Never rejects. */
  async allInTurn(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) await this.recordThenLeave(entry);
  }

  /** Wholly sent, or put away: once its record has everything, the journal need not know of it any more. Never rejects. */
  async leaveIfOver(entry: Entry): Promise<void> {
    const { submission } = entry;
    this.#parts.told(entry);
    if (!isOver(submission)) return;
    const mailing = this.#parts.entries.mailingOf(entry);
    try {
      if (mailing.every((one) => isOver(one.submission))) {
        // Before the journal forgets: a crash in between does it again.
        if (submission.mailing === null) await settleDraft(this.#drafts, submission);
        else
          await settleMailing(
            this.#drafts,
            mailing.map((one) => one.submission),
          );
        await this.#forget(mailing);
      } else if (isForgettable(submission)) await this.#forget([entry]);
    } catch {
      // The disk refuses: it is over all the same, and the next start puts it away.
    }
    this.#parts.left(submission.id);
  }

  async #forget(entries: readonly Entry[]): Promise<void> {
    if (await this.#parts.ledger.forget(entries))
      for (const entry of entries) this.#parts.entries.remove(entry);
  }
}
