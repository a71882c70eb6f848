/** What is to be said of drafts that were made of a message, as long as the window stands or until it is put away. */
import { useSyncExternalStore } from 'react';
import type { DraftId } from '#core/message/ids.ts';
import type { LeftOut } from '#core/message/reuse/parts.ts';

export type Reuse = 'edit-as-new' | 'send-again' | 'forward-as-attachment';

export interface ReuseNote {
  readonly how: Reuse;
  /** of the message, with its angle brackets; null: it has none */
  readonly messageId: string | null;
  /** who it was from, where no account here has that address */
  readonly foreignSender: string | null;
  readonly files: number;
  readonly leftOut: readonly (LeftOut | 'envelope' | 'envid')[];
}

const notes = new Map<DraftId, ReuseNote>();
const listeners = new Set<() => void>();
const told = () => {
  for (const listener of listeners) listener();
};

export function tellOf(id: DraftId, note: ReuseNote): void {
  notes.set(id, note);
  told();
}

export function putAway(id: DraftId): void {
  notes.delete(id);
  told();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useReuseNote = (id: DraftId): ReuseNote | undefined =>
  useSyncExternalStore(subscribe, () => notes.get(id));
