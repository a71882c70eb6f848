/** Whether import and export stand in the account's place, and what was found in the last file: kept in this window while the user goes elsewhere. */
import { useSyncExternalStore } from 'react';
import type { ImportPreview } from '#core/contract/transfer.ts';

interface Transfer {
  readonly open: boolean;
  /** Nothing of what was pasted is kept: there may be a password in it. */
  readonly preview: ImportPreview | null;
}

let transfer: Transfer = { open: false, preview: null };
const listeners = new Set<() => void>();

function become(next: Transfer): void {
  transfer = next;
  for (const listener of listeners) listener();
}

export const openTransfer = (): void => become({ ...transfer, open: true });
export const closeTransfer = (): void => become({ ...transfer, open: false });
export const showPreview = (preview: ImportPreview | null): void => become({ ...transfer, preview });

export const useTransfer = (): Transfer =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => transfer,
  );
