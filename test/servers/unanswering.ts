/**
 * A port that lets no connection through, as behind a firewall that drops packets: its queue is full and nobody takes from it, so the
 * system answers no more of them. Loopback only.
 */
import net from 'node:net';
import { Worker } from 'node:worker_threads';

const LISTENER = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    // From here on nobody accepts.
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
`;

/** Connections that fill the queue; more than a system keeps for a backlog of one. */
const FILLING = 8;

export async function startUnanswering(): Promise<{ port: number; stop: () => Promise<void> }> {
  const worker = new Worker(LISTENER, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', (message: unknown) => resolve(Number(message)));
    worker.once('error', reject);
  });
  const sockets: net.Socket[] = [];
  for (let count = 0; count < FILLING; count += 1) {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    if (!(await connects(socket))) break;
  }
  return {
    port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await worker.terminate();
    },
  };
}

/** A connection on the loopback interface stands at once, or it waits for ever. */
function connects(socket: net.Socket): Promise<boolean> {
  return new Promise((resolve) => {
    // Where this process was late itself, the connection that stands is only told of behind the timer.
    const timer = setTimeout(() => setImmediate(() => resolve(!socket.connecting)), 300);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
