/**
 * A draft that came to the front because the one before it was sent, and not because anybody asked for it. A double click, or the keys
 * pressed twice, mean one message: for a moment it is not sent. And its text does not take the focus, so that Undo is of the sending.
 */
import type { DraftId } from '#core/message/ids.ts';

/** ms: longer than any double click */
const PAUSE = 800;

let waiting: ReadonlySet<DraftId> = new Set();
let until = Number.NEGATIVE_INFINITY;

/** One was sent, and these stay open. */
export function sentBeside(open: readonly DraftId[]): void {
  waiting = new Set(open);
  until = performance.now() + PAUSE;
}

export const cameForward = (id: DraftId): boolean => waiting.has(id) && performance.now() < until;
