/**
 * One transaction: MAIL, RCPT…, DATA, the body, the final dot (RFC 5321 §3.3), in as few writes and round trips as the server allows
 * (RFC 2920). It says what comes when; what the replies mean for each recipient is the log's, and whose turn it is the session's.
 */
import type { Reply, SmtpStep } from '#core/smtp/vocabulary.ts';
import { answersCommand, answersData } from './connection/answers.ts';
import { wireForm, type Command, type Conversation, type Ending } from './connection/conversation.ts';
import { errorCode } from './connection/dial.ts';
import { openMessage, OutgoingBytes, type MessageReader } from './body.ts';
import { hindrance, leftOut, mailCommand, offers, rcptCommand, type Offer } from './parameters.ts';
import type { SessionReporter, SessionTimeouts, Transaction } from './session.ts';
import { TransactionLog } from './transaction-log.ts';
import type { Trouble } from './trouble.ts';

/** Commands in one write. RFC 2920 §3.1: neither side may have to wait for the other to read; a hundred replies fit any window. */
const MAX_GROUP = 100;

export interface TransactionSurroundings {
  readonly conversation: Conversation;
  readonly offer: Offer;
  readonly limits: SessionTimeouts;
  readonly reporter: SessionReporter;
}

/** What else goes on around the dot. */
export interface AroundDot {
  /** Its marker, and later its reply, take their time. */
  meanwhile(): void;
  /** Gives what may go in one write with it. */
  follow(): string;
}

export class OpenTransaction {
  readonly log: TransactionLog;
  readonly out = new OutgoingBytes();
  readonly reporter: SessionReporter;
  readonly leftOut: readonly string[];
  step: SmtpStep = 'mail';
  /** MAIL was written. */
  begun = false;
  /** The final dot was handed to the socket: from here on only its reply decides. */
  dotWritten = false;
  /** A command that was written with others, before the body, got no reply. */
  isUnanswered = false;
  /** It can be begun at once. */
  isReady = false;

  readonly #transaction: Transaction;
  readonly #conversation: Conversation;
  readonly #offer: Offer;
  readonly #limits: SessionTimeouts;
  readonly #pipelines: boolean;
  #preparing: Promise<Trouble | null> | null = null;
  #reader: MessageReader | null = null;
  #isReadAhead = false;
  #rcptsSaid = 0;
  #dataSaid = false;
  /** commands whose replies are awaited, and who waits for the last */
  #open = 0;
  #resolveOpen: () => void = () => undefined;

  constructor(transaction: Transaction, { conversation, offer, limits, reporter }: TransactionSurroundings) {
    this.log = new TransactionLog(transaction);
    this.reporter = transaction.reporter ?? reporter;
    this.leftOut = leftOut(offer, transaction);
    this.#transaction = transaction;
    this.#conversation = conversation;
    this.#offer = offer;
    this.#limits = limits;
    this.#pipelines = offers(offer, 'PIPELINING');
  }

  get isStopped(): boolean {
    return this.#transaction.signal?.aborted === true;
  }

  get pipelines(): boolean {
    return this.#pipelines;
  }

  /** Opens the file. Gives why the message cannot be handed over here; null when it can. */
  prepare(): Promise<Trouble | null> {
    this.#preparing ??= this.#prepare();
    return this.#preparing;
  }

  async #prepare(): Promise<Trouble | null> {
    const trouble = hindrance(this.#offer, this.#transaction);
    if (trouble !== null) return trouble;
    try {
      this.#reader = await openMessage(this.#transaction.source);
    } catch (error) {
      return { kind: 'source', errorCode: errorCode(error) };
    }
    this.isReady = true;
    return null;
  }

