/**
 * One connection's conversation, kept honest: replies answer commands in their order, each complete, of a fitting kind and within its time;
 * any other ends it. It writes the transcript (secrets replaced) and says once and for all how the connection ended. Which commands are said,
 * and which of them at once (RFC 2920), is the callers'.
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
  | {
      readonly kind: 'malformed';
      readonly reply: Reply | null;
      readonly isTls: boolean;
      /** the line that was no SMTP, secrets replaced */
      readonly heard?: string;
      readonly isEndless?: boolean;
    }
  /** a reply that answers nothing: the server is ahead of us, so no later reply can be matched to its command */
  | { readonly kind: 'unasked'; readonly reply: Reply }
  /** 421 to a command: the server closes, whatever else was said to it (RFC 5321 §3.8) */
  | { readonly kind: 'farewell'; readonly reply: Reply }
  | { readonly kind: 'injected' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'bytes-changed' }
  | { readonly kind: 'marker-failed' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unexpected' };

export interface Expectation {
  /** ms, from when the reply before this one came */
  readonly within: number;
  /** Codes that answer this command at all; any other ends the connection. */
  readonly answers: (code: number) => boolean;
  readonly got: (reply: Reply) => void;
  /** The connection ended, and the reply will not come. */
  readonly lost?: () => void;
  /** After the reply the server must be silent: TLS begins. */
  readonly thenTls?: boolean;
}

export interface Command extends Expectation {
  /** without CRLF */
  readonly line: string;
  /** what may be shown of it, if not all */
  readonly shown?: string;
}

interface Expected extends Expectation {
  /** whose conversation it is, wherever the next command's is written */
  readonly reporter: SessionReporter;
}

export class Conversation {
  /** Resolves when the connection has ended; never rejects. */
  readonly whenEnded: Promise<Ending>;
  /** Set once the secret is known: from then on every server line passes through it. */
  redact: (text: string) => string = (text) => text;
  /** who is told what is said from here on */
  reporter: SessionReporter;

  readonly #socket: Socket;
  readonly #reader = new ReplyReader();
  readonly #resolveEnded: (ending: Ending) => void;
  #ending: Ending | null = null;
  /** in the order of the commands; the first is the one whose time runs */
  #expected: Expected[] = [];
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
    this.reporter = reporter;
    const { promise, resolve } = withResolvers<Ending>();
    this.whenEnded = promise;
    this.#resolveEnded = resolve;
    socket.on('data', this.#onData);
    socket.on('error', this.#onError);
    // FIN: whatever is still unfinished will never be finished.
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    // A proxy's answer was read from it, and it was stopped there.
    socket.resume();
    if (socket.destroyed || socket.readableEnded) this.#onEnd();
  }

  get ending(): Ending | null {
    return this.#ending;
  }

  /** Part of a reply has come that nothing asked for yet. */
  get isAhead(): boolean {
    return this.#expected.length === 0 && this.#reader.isInReply;
  }

  /** What is expected next, behind all that is expected already. */
  expect(expectation: Expectation): void {
    if (this.#ending === null && this.isAhead) this.end({ kind: 'malformed', reply: null, isTls: false });
    if (this.#ending !== null) {
      expectation.lost?.();
      return;
    }
    this.#expected.push({ ...expectation, reporter: this.reporter });
    if (this.#expected.length === 1) this.#startTime(expectation);
  }

  /** Writes commands at once; the replies come one after the other. */
  say(commands: readonly Command[]): void {
    for (const command of commands) this.announce(command);
    this.write(Buffer.from(wireForm(commands), 'utf8'));
  }

  /** Says a command in the transcript and expects its reply; the bytes are the caller's to write, with others. */
  announce(command: Command): void {
    if (this.#ending === null) this.reporter.line({ from: 'client', text: command.shown ?? command.line });
    this.expect(command);
  }

  note(text: string): void {
    this.reporter.line({ from: 'note', text });
  }

  /** Hands bytes to the socket; `done` when the system has them, or never will. */
  write(bytes: Buffer, done?: (error?: Error | null) => void): void {
    if (this.#ending === null) this.#socket.write(bytes, done);
    else done?.(new Error('the connection has ended'));
  }

  /** Says a line and waits for its reply; null when the connection ended instead (see `ending`). */
  ask(
    line: string,
    within: number,
    answers: (code: number) => boolean,
    more: Pick<Command, 'shown' | 'thenTls'> = {},
  ): Promise<Reply | null> {
    return new Promise((resolve) =>
      this.say([{ ...more, line, within, answers, got: resolve, lost: () => resolve(null) }]),
    );
  }

  /** Waits for a reply to nothing: the greeting. */
  listen(within: number, answers: (code: number) => boolean): Promise<Reply | null> {
    return new Promise((resolve) =>
      this.expect({ within, answers, got: resolve, lost: () => resolve(null) }),
    );
  }

  /** The first ending counts. */
  end(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    clearTimeout(this.#timer);
    const half = this.#reader.unfinishedLine;
    if (half !== null) this.#heard(half);
    const expected = this.#expected;
    this.#expected = [];
    this.#detach();
    this.#socket.on('error', () => undefined);
    this.#socket.destroy();
    this.#resolveEnded(ending);
    for (const { lost: tell } of expected) tell?.();
  }

  /** Gives the socket up for a TLS handshake. Bytes that came before it are an injection (RFC 3207 §6): then null, and the end. */
  release(): Socket | null {
    if (this.#ending !== null) return null;
    if (this.#reader.isInReply || this.#socket.readableLength > 0) {
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

  #startTime({ within }: Expectation): void {
    this.#timer = setTimeout(() => this.end({ kind: 'timeout' }), within);
  }

  #heard(text: string): void {
    const { reporter } = this.#expected[0] ?? this;
    reporter.line({ from: 'server', text: this.redact(text) });
  }

  #read(): void {
    while (this.#ending === null && !this.#tlsNext) {
      const read = this.#reader.next();
      if (read === null) return;
      this.#heard(read.text);
      if (read.kind === 'broken') {
        const { isTls, isEndless } = read;
        this.end({ kind: 'malformed', reply: null, isTls, isEndless, heard: this.redact(read.text) });
        return;
      }
      if (read.reply !== null) this.#take(this.#redacted(read.reply));
    }
  }

  #take(reply: Reply): void {
    const expected = this.#expected.shift();
    if (expected === undefined) {
      this.end({ kind: 'unasked', reply });
      return;
    }
    clearTimeout(this.#timer);
    if (!expected.answers(reply.code)) {
      expected.lost?.();
      this.end({ kind: 'malformed', reply, isTls: false });
      return;
    }
    const next = this.#expected[0];
    if (next !== undefined) this.#startTime(next);
    this.#tlsNext = expected.thenTls === true && reply.code === 220;
    expected.got(reply);
    if (reply.code === 421) this.end({ kind: 'farewell', reply });
  }

  #redacted(reply: Reply): Reply {
    return makeReply(reply.code, reply.lines.map(this.redact));
  }
}

export const wireForm = (commands: readonly Command[]): string =>
  commands.map(({ line }) => `${line}\r\n`).join('');

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
