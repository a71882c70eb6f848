/**
 * Stands between the program and a server that speaks STARTTLS, and keeps what the client said inside TLS, octet for octet. So a test
 * sees the wire itself, not what a server library made of it. Loopback only.
 */
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';

export interface CaptureProxy {
  readonly port: number;
  /** What the client sent after STARTTLS, one buffer for each connection that reached TLS. */
  captured(): Buffer[];
  /** The octets between DATA's 354 and the final dot of a connection, dot-stuffing undone (RFC 5321 §4.5.2). */
  messages(): Buffer[];
  stop(): Promise<void>;
}

export async function startCaptureProxy(
  target: number,
  identity: { readonly key: string; readonly certificate: string },
): Promise<CaptureProxy> {
  const sockets = new Set<Socket>();
  const streams: Buffer[][] = [];
  const server = net.createServer((client) => {
    const upstream = net.connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
    let asked = false;
    client.on('data', (chunk) => {
      asked ||= /^STARTTLS\r\n$/im.test(chunk.toString('latin1'));
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      const answered = asked;
      client.write(chunk);
      if (!answered) return;
      client.removeAllListeners('data');
      upstream.removeAllListeners('data');
      streams.push(relayEncrypted(client, upstream, identity));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const captured = (): Buffer[] => streams.map((chunks) => Buffer.concat(chunks));
  return {
    port: (server.address() as AddressInfo).port,
    captured,
    messages: () => captured().flatMap((stream) => messagesIn(stream)),
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function relayEncrypted(
  client: Socket,
  upstream: Socket,
  identity: { key: string; certificate: string },
): Buffer[] {
  const chunks: Buffer[] = [];
  const inner = new tls.TLSSocket(client, { isServer: true, key: identity.key, cert: identity.certificate });
  const outer = tls.connect({ socket: upstream, rejectUnauthorized: false });
  for (const socket of [inner, outer]) socket.on('error', () => undefined);
  inner.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    outer.write(chunk);
  });
  outer.on('data', (chunk: Buffer) => {
    inner.write(chunk);
  });
  inner.on('end', () => outer.end());
  outer.on('end', () => inner.end());
  return chunks;
}

/** Every `DATA` command's octets up to the line that is a single dot. */
function messagesIn(stream: Buffer): Buffer[] {
  const text = stream.toString('latin1');
  const found: Buffer[] = [];
  let from = 0;
  for (;;) {
    const data = /(?:^|\r\n)DATA\r\n/i.exec(text.slice(from));
    if (data === null) return found;
    const start = from + data.index + data[0].length;
    const end = text.indexOf('\r\n.\r\n', start - 2);
    if (end < 0) return found;
    const stuffed = text.slice(start, end + 2);
    found.push(Buffer.from(stuffed.replace(/^\.(?=\.)|(?<=\r\n)\.(?=\.)/g, ''), 'latin1'));
    from = end + 5 - 2;
  }
}
