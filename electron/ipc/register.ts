/**
 * Electron's side of the border; the only file that names ipcMain. Calls are received from the first moment and wait until there is
 * someone to answer: so the page loads while the program behind it does.
 */
import { ipcMain } from 'electron';
import { channelNames } from '#core/contract/names.ts';
import type { CallEvent, CallReceiver } from './border.ts';

type Listener = (event: CallEvent, ...args: unknown[]) => Promise<unknown>;

/** Receives every channel; what is returned is where their answers are to be given. */
export function receiveFromPages(): CallReceiver {
  const answering = new Map<string, (listener: Listener) => void>();
  for (const channel of Object.keys(channelNames)) {
    const listening = new Promise<Listener>((resolve) => answering.set(channel, resolve));
    ipcMain.handle(channel, async (event, ...args: unknown[]) => (await listening)(event, ...args));
  }
  return { handle: (channel, listener) => answering.get(channel)?.(listener) };
}