  /** While the reply to another's dot is awaited: digests and stuffs what is read already, so that 354 is answered at once. */
  readAhead(): void {
    const whole = this.#reader?.whole ?? null;
    if (whole === null || this.#isReadAhead) return;
    this.#isReadAhead = true;
    this.out.prepare(whole);
  }

  /** The first group of commands, told and expected; the bytes are for whoever writes. */
  begin(): string {
    this.begun = true;
    this.#conversation.reporter = this.reporter;
    this.#enter('mail');
    return this.#announce(this.#nextGroup());
  }

  /** From the replies to `begin` to the end. */
  async run(around: AroundDot): Promise<void> {
    await this.#replies();
    while (this.#goesOn && !this.#dataSaid) {
      this.#conversation.write(Buffer.from(this.#announce(this.#nextGroup()), 'utf8'));
      await this.#replies();
    }
    if (this.#conversation.ending !== null) return;
    if (this.log.dataReply?.code !== 354) await this.#giveUp();
    else if (!this.log.hasAccepted) await this.#endEmpty();
    else await this.#sendBody(around);
  }

  /** Must be called once, whatever happened. */
  async release(): Promise<void> {
    await this.#preparing;
    await this.#reader?.close();
  }

  get #isFullyAsked(): boolean {
    return this.#rcptsSaid === this.#transaction.recipients.length || this.log.isFull;
  }

  get #goesOn(): boolean {
    if (this.#conversation.ending !== null || this.log.isLost) return false;
    return !this.#isFullyAsked || this.log.hasAccepted;
  }

  #nextGroup(): Command[] {
    const { allOrNone } = this.#transaction;
    const size = this.#pipelines ? MAX_GROUP : 1;
    const group: Command[] = this.#rcptsSaid === 0 && this.log.mailReply === null ? [this.#mail()] : [];
    while (group.length < size && !this.#isFullyAsked) group.push(this.#rcpt());
    // It must come last in its group (RFC 2920 §3.1), and only where no recipient's reply can still call it off.
    const areKnown = this.log.rcptReplies.length === this.#rcptsSaid;
    const isNext = this.#isFullyAsked && (areKnown ? group.length === 0 : this.#pipelines && !allOrNone);
    if (isNext && group.length < size) group.push(this.#data());
    return group;
  }

  #mail(): Command {
    return this.#command(mailCommand(this.#offer, this.#transaction), this.#limits.mail, (reply) => {
      this.log.mail(reply);
      this.#enter('rcpt');
    });
  }

  #rcpt(): Command {
    const recipient = this.#transaction.recipients[this.#rcptsSaid];
    this.#rcptsSaid += 1;
    if (recipient === undefined) throw new RangeError('there is no such recipient');
    return this.#command(rcptCommand(this.#offer, recipient), this.#limits.rcpt, (reply) => {
      this.log.rcpt(reply);
      if (this.#dataSaid && this.log.rcptReplies.length === this.#rcptsSaid) this.#enter('data');
    });
  }

  #data(): Command {
    this.#dataSaid = true;
    if (this.log.rcptReplies.length === this.#rcptsSaid) this.#enter('data');
    return this.#command('DATA', this.#limits.data, this.log.data, answersData);
  }

  #command(line: string, within: number, got: (reply: Reply) => void, answers = answersCommand): Command {
    return {
      line,
      within,
      answers,
      got: (reply) => {
        got(reply);
        this.#settle();
      },
      lost: () => {
        this.isUnanswered = this.#pipelines && !this.dotWritten;
        this.#settle();
      },
    };
  }

  #announce(commands: readonly Command[]): string {
    this.#open += commands.length;
    for (const command of commands) this.#conversation.announce(command);
    return wireForm(commands);
  }

  readonly #settle = (): void => {
    this.#open -= 1;
    if (this.#open === 0) this.#resolveOpen();
  };

  /** All that was said is answered, or never will be. */
  #replies(): Promise<void> {
    return this.#open === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#resolveOpen = resolve;
        });
  }

  #enter(step: SmtpStep): void {
    this.step = step;
    this.reporter.step(step);
  }

  #end(ending: Ending): void {
    this.#conversation.end(ending);
  }

  /** RFC 5321 §4.1.1.5. A refused MAIL has begun nothing. */
  async #giveUp(): Promise<void> {
    if (this.log.mailReply === null || this.log.mailReply.code >= 300) return;
    const reply = await this.#conversation.ask('RSET', this.#limits.command, answersCommand);
    if (reply !== null && reply.code >= 300) this.#end({ kind: 'unexpected' });
  }

  /** Nobody was accepted, and the server wants a message nevertheless: RFC 2920 §3.1 gives it an empty one, which it must refuse. */
  async #endEmpty(): Promise<void> {
    const reply = await this.#conversation.ask('.', this.#limits.dot, answersCommand);
    if (reply !== null && reply.code < 300) this.#end({ kind: 'unexpected' });
  }

  async #sendBody(around: AroundDot): Promise<void> {
    const { source, beforeDot } = this.#transaction;
    if (!(await this.#stream())) return;
    if (!this.out.isMessage(source)) {
      this.#end({ kind: 'bytes-changed' });
      return;
    }
    try {
      const marked = beforeDot(this.log.accepted);
      // Synced by the thread pool it takes its time; synced on the spot, the dot has gone by then.
      setImmediate(() => setImmediate(() => around.meanwhile()));
      await marked;
    } catch {
      this.#end({ kind: 'marker-failed' });
      return;
    }
    // One turn of the event loop: a reply that came before the dot answers something else, and must be seen first.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.isStopped) this.#end({ kind: 'stopped' });
    if (this.#conversation.ending !== null) return;
    await this.#sendDot(around);
  }

  /** False when the connection ended before all was handed to the system. */
  async #stream(): Promise<boolean> {
    try {
      for (let chunk = await this.#take(); chunk !== null; chunk = await this.#take()) {
        if (this.isStopped) this.#end({ kind: 'stopped' });
        if (!(await this.#flush(this.out.push(chunk)))) return false;
        this.reporter.bytes(this.out.bytes);
      }
    } catch {
      // The file could be read a moment ago.
      this.#end({ kind: 'unexpected' });
    }
    return this.#conversation.ending === null;
  }

  #take(): Promise<Buffer | null> {
    return this.#reader?.take() ?? Promise.resolve(null);
  }

  #flush(bytes: Buffer): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end({ kind: 'timeout' }), this.#limits.dataBlock);
      this.#conversation.write(bytes, (error) => {
        clearTimeout(timer);
        resolve(error === null || error === undefined);
      });
    });
  }

  async #sendDot(around: AroundDot): Promise<void> {
    this.#conversation.note(`${String(this.#transaction.source.size)} bytes`);
    this.#enter('reply');
    const dot = this.#announce([this.#command('.', this.#limits.dot, this.log.dot)]);
    // Half a reply was there already.
    if (this.#conversation.ending !== null) return;
    this.dotWritten = true;
    this.#conversation.write(Buffer.from(dot + around.follow(), 'utf8'));
    around.meanwhile();
    await this.#replies();
  }
}
