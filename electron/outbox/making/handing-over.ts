/**
 * Send: a draft becomes submissions that are synced and journalled, and the draft is hidden. It is asked once at a time for each draft; from
 * the journal on nothing of it can fail any more.
 */
import type { Reply } from '#core/contract/channels.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { DraftId, StoredMessageId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import { applyEvent } from '#core/outbox/state.ts';
import { hideDraft } from '../draft-of.ts';
import { newEntry, type Entries, type Entry } from '../entry.ts';
import { asRecord, type Ledger } from '../ledger.ts';
import type { Timers } from '../ports.ts';
import type { Previews } from './previews.ts';
import { submitDraft, type SubmitTools, type TakePreview } from './submit.ts';

export type HandedOver = Reply<'outbox.send'>;

export interface HandingOverTools extends SubmitTools {
  readonly timers: Timers;
  readonly settings: () => { readonly undoSeconds: number };
}

interface Parts {
  readonly entries: Entries;
  readonly ledger: Ledger;
  /** to the dispatcher */
  readonly put: (entry: Entry) => void;
  /** to whoever looks on */
  readonly told: (first: Entry, others: readonly Entry[]) => void;
}

const SECOND = 1_000;

export class HandingOver {
  readonly #tools: HandingOverTools;
  readonly #parts: Parts;
  readonly #building = new Map<DraftId, Promise<HandedOver>>();
  #previews: Promise<Previews> | null = null;
  #closed = false;

  constructor(tools: HandingOverTools, parts: Parts) {
    this.#tools = tools;
    this.#parts = parts;
  }

  /** What is being built. */
  get count(): number {
    return this.#building.size;
  }

  /**
   * Makes the draft a submission that is synced and journalled, or as many as it is to become; then answers, with the first. Throws what
   * submitDraft throws, and not-now; from the journal on it throws no more, or one would send it twice.
   */
  send(
    draftId: DraftId,
    revision: number,
    schedule: Schedule | null = null,
    previewId?: StoredMessageId,
  ): Promise<HandedOver> {
    const isUnderWay = this.#parts.entries.ofDraft(draftId).some(({ submission }) => !submission.dismissed);
    if (isUnderWay || this.#building.has(draftId) || this.#closed)
      return Promise.reject(new AppFailure({ code: 'not-now' }));
    const submitted = this.#submit(draftId, revision, schedule, previewId).finally(() =>
      this.#building.delete(draftId),
    );
    this.#building.set(draftId, submitted);
    return submitted;
  }

  async #submit(
    draftId: DraftId,
    revision: number,
    schedule: Schedule | null,
    previewId: StoredMessageId | undefined,
  ): Promise<HandedOver> {
    const undo = this.#tools.settings().undoSeconds * SECOND;
    const previews = await this.#previews;
    // With a time its Date is that time: other bytes.
    const takePreview: TakePreview = async (draft) =>
      (schedule === null ? await previews?.take(draft, previewId) : null) ?? null;
    const events = await submitDraft(draftId, revision, { schedule, undo }, { ...this.#tools, takePreview });
    await previews?.drop(draftId);
    const entries = events.flatMap((event) => {
      const submission = applyEvent(null, event);
      if (submission === null) return [];
      const entry = newEntry(submission, true);
      entry.unrecorded.push(asRecord(event));
      this.#parts.entries.add(entry);
      return entry;
    });
    const [first, ...others] = entries;
    if (first === undefined) throw new AppFailure({ code: 'unexpected' });
    // Where Undo must find it at once it is hidden before the answer; the rest can go while its server is being asked.
    const hidden = hideDraft(this.#tools.drafts, first.submission);
    if (undo > 0 || schedule !== null) {
      await hidden;
      void this.#recordInTurn(entries);
    }
    for (const entry of entries) this.#parts.put(entry);
    this.#parts.told(first, others);
    await hidden;
    const { id, notBefore } = first.submission;
    return { submissionId: id, undoUntil: notBefore, messages: entries.length };
  }

  /** Drafts as they would be sent. */
  previews(): Promise<Previews> {
    this.#previews ??= import('./previews.ts').then(({ Previews }) => new Previews(this.#tools));
    return this.#previews;
  }

  /** What is being built stays for the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#building.values());
    await this.#previews?.then((previews) => previews.close());
  }

  /** So that thousands do not open their files at once. */
  async #recordInTurn(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) await this.#parts.ledger.repeatInRecord(entry);
  }
}
