/** The time of day for what counts down: one beat a second for all that asks, and none while nobody does. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const heard of listeners) heard();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

const never = () => () => undefined;
const thisSecond = () => Math.floor(Date.now() / 1000) * 1000;

/** ms since the epoch, to the second; `counts` false: nothing is drawn anew for it. */
export const useNow = (counts: boolean): number =>
  useSyncExternalStore(counts ? subscribe : never, thisSecond);
