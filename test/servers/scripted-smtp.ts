/**
 * An SMTP server that does at each step what a test tells it, however wrong. Left alone it accepts everything. Loopback only, and bounded:
 * no step waits for ever, no buffer grows without end.
 */
import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import tls from 'node:tls';

export type Step =
  | 'connect'
  | 'greeting'
  | 'EHLO'
  | 'STARTTLS'
  | 'AUTH'
  /** a line that continues AUTH */
  | 'answer'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  /** each chunk of the body */
  | 'body'
  | 'dot'
  | 'RSET'
  | 'QUIT';

/** A reply (CRLF is added), or something else to do. */
export type Act = string | ((connection: ScriptedConnection, line: string) => void | Promise<void>);

export interface ScriptedOptions {
  readonly at?: Partial<Record<Step, Act>>;
  readonly identity?: { readonly key: string; readonly certificate: string };
  /** TLS from the first byte */
  readonly implicitTls?: boolean;
  readonly maxTlsVersion?: tls.SecureVersion;
  /** lines of the EHLO reply after the first */
  readonly extensions?: readonly string[];
}

export interface ScriptedServer {
  readonly port: number;
  readonly connections: readonly ScriptedConnection[];
  stop(): Promise<void>;
}

const MAX_CAPTURE = 64 << 20;
const SECOND = 1000;

