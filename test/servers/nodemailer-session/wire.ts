/**
 * What nodemailer takes for its socket. Every command it writes passes here on its way to the conversation, and it is told of a reply only
 * when that was complete, asked for and of a fitting kind, without the server's words: so it cannot take too much for a success, and
 * no secret that a server echoes can come back in its errors.
 */
import { Socket } from 'node:net';
import type { Extensions, Reply } from '#core/smtp/vocabulary.ts';
import { WireDigest } from './body.ts';
import {
  answersAuth,
  answersCommand,
  answersData,
  answersEhlo,
  answersQuit,
} from '#electron/submission/connection/answers.ts';
import type { Conversation } from '#electron/submission/connection/conversation.ts';
import { extensionsOf } from '#electron/submission/extensions.ts';
import { ehloForNodemailer } from './ehlo.ts';
import type { SessionReporter, SessionTimeouts } from '#electron/submission/session.ts';

/** What the transaction under way wants to know. All are called synchronously. */
export interface WireListener {
  readonly mail: (reply: Reply) => void;
  readonly rcpt: (reply: Reply) => void;
  readonly data: (reply: Reply) => void;
  readonly dot: (reply: Reply) => void;
}

export interface WireOptions {
  readonly conversation: Conversation;
  readonly reporter: SessionReporter;
  readonly timeouts: SessionTimeouts;
  /** what the server answered to nodemailer's EHLO */
  readonly ehlo: (extensions: Extensions) => void;
}

/** `sealed`: the body has passed and was compared; nothing may follow but the dot, once that is allowed. */
type Mode = 'commands' | 'body' | 'sealed' | 'dot';

export class NodemailerWire extends Socket {
  /** the last reply to AUTH and its continuations */
  authReply: Reply | null = null;
  /** The final dot was handed to the socket: from here on only its reply decides. */
  dotWritten = false;
  digest = new WireDigest();

  readonly #options: WireOptions;
  #listener: WireListener | null = null;
  #mode: Mode = 'commands';
  #authenticating = false;
  #rcptSeen = false;
  #flushed = 0;
  #whenFlushed: { bytes: number; resolve: () => void } | null = null;

  constructor(options: WireOptions) {
    super();
    this.#options = options;
    void options.conversation.whenEnded.then(() => this.destroy());
  }

  /** Gives nodemailer the greeting that was read before it came. */
  greet(): void {
    this.#tell('220 .');
  }

