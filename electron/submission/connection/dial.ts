/** Name → addresses → a TCP connection: two steps, so that a failure can say which one it was. */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { Ending } from './conversation.ts';

export type Dialled<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: DialTrouble };

export type DialTrouble =
  | Extract<Ending, { kind: 'stopped' | 'timeout' }>
  /** `errorCode` is the system's: ENOTFOUND, ECONNREFUSED, … */
  | { readonly kind: 'failed'; readonly errorCode: string | null };

export type Resolve = (host: string) => Promise<readonly string[]>;

/** As the system resolves names (hosts file, mDNS, DNS), in the order that it prefers. */
export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

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

/** Tries the addresses one after the other, each with its share of the time; says what was wrong with the first. */
export async function connectTcp(
  addresses: readonly string[],
  port: number,
  within: number,
  signal: AbortSignal | undefined,
): Promise<Dialled<Socket>> {
  const deadline = performance.now() + within;
  let first: Dialled<Socket> | null = null;
  for (const [index, address] of addresses.entries()) {
    const share = Math.max(1, (deadline - performance.now()) / (addresses.length - index));
    const dialled = await connectTo(address, port, share, signal);
    if (dialled.ok || dialled.trouble.kind === 'stopped') return dialled;
    first ??= dialled;
  }
  return first ?? failed('ENOTFOUND');
}

function connectTo(
  address: string,
  port: number,
  within: number,
  signal: AbortSignal | undefined,
): Promise<Dialled<Socket>> {
  return limited(within, signal, (settle) => {
    const socket = connect({ host: address, port, noDelay: true, keepAlive: true });
    const onError = (error: Error): void => settle(failed(errorCode(error)));
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      settle({ ok: true, value: socket });
    });
    return () => {
      socket.on('error', () => undefined);
      socket.destroy();
    };
  });
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