export async function startScriptedServer(options: ScriptedOptions = {}): Promise<ScriptedServer> {
  const connections: ScriptedConnection[] = [];
  const server = net.createServer((socket) => {
    connections.push(new ScriptedConnection(socket, options));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    connections,
    async stop() {
      for (const connection of connections) connection.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export class ScriptedConnection {
  /** commands as they came, without CRLF */
  readonly lines: string[] = [];
  /** bytes between DATA and the final dot, as on the wire (dots stuffed), of the transaction under way or the last one */
  body: Buffer = Buffer.alloc(0);
  /** the final dot was received */
  hasDot = false;
  readonly closed: Promise<void>;
  readonly #options: ScriptedOptions;
  readonly #raw: Socket;
  #socket: Socket;
  #pending: Buffer = Buffer.alloc(0);
  #mode: 'commands' | 'answer' | 'body' = 'commands';
  #isEncrypted = false;
  #hasPaused = false;
  #bodyChunks: Buffer[] = [];
  #resolveClosed: () => void = () => undefined;

  constructor(socket: Socket, options: ScriptedOptions) {
    this.#options = options;
    this.#raw = socket;
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.setTimeout(15 * SECOND, () => socket.destroy());
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    socket.once('close', () => this.#resolveClosed());
    if (options.implicitTls === true) this.#socket = this.#secure();
    this.#socket.on('data', this.#onData);
    void this.#act('connect', '').then(() => this.#act('greeting', ''));
  }

  reply(text: string): void {
    this.write(`${text}\r\n`);
  }

  write(text: string | Buffer): void {
    if (!this.#socket.destroyed) this.#socket.write(text);
  }

  /** FIN */
  finish(text = ''): void {
    this.#socket.end(text);
  }

  /** RST */
  reset(): void {
    this.#raw.resetAndDestroy();
  }

  destroy(): void {
    this.#raw.destroy();
  }

  /** After a 220 to STARTTLS. */
  startTls(): void {
    this.#socket.off('data', this.#onData);
    this.#socket = this.#secure();
    this.#socket.on('data', this.#onData);
  }

  /** Expects the next line to continue AUTH. */
  expectAnswer(): void {
    this.#mode = 'answer';
  }

  /** Reads nothing more. */
  deafen(): void {
    this.#hasPaused = true;
    this.#socket.pause();
  }

  #secure(): tls.TLSSocket {
    const { identity, maxTlsVersion } = this.#options;
    if (identity === undefined) throw new Error('TLS needs an identity');
    this.#isEncrypted = true;
    const secure = new tls.TLSSocket(this.#raw, {
      isServer: true,
      key: identity.key,
      cert: identity.certificate,
      ...(maxTlsVersion === undefined
        ? {}
        : { minVersion: 'TLSv1' as const, maxVersion: maxTlsVersion, ciphers: 'DEFAULT@SECLEVEL=0' }),
    });
    secure.on('error', () => undefined);
    // TLS takes the raw socket's events over, and would wait for what it still has to write.
    secure.once('end', () => secure.destroy());
    secure.once('close', () => this.#resolveClosed());
    return secure;
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#hasPaused) return;
    if (this.#mode === 'body') this.#takeBody(chunk);
    else this.#takeLines(chunk);
  };

  #takeLines(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    if (this.#pending.length > 1 << 20) {
      this.destroy();
      return;
    }
    for (let end = this.#pending.indexOf('\r\n'); end >= 0; end = this.#pending.indexOf('\r\n')) {
      const line = this.#pending.subarray(0, end).toString('utf8');
      this.#pending = this.#pending.subarray(end + 2);
      this.lines.push(line);
      void this.#command(line);
    }
  }

  #takeBody(chunk: Buffer): void {
    this.#bodyChunks.push(chunk);
    this.#pending = Buffer.concat([this.#pending.subarray(-5), chunk]);
    const isWhole =
      this.#pending.subarray(-5).toString('latin1') === '\r\n.\r\n' ||
      (this.#pending.length === 3 && this.#pending.toString('latin1') === '.\r\n');
    void this.#act('body', '');
    const length = this.#bodyChunks.reduce((sum, { length: bytes }) => sum + bytes, 0);
    if (length > MAX_CAPTURE) {
      this.destroy();
      return;
    }
    this.body = isWhole || length < 1 << 16 ? Buffer.concat(this.#bodyChunks) : this.body;
    if (!isWhole) return;
    this.body = this.body.subarray(0, -3);
    this.hasDot = true;
    this.#mode = 'commands';
    this.#pending = Buffer.alloc(0);
    void this.#act('dot', '.');
  }

  async #command(line: string): Promise<void> {
    if (this.#mode === 'answer') {
      this.#mode = 'commands';
      await this.#act('answer', line);
      return;
    }
    const verb = line.split(' ')[0]?.toUpperCase() ?? '';
    if (isStep(verb)) await this.#act(verb, line);
    else this.reply('500 5.5.1 unknown command');
  }

  async #act(step: Step, line: string): Promise<void> {
    const act = this.#options.at?.[step] ?? this.#ordinary(step);
    if (typeof act === 'function') await act(this, line);
    else if (act !== '') {
      if (step === 'DATA' && act.startsWith('354')) this.beginBody();
      this.reply(act);
    }
  }

  /** After a 354. */
  beginBody(): void {
    this.#mode = 'body';
    this.#bodyChunks = [];
    this.body = Buffer.alloc(0);
    this.hasDot = false;
  }

  #ordinary(step: Step): Act {
    switch (step) {
      case 'connect':
      case 'body':
        return '';
      case 'greeting':
        return '220 scripted.example ESMTP';
      case 'EHLO':
        return ['250-scripted.example', ...this.#extensions().map((line) => `250-${line}`), '250 HELP'].join(
          '\r\n',
        );
      case 'STARTTLS':
        return (connection) => {
          connection.reply('220 2.0.0 go ahead');
          connection.startTls();
        };
      case 'AUTH':
      case 'answer':
        return '235 2.7.0 welcome';
      case 'MAIL':
      case 'RCPT':
      case 'RSET':
        return '250 2.1.0 fine';
      case 'DATA':
        return '354 go on';
      case 'dot':
        return '250 2.0.0 taken';
      case 'QUIT':
        return (connection) => connection.finish('221 2.0.0 bye\r\n');
    }
  }

  #extensions(): readonly string[] {
    const { extensions, identity } = this.#options;
    if (extensions !== undefined) return extensions;
    const offersTls = identity !== undefined && !this.#isEncrypted;
    return [
      'PIPELINING',
      'SIZE 50000000',
      '8BITMIME',
      ...(offersTls ? ['STARTTLS'] : ['AUTH PLAIN LOGIN CRAM-MD5']),
    ];
  }
}

const VERBS: readonly Step[] = ['EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'RSET', 'QUIT'];
const isStep = (verb: string): verb is Step => VERBS.some((step) => step === verb);
