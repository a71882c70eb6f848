/** Ports of the loopback interface, for servers that want to be told one and do not say when they listen. */
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** ms that a server may need for its start on a busy machine */
const PATIENCE = 30_000;

/** Until the port takes connections; rejects when its patience ends. */
export async function listening(port: number): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const socket = net.connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => {
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    socket.destroy();
    if (isOpen) return;
    await delay(20);
  }
  throw new Error(`nothing listens on port ${String(port)}`);
}
