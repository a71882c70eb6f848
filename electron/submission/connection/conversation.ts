/**
 * One connection's conversation, kept honest: one command out, one complete reply in, each within its time. It writes the transcript
 * (secrets replaced) and says once and for all how the connection ended. Which command comes next is the callers'.
 */
import type { Socket } from 'node:net';
import type { Reply } from '#core/smtp/vocabulary.ts';
import { makeReply, ReplyReader } from './reply-reader.ts';
import type { SessionReporter } from '../session.ts';

/** Why nothing more can be said on this connection. */
export type Ending =
  | { readonly kind: 'lost'; readonly errorCode: string | null }
  | { readonly kind: 'timeout' }
  /** not SMTP, a reply of the wrong kind, or one without end */
  | { readonly kind: 'malformed'; readonly reply: Reply | null; readonly isTls: boolean }
  /** a reply that answers nothing: the server is ahead of us, so no later reply can be matched to its command */
  | { readonly kind: 'unasked'; readonly reply: Reply }
  | { readonly kind: 'injected' }
  | { readonly kind: 'ehlo-refused'; readonly reply: Reply }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'bytes-changed' }
  | { readonly kind: 'marker-failed' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unexpected' };

export interface Expectation {
  /** ms */
  readonly within: number;
  /** Codes that answer this command at all; any other ends the connection. */
  readonly answers: (code: number) => boolean;
  readonly got: (reply: Reply) => void;
  /** After the reply the server must be silent: TLS begins. */
  readonly thenTls?: boolean;
}

export class Conversation {
  /** Resolves when the connection has ended; never rejects. */
  readonly whenEnded: Promise<Ending>;
  /** Set once the secret is known: from then on every server line passes through it. */
  redact: (text: string) => string = (text) => text;

  readonly #socket: Socket;
  readonly #reporter: SessionReporter;
  readonly #reader = new ReplyReader();
  readonly #resolveEnded: (ending: Ending) => void;
  #ending: Ending | null = null;
  #expected: Expectation | null = null;
  #tlsNext = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #onData = (chunk: Buffer): void => {
    if (this.#tlsNext) {
      this.end({ kind: 'injected' });
      return;
    }
    this.#reader.push(chunk);
    this.#read();
  };
  readonly #onError = (error: NodeJS.ErrnoException): void => this.end(lost(error));
  readonly #onEnd = (): void => this.end({ kind: 'lost', errorCode: null });

  constructor(socket: Socket, reporter: SessionReporter) {
    this.#socket = socket;
    this.#reporter = reporter;
    const { promise, resolve } = withResolvers<Ending>();
    this.whenEnded = promise;
    this.#resolveEnded = resolve;
    socket.on('data', this.#onData);
    socket.on('error', this.#onError);
    // FIN: whatever is still unfinished will never be finished.
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    if (socket.destroyed || socket.readableEnded) this.#onEnd();
  }

  get ending(): Ending | null {
    return this.#ending;
  }

  get socket(): Socket {
    return this.#socket;
  }

  /** What is expected next. There is never more than one: a second would have to guess whose reply comes. */
  expect(expectation: Expectation): void {
    if (this.#ending !== null) return;
    if (this.#expected !== null) {
      this.end({ kind: 'unexpected' });
      return;
    }
    this.#expected = expectation;
    this.#timer = setTimeout(() => this.end({ kind: 'timeout' }), expectation.within);
    // Data may have come while nobody listened (a greeting right behind a handshake).
    this.#read();
  }

  /** Writes one line and says in the transcript what may be shown of it. */
  say(line: string, shown: string, expectation: Expectation): void {
    if (this.#ending !== null) return;
    this.#reporter.line({ from: 'client', text: shown });
    this.expect(expectation);
    this.write(Buffer.from(`${line}\r\n`, 'utf8'));
  }

  note(text: string): void {
    this.#reporter.line({ from: 'note', text });
  }

  /** Hands bytes to the socket; `done` when the system has them. */
  write(bytes: Buffer, done?: (error?: Error | null) => void): void {
    if (this.#ending === null) this.#socket.write(bytes, done);
    else done?.(new Error('the connection has ended'));
  }

  /** Says a line and waits for its reply; null when the connection ended instead (see `ending`). */
  ask(
    line: string,
    within: number,
    answers: (code: number) => boolean,
    thenTls = false,
  ): Promise<Reply | null> {
    return this.#answer((got) => this.say(line, line, { within, answers, got, thenTls }));
  }

  /** Waits for a reply to nothing: the greeting. */
  listen(within: number, answers: (code: number) => boolean): Promise<Reply | null> {
    return this.#answer((got) => this.expect({ within, answers, got }));
  }

  #answer(start: (got: (reply: Reply) => void) => void): Promise<Reply | null> {
    const { promise, resolve } = withResolvers<Reply | null>();
    void this.whenEnded.then(() => resolve(null));
    start(resolve);
    return promise;
  }

  /** The first ending counts. */
  end(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    clearTimeout(this.#timer);
    this.#expected = null;
    const half = this.#reader.unfinishedLine;
    if (half !== null) this.#reporter.line({ from: 'server', text: this.redact(half) });
    this.#detach();
    this.#socket.on('error', () => undefined);
    this.#socket.destroy();
    this.#resolveEnded(ending);
  }

  /** Gives the socket up for a TLS handshake. Bytes that came before it are an injection (RFC 3207 §6): then null, and the end. */
  release(): Socket | null {
    if (this.#ending !== null) return null;
    if (this.#reader.unfinishedLine !== null || this.#socket.readableLength > 0) {
      this.end({ kind: 'injected' });
      return null;
    }
    clearTimeout(this.#timer);
    this.#detach();
    return this.#socket;
  }

  #detach(): void {
    this.#socket.off('data', this.#onData);
    this.#socket.off('error', this.#onError);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
  }

  #read(): void {
    while (this.#ending === null && !this.#tlsNext) {
      const read = this.#reader.next();
      if (read === null) return;
      this.#reporter.line({ from: 'server', text: this.redact(read.text) });
      if (read.kind === 'broken') {
        this.end({ kind: 'malformed', reply: null, isTls: read.isTls });
        return;
      }
      if (read.reply !== null) this.#take(this.#redacted(read.reply));
    }
  }

  #take(reply: Reply): void {
    const expected = this.#expected;
    if (expected === null) {
      this.end({ kind: 'unasked', reply });
      return;
    }
    this.#expected = null;
    clearTimeout(this.#timer);
    if (!expected.answers(reply.code)) {
      this.end({ kind: 'malformed', reply, isTls: false });
      return;
    }
    this.#tlsNext = expected.thenTls === true && reply.code === 220;
    expected.got(reply);
  }

  #redacted(reply: Reply): Reply {
    return makeReply(reply.code, reply.lines.map(this.redact));
  }
}

const lost = (error: NodeJS.ErrnoException): Ending => ({
  kind: 'lost',
  errorCode: error.code ?? null,
});

export function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
