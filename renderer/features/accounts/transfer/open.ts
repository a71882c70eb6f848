/** Whether import and export stand in the account's place, and what was found in the last file: kept in this window while the user goes elsewhere. */
import { useSyncExternalStore } from 'react';
import type { ImportPreview, LockedFile } from '#core/contract/transfer.ts';

interface Transfer {
  readonly open: boolean;
  /** Nothing of what was pasted is kept: there may be a password in it. */
  readonly preview: ImportPreview | null;
  /** a file that wants its passphrase */
  readonly locked: LockedFile | null;
}

let transfer: Transfer = { open: false, preview: null, locked: null };
const listeners = new Set<() => void>();

function become(next: Transfer): void {
  transfer = next;
  for (const listener of listeners) listener();
}

export const openTransfer = (): void => become({ ...transfer, open: true });
export const closeTransfer = (): void => become({ ...transfer, open: false });
export const showPreview = (preview: ImportPreview | null): void =>
  become({ ...transfer, preview, locked: null });
export const showLocked = (locked: LockedFile): void => become({ ...transfer, preview: null, locked });

export const useTransfer = (): Transfer =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => transfer,
  );
