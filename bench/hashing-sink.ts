/** An SMTP server that takes mail of any size, keeps none of it, and tells how long each message was and its digest. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import net, { type Socket } from 'node:net';

/** What came between the end of DATA and the final dot, its last CRLF included. */
interface Taken {
  readonly size: number;
  readonly sha256: string;
}

const END = Buffer.from('\r\n.\r\n');
const STUFFED = Buffer.from('\r\n..');
const LINE_END = Buffer.from('\r\n');

export async function startHashingSink() {
  const taken: Taken[] = [];
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    void serve(socket, taken).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    taken,
    async stop(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serve(socket: Socket, taken: Taken[]): Promise<void> {
  socket.write('220 sink.example\r\n');
  let rest = Buffer.alloc(0);
  let body: { size: number; readonly hash: ReturnType<typeof createHash> } | null = null;
  for await (const chunk of socket) {
    if (!(chunk instanceof Uint8Array)) continue;
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (body === null) {
        const end = rest.indexOf(LINE_END);
        if (end < 0) break;
        const command = rest.subarray(0, end).toString('latin1').slice(0, 4).toUpperCase();
        rest = rest.subarray(end + 2);
        if (command === 'DATA') {
          body = { size: 0, hash: createHash('sha256') };
          socket.write('354 go on\r\n');
        } else if (command === 'EHLO') socket.write('250-sink.example\r\n250-PIPELINING\r\n250 8BITMIME\r\n');
        else if (command === 'QUIT') socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
        continue;
      }
      // What is sent here begins no line with a dot: nothing has to be unstuffed.
      if (rest.includes(STUFFED)) throw new Error('a stuffed dot');
      const end = rest.indexOf(END);
      const ready = end < 0 ? Math.max(0, rest.length - END.length + 1) : end + 2;
      body.hash.update(rest.subarray(0, ready));
      body.size += ready;
      rest = rest.subarray(end < 0 ? ready : end + END.length);
      if (end < 0) break;
      taken.push({ size: body.size, sha256: body.hash.digest('hex') });
      body = null;
      socket.write('250 taken\r\n');
    }
  }
}
