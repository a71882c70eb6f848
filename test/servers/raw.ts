/** A TCP or TLS server that does with each connection what a test says: for what is no SMTP at all. Loopback only. */
import { once } from 'node:events';
import net, { type Server, type Socket } from 'node:net';
import tls from 'node:tls';

export interface RawServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

export const startRaw = (onConnection: (socket: Socket) => void): Promise<RawServer> =>
  started(net.createServer(onConnection));

export const startTls = (options: tls.TlsOptions): Promise<RawServer> => {
  const server = tls.createServer(options, (socket) => socket.on('error', () => undefined));
  server.on('tlsClientError', () => undefined);
  return started(server);
};

async function started(server: Server): Promise<RawServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
