/** Proxies on loopback, as small as their protocols allow: SOCKS5 (RFC 1928, 1929) and HTTP CONNECT. They connect to what they are told. */
import { once } from 'node:events';
import net, { type Socket } from 'node:net';

export interface ProxyOptions {
  /** asked for; null: nobody has to sign in */
  readonly signIn?: { readonly user: string; readonly password: string } | null;
  /** names that the proxy knows and this machine does not; it knows no others */
  readonly names?: Readonly<Record<string, string>>;
  /** said in the place of what it would do: a SOCKS reply code, or an HTTP status line */
  readonly refusal?: number | string;
}

export interface TestProxy {
  readonly port: number;
  /** `host:port` as it was asked for, in order */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export const startSocksProxy = (options: ProxyOptions = {}): Promise<TestProxy> =>
  start(async (socket, read, asked) => {
    const { signIn = null, refusal } = options;
    const [, count = 0] = await read(2);
    const methods = await read(count);
    const wanted = signIn === null ? 0 : 2;
    socket.write(Buffer.from([5, methods.includes(wanted) ? wanted : 0xff]));
    if (!methods.includes(wanted)) return null;
    if (signIn !== null) {
      const [, userLength = 0] = await read(2);
      const user = (await read(userLength)).toString('utf8');
      const [passwordLength = 0] = await read(1);
      const password = (await read(passwordLength)).toString('utf8');
      const isRight = user === signIn.user && password === signIn.password;
      socket.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return null;
    }
    const [, , , type] = await read(4);
    const host = await address(type, read);
    const port = (await read(2)).readUInt16BE();
    asked.push(`${host}:${String(port)}`);
    const say = (code: number): void => void socket.write(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]));
    if (typeof refusal === 'number') {
      say(refusal);
      return null;
    }
    const onward = await connected(addressOf(host, options), port);
    say(onward === null ? HOST_UNREACHABLE : 0);
    return onward;
  });

/** RFC 1928 §6 */
const HOST_UNREACHABLE = 4;

const addressOf = (host: string, { names = {} }: ProxyOptions): string | null =>
  net.isIP(host) !== 0 ? host : (names[host] ?? null);

/** Null: the name is not known, or nobody answers there. */
async function connected(host: string | null, port: number): Promise<Socket | null> {
  if (host === null) return null;
  const onward = net.connect({ host, port });
  try {
    await once(onward, 'connect');
    return onward;
  } catch {
    return null;
  }
}

async function address(type: number | undefined, read: Read): Promise<string> {
  if (type === 1) return [...(await read(4))].join('.');
  const [length = 0] = await read(1);
  return (await read(length)).toString('utf8');
}

export const startHttpProxy = (options: ProxyOptions = {}): Promise<TestProxy> =>
  start(async (socket, read, asked) => {
    const { signIn = null, refusal } = options;
    let head = '';
    while (!head.endsWith('\r\n\r\n')) head += (await read(1)).toString('latin1');
    const [, place = ''] = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head) ?? [];
    asked.push(place);
    const credentials =
      signIn === null ? '' : Buffer.from(`${signIn.user}:${signIn.password}`).toString('base64');
    if (signIn !== null && !head.includes(`\r\nProxy-Authorization: Basic ${credentials}\r\n`)) {
      socket.write('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return null;
    }
    if (typeof refusal === 'string') {
      socket.write(`${refusal}\r\n\r\n`);
      return null;
    }
    const at = place.lastIndexOf(':');
    const onward = await connected(addressOf(place.slice(0, at), options), Number(place.slice(at + 1)));
    socket.write(
      onward === null
        ? 'HTTP/1.1 502 Bad Gateway\r\n\r\n'
        : 'HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n',
    );
    return onward;
  });

type Read = (bytes: number) => Promise<Buffer>;
/** The connection that the client is let through to. */
type Greet = (socket: Socket, read: Read, asked: string[]) => Promise<Socket | null>;

async function start(greet: Greet): Promise<TestProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = net.createServer((socket) => {
    keep(socket);
    const read: Read = async (bytes) => {
      if (bytes === 0) return Buffer.alloc(0);
      for (;;) {
        const chunk: unknown = socket.read(bytes);
        if (Buffer.isBuffer(chunk)) return chunk;
        await once(socket, 'readable');
      }
    };
    void greet(socket, read, asked).then(
      (onward) => {
        if (onward === null) {
          socket.end();
          return;
        }
        keep(onward);
        socket.pipe(onward).pipe(socket);
        socket.on('close', () => onward.destroy());
        onward.on('close', () => socket.destroy());
      },
      () => socket.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('no port');
  return {
    port: place.port,
    asked,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
