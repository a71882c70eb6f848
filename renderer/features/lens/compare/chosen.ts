/** Which message each one is compared with, while the page lives: the view is left and come back to. */
import { useState } from 'react';
import type { LensMessage } from '../message.ts';

export interface Chosen {
  readonly other: LensMessage;
  /** the user turned them round */
  readonly swapped: boolean;
  /** lets go of a file that was opened for this alone */
  readonly close: () => void;
}

/** The oldest is forgotten, and its file closed. */
const MOST = 20;
const kept = new Map<string, Chosen>();

export function useChosen(key: string): readonly [Chosen | null, (next: Chosen | null) => void] {
  const [chosen, setChosen] = useState<Chosen | null>(kept.get(key) ?? null);
  const choose = (next: Chosen | null) => {
    const before = kept.get(key);
    if (before !== undefined && before.other !== next?.other) before.close();
    kept.delete(key);
    if (next !== null) kept.set(key, next);
    const [oldest] = kept;
    if (kept.size > MOST && oldest !== undefined) {
      oldest[1].close();
      kept.delete(oldest[0]);
    }
    setChosen(next);
  };
  return [chosen, choose];
}