  /** Resolves when at least so many bytes of the body, or a few more, are with the system; never if the connection ends. */
  flushed(bytes: number): Promise<void> {
    if (this.#flushed >= bytes) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenFlushed = { bytes, resolve };
    });
  }

  /** A new transaction: nothing of the one before may be taken for its own. */
  begin(listener: WireListener): void {
    this.#listener = listener;
    this.digest = new WireDigest();
    this.dotWritten = false;
    this.#rcptSeen = false;
    this.#flushed = 0;
    this.#whenFlushed = null;
  }

  /** Closes the body and gives its digest. */
  seal(): string {
    this.#mode = 'sealed';
    return this.digest.digest();
  }

  /** The next bytes are the final dot. */
  allowDot(): void {
    this.#mode = 'dot';
  }

  /** nodemailer's own timer of inactivity: the conversation has a limit for each step instead. */
  override setTimeout(): this {
    return this;
  }

  override _read(): void {
    // Replies are pushed as they come; there is nothing to ask for.
  }

  override _final(finished: (error?: Error | null) => void): void {
    this.#options.conversation.end({ kind: 'closed' });
    finished();
  }

  override _writev(chunks: { chunk: Buffer }[], written: (error?: Error | null) => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer', written);
  }

  override _write(chunk: Buffer, _encoding: string, written: (error?: Error | null) => void): void {
    if (this.#mode === 'body') {
      this.#writeBody(chunk, written);
      return;
    }
    const line = chunk.toString('utf8').replace(/\r\n$/, '');
    if (this.#mode === 'sealed') this.#options.conversation.end({ kind: 'unexpected' });
    else if (this.#mode === 'dot') this.#writeDot(line);
    else this.#writeCommand(line);
    written();
  }

  #writeBody(chunk: Buffer, written: (error?: Error | null) => void): void {
    const { conversation, reporter, timeouts } = this.#options;
    this.digest.push(chunk);
    const bytes = this.digest.bytes;
    const timer = setTimeout(() => conversation.end({ kind: 'timeout' }), timeouts.dataBlock);
    conversation.write(chunk, (error) => {
      clearTimeout(timer);
      if (!error) {
        this.#flushed = bytes;
        reporter.bytes(bytes);
        if (this.#whenFlushed !== null && bytes >= this.#whenFlushed.bytes) this.#whenFlushed.resolve();
      }
      written(error);
    });
  }

  #writeDot(line: string): void {
    const { conversation, reporter, timeouts } = this.#options;
    this.#mode = 'commands';
    if (conversation.ending !== null) return;
    // Anything else would be bytes that are not the message's.
    if (line !== '.') {
      conversation.end({ kind: 'unexpected' });
      return;
    }
    reporter.step('reply');
    this.dotWritten = true;
    conversation.say([
      {
        line,
        within: timeouts.dot,
        answers: answersCommand,
        got: (reply) => {
          this.#listener?.dot(reply);
          this.#tell(`${reply.code} .`);
        },
      },
    ]);
  }

  #writeCommand(line: string): void {
    if (this.#authenticating || /^AUTH /i.test(line)) {
      this.#writeAuth(line);
      return;
    }
    const { conversation, reporter, timeouts } = this.#options;
    const say = (
      answers: (code: number) => boolean,
      got: (reply: Reply) => void,
      within = timeouts.command,
    ) =>
      conversation.say([
        {
          line,
          within,
          answers,
          got: (reply) => {
            got(reply);
            this.#tell(`${reply.code} .`);
          },
        },
      ]);
    switch (/^[A-Z]+/.exec(line)?.[0]) {
      case 'EHLO':
        reporter.step('ehlo');
        {
          this.#writeEhlo(line);
          return;
        }
      case 'MAIL':
        reporter.step('mail');
        {
          say(answersCommand, (reply) => this.#listener?.mail(reply), timeouts.mail);
          return;
        }
      case 'RCPT':
        if (!this.#rcptSeen) reporter.step('rcpt');
        this.#rcptSeen = true;
        {
          say(answersCommand, (reply) => this.#listener?.rcpt(reply), timeouts.rcpt);
          return;
        }
      case 'DATA':
        reporter.step('data');
        {
          say(
            answersData,
            (reply) => {
              if (reply.code === 354) this.#mode = 'body';
              this.#listener?.data(reply);
            },
            timeouts.data,
          );
          return;
        }
      case 'RSET': {
        say(answersCommand, () => undefined);
        return;
      }
      case 'QUIT': {
        say(answersQuit, () => undefined);
        return;
      }
      default: {
        // nodemailer wrote something that we do not know how to wait for.
        conversation.end({ kind: 'unexpected' });
        return;
      }
    }
  }

  #writeEhlo(line: string): void {
    const { conversation, timeouts, ehlo } = this.#options;
    conversation.say([
      {
        line,
        within: timeouts.command,
        answers: answersEhlo,
        got: (reply) => {
          if (reply.code !== 250) {
            // Before nodemailer says HELO.
            conversation.end({ kind: 'unasked', reply });
            return;
          }
          const extensions = extensionsOf(reply);
          ehlo(extensions);
          this.#tell(ehloForNodemailer(extensions));
        },
      },
    ]);
  }

  #writeAuth(line: string): void {
    const { conversation, timeouts } = this.#options;
    const mechanism = /^AUTH ([A-Z0-9-]+)( .*)?$/i.exec(line);
    const isFirst = !this.#authenticating;
    const shown =
      !isFirst || mechanism === null ? '****' : `AUTH ${mechanism[1] ?? ''}${mechanism[2] ? ' ****' : ''}`;
    this.#authenticating = true;
    conversation.say([
      {
        line,
        shown,
        within: timeouts.command,
        answers: answersAuth,
        got: (reply) => {
          this.#authenticating = reply.code === 334;
          this.authReply = reply;
          // Only a challenge is needed word for word (CRAM-MD5).
          this.#tell(reply.code === 334 ? `334 ${reply.lines[0] ?? ''}` : `${reply.code} .`);
        },
      },
    ]);
  }

  #tell(text: string): void {
    if (!this.destroyed) this.push(Buffer.from(`${text}\r\n`, 'utf8'));
  }
}
