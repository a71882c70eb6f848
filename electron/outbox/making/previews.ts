/**
 * Drafts as the messages they would be: built once, looked at, and sent as those bytes while nothing of the draft, its files or its sender
 * has changed. One for each draft; none is kept longer than its Date may be old. Loaded with the first.
 */
import { createHash } from 'node:crypto';
import { AppFailure } from '#core/contract/errors.ts';
import type { PreviewView } from '#core/contract/preview.ts';
import type { DraftId, StoredMessageId } from '#core/message/ids.ts';
import { firstMessageOf } from '#core/message/one-each.ts';
import type { Timers } from '../ports.ts';
import { fingerprint } from './build-message.ts';
import { sendableDraft, stageMessage, type Sendable, type Staged } from './stage.ts';
import type { SubmitTools } from './submit.ts';

/** ms; Date says when somebody finished the message (RFC 5322 §3.6.1), and looking at it belongs to that for so long */
export const GOOD_FOR = 15 * 60 * 1000;

export type PreviewTools = Pick<SubmitTools, 'files' | 'drafts' | 'accounts' | 'clock' | 'newId'> & {
  readonly timers: Timers;
};

interface Held {
  readonly staged: Staged;
  /** of everything that the bytes were made of */
  readonly key: string;
  /** ms since the epoch */
  readonly date: number;
  readonly forgetLater: () => void;
}

interface Building {
  readonly abort: AbortController;
  readonly done: Promise<PreviewView>;
}

export class Previews {
  readonly #tools: PreviewTools;
  readonly #held = new Map<DraftId, Held>();
  readonly #building = new Map<DraftId, Building>();

  constructor(tools: PreviewTools) {
    this.#tools = tools;
  }

  /** The one there is, if it is still what would be sent. Throws AppFailure: as a submission, and cancelled. */
  build(draftId: DraftId, revision: number): Promise<PreviewView> {
    const before = this.#building.get(draftId);
    before?.abort.abort();
    const abort = new AbortController();
    const after = before?.done.catch(() => undefined) ?? Promise.resolve();
    const done = after
      .then(() => this.#build(draftId, revision, abort.signal))
      .finally(() => {
        if (this.#building.get(draftId)?.abort === abort) this.#building.delete(draftId);
      });
    this.#building.set(draftId, { abort, done });
    return done;
  }

  async #build(draftId: DraftId, revision: number, signal: AbortSignal): Promise<PreviewView> {
    const sendable = await sendableDraft(draftId, revision, this.#tools);
    const key = await keyOf(sendable);
    const before = this.#held.get(draftId);
    if (before !== undefined && (await this.#isGood(before, key))) return viewOf(before);
    await this.#letGo(draftId);
    if (signal.aborted) throw new AppFailure({ code: 'cancelled' });
    const { draft, sender, sources } = sendable;
    const date = this.#tools.clock.now();
    // Of several messages, one each, the first is shown.
    const one = firstMessageOf(draft.content, sender.identity);
    const order = { ...one, account: sender.account, sources, date, messageIdField: null };
    const staged = await stageMessage(order, this.#tools, signal);
    const forgetLater = this.#tools.timers.after(GOOD_FOR, () => void this.#letGo(draftId, staged.id));
    const held = { staged, key, date, forgetLater };
    this.#held.set(draftId, held);
    return viewOf(held);
  }

  /** Throws AppFailure not-found. */
  async read(
    id: StoredMessageId,
    offset: number,
    length: number,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly total: number }> {
    const isHeld = [...this.#held.values()].some(({ staged }) => staged.id === id);
    if (!isHeld) throw new AppFailure({ code: 'not-found' });
    return this.#tools.files.staged.read(id, offset, length);
  }

  /** Stops building, and lets go of what was built. */
  async drop(draftId: DraftId): Promise<void> {
    const building = this.#building.get(draftId);
    building?.abort.abort();
    await building?.done.catch(() => undefined);
    await this.#letGo(draftId);
  }

  /**
   * The bytes that were looked at, which are the caller's from now on; null: none, or others than this draft would be by now. Throws
   * AppFailure preview-outdated where the caller says which it looked at, and that is not what would go.
   */
  async take(sendable: Sendable, asked: StoredMessageId | undefined): Promise<Staged | null> {
    const { id } = sendable.draft;
    const building = this.#building.get(id);
    building?.abort.abort();
    await building?.done.catch(() => undefined);
    const held = this.#held.get(id);
    const isGood = held !== undefined && (await this.#isGood(held, await keyOf(sendable)));
    if (asked !== undefined && (!isGood || held.staged.id !== asked))
      throw new AppFailure({ code: 'preview-outdated' });
    if (!isGood) {
      await this.#letGo(id);
      return null;
    }
    this.#held.delete(id);
    held.forgetLater();
    return held.staged;
  }

  async close(): Promise<void> {
    for (const draftId of new Set([...this.#building.keys(), ...this.#held.keys()])) await this.drop(draftId);
  }

  async #isGood({ key, date, staged }: Held, now: string): Promise<boolean> {
    const age = this.#tools.clock.now() - date;
    return (
      key === now &&
      age >= 0 &&
      age < GOOD_FOR &&
      (await this.#tools.files.staged.has(staged.id, staged.stored.size))
    );
  }

  /** `only`: if it is still this one. A file that cannot be removed is swept at the next start. */
  async #letGo(draftId: DraftId, only?: StoredMessageId): Promise<void> {
    const held = this.#held.get(draftId);
    if (held === undefined || (only !== undefined && held.staged.id !== only)) return;
    this.#held.delete(draftId);
    held.forgetLater();
    await this.#tools.files.staged.remove(held.staged.id).catch(() => undefined);
  }
}

/** Two that are equal would be the same message, but for its Date and Message-ID. Throws AppFailure draft-problems: a file is missing. */
async function keyOf({ draft, sender, sources }: Sendable): Promise<string> {
  const files = await Promise.all(
    sources.map(async (source) => [source.path, source.name, source.mediaType, await fingerprint(source)]),
  );
  const made = [draft.content, sender.account.id, sender.identity, files];
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

const viewOf = ({ staged: { id, stored, envelope }, date }: Held): PreviewView => ({
  id,
  ...stored,
  date,
  goodUntil: date + GOOD_FOR,
  envelope,
});
