/** A submission in memory, and all of them: found by id, by account, by what the window asks for. What moves them on is the dispatcher's. */
import type { Progress } from '#core/contract/outbox.ts';
import type { AccountId, DraftId, SubmissionId } from '#core/message/ids.ts';
import type { MessageRecord } from '#core/message/record.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import type { Submission } from '#core/outbox/submission.ts';

export interface Entry {
  submission: Submission;
  /** happened, and the journal could not be told yet (its disk is full): until it can, a crash makes them unknown */
  unjournalled: OutboxEvent[];
  /** journalled, and not yet repeated in the message's record; and conversations that are not there yet */
  unrecorded: MessageRecord[];
  /** False from a start until the record was compared with the journal: thousands of files are not opened before they are needed. */
  isCompared: boolean;
  /** the index has not read the record since somebody accepted */
  isUnindexed: boolean;
  /** the last writing of the record */
  recording: Promise<void>;
  running: Running | null;
}

export interface Running {
  readonly abort: AbortController;
  /** who ended it, if somebody did */
  stoppedBy: 'user' | 'quit' | null;
  progress: Progress | null;
  /** ms, monotonic: when progress was last told; at first, when there was any */
  toldAt: number | null;
  /** takes back the telling of what came too soon after the last one */
  later: (() => void) | null;
}

export const newEntry = (submission: Submission, isCompared: boolean): Entry => ({
  submission,
  unjournalled: [],
  unrecorded: [],
  isCompared,
  isUnindexed: false,
  recording: Promise.resolve(),
  running: null,
});

export const newRunning = (): Running => ({
  abort: new AbortController(),
  stoppedBy: null,
  progress: null,
  toldAt: null,
  later: null,
});

/** It waits for nothing, and the outbox shows it no more. */
export const isOver = (submission: Submission): boolean =>
  submission.status === 'sent' || submission.dismissed;

export class Entries {
  readonly #all = new Map<SubmissionId, Entry>();
  /** the submission that a draft is hidden for */
  readonly #byDraft = new Map<DraftId, Entry>();

  get(id: SubmissionId): Entry | undefined {
    return this.#all.get(id);
  }

  has(id: SubmissionId): boolean {
    return this.#all.has(id);
  }

  ofDraft(id: DraftId): Entry | undefined {
    return this.#byDraft.get(id);
  }

  add(entry: Entry): void {
    this.#all.set(entry.submission.id, entry);
    if (entry.submission.draftId !== null) this.#byDraft.set(entry.submission.draftId, entry);
  }

  remove(entry: Entry): void {
    const { id, draftId } = entry.submission;
    this.#all.delete(id);
    if (draftId !== null && this.#byDraft.get(draftId) === entry) this.#byDraft.delete(draftId);
  }

  /** the oldest first */
  all(): Entry[] {
    return [...this.#all.values()];
  }

  shown(): Entry[] {
    return this.all().filter(({ submission }) => !isOver(submission));
  }

  of(accountId: AccountId): Entry[] {
    return this.all().filter(({ submission }) => submission.accountId === accountId);
  }
}
