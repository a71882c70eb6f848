/**
 * An SMTP server that does at each step what a test tells it, however wrong. Left alone it accepts everything that comes in its order, and
 * takes commands that were pipelined. Loopback only, and bounded: no step waits for ever, no buffer grows without end.
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
  /** PEM: only clients with a certificate of this authority are let through */
  readonly clientAuthority?: string;
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
const LINE_END = Buffer.from('\r\n');

export async function startScriptedServer(options: ScriptedOptions = {}): Promise<ScriptedServer> {
  const connections: ScriptedConnection[] = [];
  const server = net.createServer({ noDelay: true }, (socket) => {
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
  /** of all transactions that got a final dot, as `body` */
  readonly bodies: Buffer[] = [];
  /** what came in one piece, for those who look how much was written at once */
  readonly pieces: string[] = [];
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
  #isActing = false;
  #bodyChunks: Buffer[] = [];
  #bodyBytes = 0;
  #tail: Buffer = LINE_END;
  /** what is under way, for the replies that open it or let somebody in */
  #step: Step = 'connect';
  #hasSender = false;
  #hasRecipient = false;
  #resolveClosed: () => void = () => undefined;

  constructor(socket: Socket, options: ScriptedOptions) {
    this.#options = options;
    this.#raw = socket;
    this.#socket = socket;
    socket.on('error', () => undefined);
    // Longer than the program keeps a connection that has nothing to carry.
    socket.setTimeout(18 * SECOND, () => socket.destroy());
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
    const isYes = typeof text === 'string' && text.startsWith('25');
    if (isYes && this.#step === 'MAIL') this.#hasSender = true;
    if (isYes && this.#step === 'RCPT') this.#hasRecipient = true;
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

  /** RST as soon as anything more comes. */
  resetOnNext(): void {
    this.#hasPaused = true;
    this.#raw.once('data', () => this.reset());
  }

  /** Reads nothing more. */
  deafen(): void {
    this.#hasPaused = true;
    this.#socket.pause();
  }

  #secure(): tls.TLSSocket {
    const { identity, maxTlsVersion, clientAuthority } = this.#options;
    if (identity === undefined) throw new Error('TLS needs an identity');
    this.#isEncrypted = true;
    const secure = new tls.TLSSocket(this.#raw, {
      isServer: true,
      key: identity.key,
      cert: identity.certificate,
      ...(clientAuthority === undefined
        ? {}
        : { requestCert: true, rejectUnauthorized: true, ca: clientAuthority }),
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
    this.pieces.push(chunk.subarray(0, 10_000).toString('latin1'));
    this.#take(chunk);
  };

  #take(chunk: Buffer): void {
    if (this.#mode === 'body') this.#takeBody(chunk);
    else this.#takeLines(chunk);
  }

  get #isInBody(): boolean {
    return this.#mode === 'body';
  }

  #takeLines(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    if (this.#pending.length > 1 << 20) {
      this.destroy();
      return;
    }
    for (
      let end = this.#pending.indexOf('\r\n');
      end >= 0 && !this.#isActing;
      end = this.#pending.indexOf('\r\n')
    ) {
      const line = this.#pending.subarray(0, end).toString('utf8');
      this.#pending = this.#pending.subarray(end + 2);
      this.lines.push(line);
      void this.#command(line);
      if (this.#isInBody) {
        // What stands behind DATA in one piece is body already.
        const rest = this.#pending;
        this.#pending = Buffer.alloc(0);
        if (rest.length > 0) this.#takeBody(rest);
        return;
      }
    }
  }

  #takeBody(chunk: Buffer): void {
    const seen = Buffer.concat([this.#tail, chunk]);
    const end = seen.indexOf('\r\n.\r\n');
    const after = end < 0 ? chunk.length : end + 5 - this.#tail.length;
    this.#bodyChunks.push(chunk.subarray(0, after));
    this.#bodyBytes += after;
    this.#tail = seen.subarray(-4);
    void this.#act('body', '');
    if (this.#bodyBytes > MAX_CAPTURE) {
      this.destroy();
      return;
    }
    if (end >= 0 || this.#bodyBytes < 1 << 16) this.body = Buffer.concat(this.#bodyChunks);
    if (end < 0) return;
    this.body = this.body.subarray(0, -3);
    this.bodies.push(this.body);
    this.hasDot = true;
    this.#mode = 'commands';
    this.#pending = Buffer.alloc(0);
    void this.#act('dot', '.');
    this.#hasSender = false;
    this.#hasRecipient = false;
    if (after < chunk.length) this.#take(chunk.subarray(after));
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
    this.#step = step;
    if (step === 'MAIL' || step === 'RSET') {
      this.#hasSender = false;
      this.#hasRecipient = false;
    }
    const act = this.#options.at?.[step] ?? this.#ordinary(step);
    if (typeof act === 'function') {
      const acting = act(this, line);
      if (!(acting instanceof Promise)) return;
      // What was pipelined behind it is answered after it.
      this.#isActing = true;
      await acting;
      this.#isActing = false;
      if (!this.#isInBody) this.#takeLines(Buffer.alloc(0));
    } else if (act !== '') {
      if (step === 'DATA' && act.startsWith('354')) this.beginBody();
      this.reply(act);
    }
  }

  /** After a 354. */
  beginBody(): void {
    this.#mode = 'body';
    this.#bodyChunks = [];
    this.#bodyBytes = 0;
    this.#tail = LINE_END;
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
      case 'RSET':
        return '250 2.1.0 fine';
      case 'RCPT':
        return this.#hasSender ? '250 2.1.0 fine' : '503 5.5.1 MAIL first';
      case 'DATA':
        return this.#hasRecipient ? '354 go on' : '503 5.5.1 RCPT first';
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

/** To STARTTLS: the server promises TLS, and the handshake is cut. */
export const goAheadAndReset = (connection: ScriptedConnection): void => {
  connection.reply('220 2.0.0 go ahead');
  connection.resetOnNext();
};
