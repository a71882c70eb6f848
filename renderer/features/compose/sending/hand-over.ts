/** A draft becomes mail: saved, handed to the outbox, and followed until it leaves that again. */
import type { SubmissionId } from '#core/message/ids.ts';
import type { SubmissionStatus } from '#core/outbox/submission.ts';
import { call, errorOf } from '../../../api.ts';
import type { DraftSession } from '../draft/draft-session.ts';

/** `accepted`: by the server, for every recipient. `given-up`: the draft is one again. */
export type Ending = 'accepted' | 'given-up';

/** `problems`: what this window sees wrong; then nothing is handed over, and all of it is shown. */
export async function handOver(
  session: DraftSession,
  hasProblems: () => boolean,
  ended: (id: SubmissionId, ending: Ending) => void,
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
    const { submissionId } = await call('outbox.send', {
      draftId: session.id,
      revision: session.revision,
      schedule: null,
    });
    session.set({ submissionId, asked: false });
    follower.follow(submissionId);
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
  readonly #ended: (id: SubmissionId, ending: Ending) => void;
  readonly #last = new Map<SubmissionId, SubmissionStatus>();
  readonly #gone = new Set<SubmissionId>();
  readonly #unsubscribe: () => void;
  #mine: SubmissionId | null = null;

  constructor(ended: (id: SubmissionId, ending: Ending) => void) {
    this.#ended = ended;
    this.#unsubscribe = window.facteur.on('outbox.changed', ({ id, item }) => {
      if (item !== null) this.#last.set(id, item.submission.dismissed ? 'cancelled' : item.submission.status);
      else this.#gone.add(id);
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
    this.#ended(id, this.#last.get(id) === 'cancelled' ? 'given-up' : 'accepted');
  }

  stop(): void {
    this.#unsubscribe();
  }
}
