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
  /** what a draft became */
  readonly #byDraft = new Map<DraftId, Set<Entry>>();
  readonly #byMailing = new Map<SubmissionId, Set<Entry>>();

  get(id: SubmissionId): Entry | undefined {
    return this.#all.get(id);
  }

  has(id: SubmissionId): boolean {
    return this.#all.has(id);
  }

  ofDraft(id: DraftId): Entry[] {
    return [...(this.#byDraft.get(id) ?? [])];
  }

  /** All of its mailing that are here, itself among them; of what is a message alone: itself. */
  mailingOf(entry: Entry): Entry[] {
    const { mailing } = entry.submission;
    return mailing === null ? [entry] : this.ofMailing(mailing.id);
  }

  /** All of it that are here. */
  ofMailing(id: SubmissionId): Entry[] {
    return [...(this.#byMailing.get(id) ?? [])];
  }

  add(entry: Entry): void {
    const { id, draftId, mailing } = entry.submission;
    this.#all.set(id, entry);
    addTo(this.#byDraft, draftId, entry);
    addTo(this.#byMailing, mailing?.id ?? null, entry);
  }

  remove(entry: Entry): void {
    const { id, draftId, mailing } = entry.submission;
    this.#all.delete(id);
    takeFrom(this.#byDraft, draftId, entry);
    takeFrom(this.#byMailing, mailing?.id ?? null, entry);
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

function addTo<K>(sets: Map<K, Set<Entry>>, key: K | null, entry: Entry): void {
  if (key === null) return;
  const same = sets.get(key);
  if (same === undefined) sets.set(key, new Set([entry]));
  else same.add(entry);
}

function takeFrom<K>(sets: Map<K, Set<Entry>>, key: K | null, entry: Entry): void {
  if (key === null) return;
  const same = sets.get(key);
  same?.delete(entry);
  if (same?.size === 0) sets.delete(key);
}
