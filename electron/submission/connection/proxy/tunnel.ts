/** Through whichever proxy it is to a server: one socket, one verdict, within its time. */
import type { Socket } from 'node:net';
import { throughHttp } from './http-connect.ts';
import type { TunnelOrder, TunnelTrouble } from './route.ts';
import { throughSocks } from './socks.ts';

/** Null: the socket leads to the server now. Whatever else it is, the socket is destroyed. */
export async function tunnel(socket: Socket, order: TunnelOrder): Promise<TunnelTrouble | null> {
  const { signal, route } = order;
  const stop = (): void => void socket.destroy();
  const ignore = (): void => undefined;
  signal?.addEventListener('abort', stop, { once: true });
  socket.on('error', ignore);
  if (signal?.aborted === true) stop();
  const through = route.kind === 'http' ? throughHttp : throughSocks;
  const trouble = socket.destroyed ? ({ kind: 'stopped' } as const) : await through(socket, order);
  signal?.removeEventListener('abort', stop);
  if (trouble === null) {
    socket.off('error', ignore);
    return null;
  }
  socket.destroy();
  return signal?.aborted === true ? { kind: 'stopped' } : trouble;
}
