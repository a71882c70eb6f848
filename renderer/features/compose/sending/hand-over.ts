/** A draft becomes mail: saved, handed to the outbox, and followed until it leaves that again. */
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import type { Schedule } from '#core/message/sending-schema.ts';
import { call, errorOf } from '../../../api.ts';
import type { DraftSession } from '../draft/draft-session.ts';

/**
 * `accepted`: by the server, for every recipient. `given-up`: the draft is one again. `settled`: somebody has it or may have it, and the
 * user said that this is all.
 */
export type Ending = 'accepted' | 'given-up' | 'settled';

export interface HandingOver {
  /** null: when the undo delay is over */
  readonly schedule: Schedule | null;
  /** the message that is being looked at: that one is sent, or none; null: none is */
  readonly previewed?: () => StoredMessageId | null;
  /** what this window sees wrong; then nothing is handed over, and all of it is shown */
  readonly hasProblems: () => boolean;
  /** asked once it is saved; false: nothing is handed over, and why is shown */
  readonly mayGo?: () => Promise<boolean>;
  /** It is the outbox's now, as so many messages; ms since the epoch until which Undo is offered, null: no such time. */
  readonly handed: (id: SubmissionId, undoUntil: number | null, messages: number) => void;
  /** It left the outbox; not told of what has a time, or became several messages. */
  readonly ended: (id: SubmissionId, ending: Ending) => void;
}

export async function handOver(
  session: DraftSession,
  { schedule, previewed, hasProblems, mayGo, handed, ended }: HandingOver,
): Promise<void> {
  const before = session.state();
  if (before.handingOver || before.submissionId !== null || before.uploads.length > 0) return;
  session.commitAll();
  session.set({ asked: true, error: null, refused: [] });
  if (hasProblems()) return;
  session.set({ handingOver: true });
  const follower = new Follower(ended);
  try {
    if (!(await session.save())) return;
    if (mayGo && !(await mayGo())) return;
    const previewId = schedule === null ? (previewed?.() ?? null) : null;
    const { submissionId, undoUntil, messages } = await call('outbox.send', {
      draftId: session.id,
      revision: session.revision,
      schedule,
      ...(previewId === null ? {} : { previewId }),
    });
    session.set({ submissionId, asked: false });
    handed(submissionId, undoUntil, messages);
    if (schedule === null && messages === 1) follower.follow(submissionId);
    else follower.stop();
  } catch (caught) {
    follower.stop();
    const error = errorOf(caught);
    session.set(error.code === 'draft-problems' ? { refused: error.problems } : { error });
  } finally {
    if (session.state().submissionId === null) follower.stop();
    session.set({ handingOver: false });
  }
}

/** Listens from before the handing over: a quick server may be done before its answer is here. */
class Follower {
  readonly #ended: HandingOver['ended'];
  readonly #last = new Map<SubmissionId, OutboxItem>();
  readonly #gone = new Set<SubmissionId>();
  readonly #unsubscribe: () => void;
  #mine: SubmissionId | null = null;

  constructor(ended: HandingOver['ended']) {
    this.#ended = ended;
    this.#unsubscribe = window.facteur.on('outbox.changed', ({ id, item }) => {
      if (this.#mine !== null && id !== this.#mine) return;
      if (item === null) this.#gone.add(id);
      else this.#last.set(id, item);
      this.#look();
    });
  }

  follow(id: SubmissionId): void {
    this.#mine = id;
    this.#look();
  }

  #look(): void {
    const id = this.#mine;
    if (id === null || !this.#gone.has(id)) return;
    this.stop();
    this.#ended(id, endingOf(this.#last.get(id)));
  }

  stop(): void {
    this.#unsubscribe();
  }
}

/** How it left, by what was told of it last: only an attempt under way can end with every recipient accepted. */
function endingOf(last: OutboxItem | undefined): Ending {
  if (last === undefined || last.submission.status === 'sending' || last.submission.status === 'sent')
    return 'accepted';
  return last.fates.accepted + last.fates.unknown > 0 ? 'settled' : 'given-up';
}
