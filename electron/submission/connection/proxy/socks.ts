/** A tunnel through a SOCKS5 proxy (RFC 1928, RFC 1929), on a socket that is connected to it. */
import type { Socket } from 'node:net';
import type { TunnelOrder, TunnelTrouble } from './route.ts';

/** Null: the socket leads to the server now, and is paused. */
export async function throughSocks(socket: Socket, order: TunnelOrder): Promise<TunnelTrouble | null> {
  const { route, host, port, within } = order;
  // Loaded with the first one: most accounts need none.
  const { SocksClient } = await import('socks');
  // Stopped meanwhile: nobody would tell the library.
  if (socket.destroyed) return { kind: 'stopped' };
  return await new Promise((resolve) => {
    const client = new SocksClient({
      proxy: {
        host: route.host,
        port: route.port,
        type: 5,
        // Revealed to the proxy alone.
        ...(route.user === '' ? {} : { userId: route.user, password: route.password?.reveal() ?? '' }),
      },
      command: 'connect',
      destination: { host, port },
      existing_socket: socket,
      timeout: within,
    });
    // Only its words go on: the library's error carries the options, and in them the password.
    client.once('error', ({ message }) => resolve(troubleOf(message)));
    client.once('established', () => {
      // The library lets the socket run in the next turn: what the server says meanwhile is put back.
      const early: Buffer[] = [];
      const keep = (chunk: Buffer): void => void early.push(chunk);
      socket.on('data', keep);
      setImmediate(() => {
        socket.pause();
        socket.off('data', keep);
        if (early.length > 0) socket.unshift(Buffer.concat(early));
        resolve(null);
      });
    });
    client.connect(socket);
  });
}

/** RFC 1928 §6 */
const REASONS: Readonly<Record<string, string>> = {
  Failure: 'general SOCKS server failure',
  NotAllowed: 'connection not allowed by ruleset',
  NetworkUnreachable: 'network unreachable',
  HostUnreachable: 'host unreachable',
  ConnectionRefused: 'connection refused',
  TTLExpired: 'TTL expired',
  CommandNotSupported: 'command not supported',
  AddressNotSupported: 'address type not supported',
};

function troubleOf(message: string): TunnelTrouble {
  if (/timed out/.test(message)) return { kind: 'timeout' };
  if (/Authentication failed|no accepted authentication/.test(message)) return { kind: 'sign-in-refused' };
  const rejected = /rejected connection - (\w+)/.exec(message);
  const reason = REASONS[rejected?.[1] ?? ''];
  return reason === undefined ? { kind: 'not-speaking' } : { kind: 'refused', reason };
}
