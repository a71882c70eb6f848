/** Name → addresses → a TCP connection: two steps, so that a failure can say which one it was. */
import { connect, isIP, type Socket } from 'node:net';
import type { Ending } from './conversation.ts';
import type { Resolve } from './names.ts';
import { race, type Attempt } from './race.ts';

export type Dialled<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: DialTrouble };

export type DialTrouble =
  | Extract<Ending, { kind: 'stopped' | 'timeout' }>
  /** `errorCode` is the system's: ENOTFOUND, ECONNREFUSED, … */
  | { readonly kind: 'failed'; readonly errorCode: string | null };

/** Addresses of the host; an address stands for itself. */
export async function resolveHost(
  host: string,
  resolve: Resolve,
  within: number,
  signal: AbortSignal | undefined,
): Promise<Dialled<readonly string[]>> {
  if (isIP(host) !== 0) return { ok: true, value: [host] };
  return await limited(within, signal, (settle) => {
    resolve(host).then(
      (addresses) => settle(addresses.length > 0 ? { ok: true, value: addresses } : failed('ENOTFOUND')),
      (error: unknown) => settle(failed(errorCode(error))),
    );
    return () => undefined;
  });
}

/** To whichever of the addresses answers first; each attempt has what is left of the time. */
export async function connectTcp(
  addresses: readonly string[],
  port: number,
  within: number,
  signal: AbortSignal | undefined,
): Promise<Dialled<Socket>> {
  const deadline = performance.now() + within;
  return race(addresses, (address) =>
    connectTo(address, port, Math.max(1, deadline - performance.now()), signal),
  );
}

function connectTo(
  address: string,
  port: number,
  within: number,
  signal: AbortSignal | undefined,
): Attempt<Socket> {
  const socket = connect({ host: address, port, noDelay: true, keepAlive: true });
  const giveUp = (): void => {
    socket.on('error', () => undefined);
    socket.destroy();
  };
  const done = limited<Socket>(within, signal, (settle) => {
    const onError = (error: Error): void => settle(failed(errorCode(error)));
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      settle({ ok: true, value: socket });
    });
    return giveUp;
  });
  return { done, giveUp };
}

/** Settles once: by the work, by the clock or by the user; `start` gives what undoes the work. */
function limited<T>(
  within: number,
  signal: AbortSignal | undefined,
  start: (settle: (dialled: Dialled<T>) => void) => () => void,
): Promise<Dialled<T>> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve({ ok: false, trouble: { kind: 'stopped' } });
      return;
    }
    let undo = (): void => undefined;
    const settle = (dialled: Dialled<T>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      if (!dialled.ok) undo();
      resolve(dialled);
    };
    const stop = (): void => settle({ ok: false, trouble: { kind: 'stopped' } });
    const timer = setTimeout(() => settle({ ok: false, trouble: { kind: 'timeout' } }), within);
    signal?.addEventListener('abort', stop, { once: true });
    undo = start(settle);
  });
}

const failed = (code: string | null): { ok: false; trouble: DialTrouble } => ({
  ok: false,
  trouble: { kind: 'failed', errorCode: code },
});

export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
