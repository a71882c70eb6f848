/** Tells every window a fact of the contract. Only windows that show our page have a listener; nothing answers. */
import { BrowserWindow } from 'electron';
import type { EventName, EventPayload } from '#core/contract/events.ts';

export function broadcast<E extends EventName>(event: E, payload: EventPayload<E>): void {
  for (const window of BrowserWindow.getAllWindows()) tell(window, event, payload);
}

export function tell<E extends EventName>(
  window: Electron.BrowserWindow,
  event: E,
  payload: EventPayload<E>,
): void {
  if (!window.isDestroyed()) window.webContents.send(event, payload);
}
