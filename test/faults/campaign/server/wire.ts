/** The server's end of one connection, pulled: a line, or octets up to a point, as they are asked for. What they mean is connection.ts's. */
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { Line } from './breaks.ts';

/** ms; no case takes as long */
const LONGEST = 30_000;
const MOST = 64 << 20;

export class ServerWire implements Line {
  readonly #raw: Socket;
  #socket: Socket;
  #pending: Buffer = Buffer.alloc(0);
  #wake: () => void = () => undefined;
  #ended = false;

  constructor(socket: Socket) {
    this.#raw = socket;
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.setTimeout(LONGEST, () => socket.destroy());
    socket.once('close', this.#onEnd);
    this.#listen(socket);
  }

  get isClosed(): boolean {
    return this.#ended;
  }

  write(bytes: string | Buffer): void {
    if (!this.#socket.destroyed && !this.#socket.writableEnded) this.#socket.write(bytes);
  }

  writeRaw(bytes: Buffer): void {
    if (!this.#raw.destroyed) this.#raw.write(bytes);
  }

  finish(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#raw.resetAndDestroy();
    this.#onEnd();
  }

  destroy(): void {
    this.#socket.destroy();
    this.#raw.destroy();
    this.#onEnd();
  }

  /** Reads nothing more: what comes fills the kernel's buffers. */
  deafen(): void {
    this.#socket.pause();
  }

  /** After the 220 to STARTTLS. */
  secure(identity: { readonly key: string; readonly certificate: string }): void {
    this.#raw.removeAllListeners('data');
    const secure = new tls.TLSSocket(this.#raw, {
      isServer: true,
      key: identity.key,
      cert: identity.certificate,
    });
    secure.on('error', () => undefined);
    secure.once('end', () => secure.destroy());
    secure.once('close', this.#onEnd);
    this.#socket = secure;
    this.#pending = Buffer.alloc(0);
    this.#listen(secure);
  }

  /** Without CRLF; null when nothing more will come. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#pending.indexOf('\r\n');
      if (end >= 0)
        return this.#take(end + 2)
          .toString('utf8')
          .slice(0, -2);
      if (!(await this.#more())) return null;
    }
  }

  /** All that has come, at least one octet; null when nothing more will come. */
  async some(): Promise<Buffer | null> {
    while (this.#pending.length === 0) if (!(await this.#more())) return null;
    return this.#take(this.#pending.length);
  }

  /** Puts back what was too much. */
  unread(bytes: Buffer): void {
    this.#pending = Buffer.concat([bytes, this.#pending]);
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#pending = Buffer.concat([this.#pending, chunk]);
      if (this.#pending.length > MOST) this.destroy();
      this.#wake();
    });
  }

  readonly #onEnd = (): void => {
    this.#ended = true;
    this.#wake();
  };

  #take(length: number): Buffer {
    const taken = this.#pending.subarray(0, length);
    this.#pending = this.#pending.subarray(length);
    return taken;
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#pending.length > 0 || !this.#ended;
  }
}
