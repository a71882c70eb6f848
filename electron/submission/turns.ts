/**
 * Whose turn it is on one connection: messages are handed over in the order they came, each with a result of its own, and where the server
 * pipelines, one that waits travels with the dot of the one before it (RFC 2920 §3.1 allows it; a round trip less for each message).
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Account } from '#core/account/account.ts';
import { BoundedReporter } from './bounded-reporter.ts';
import { withResolvers, type Conversation, type Ending } from './connection/conversation.ts';
import type { Offer } from './parameters.ts';
import type { SessionOptions, SessionTimeouts, Transaction, TransactionResult } from './session.ts';
import { OpenTransaction } from './transaction.ts';
import { TransactionLog } from './transaction-log.ts';
import { explain } from './explain.ts';
import { troubleOf, type Trouble } from './trouble.ts';

interface Turn {
  readonly transaction: Transaction;
  readonly open: OpenTransaction;
  readonly reporter: BoundedReporter | null;
  readonly resolve: (result: TransactionResult) => void;
  readonly onAbort: () => void;
}

type Options = Pick<SessionOptions, 'account' | 'reporter' | 'signal'>;

/** Nothing was said: the connection is over, or somebody stopped it before. */
export function unbegun(transaction: Transaction, { account, signal }: Options): TransactionResult {
  const isStopped = signal?.aborted === true || transaction.signal?.aborted === true;
  const ending = isStopped ? ({ kind: 'stopped' } as const) : ({ kind: 'lost', errorCode: null } as const);
  return nothingSent(transaction, { kind: 'ended', step: 'mail', ending }, account);
}

const nothingSent = (transaction: Transaction, trouble: Trouble, account: Account): TransactionResult => ({
  recipients: new TransactionLog(transaction).results(false),
  begun: false,
  recipientReplies: [],
  finalReply: null,
  streamedSha256: null,
  streamedBytes: 0,
  leftOut: [],
  diagnosis: explain(trouble, account),
});

export class Turns {
  readonly #options: Options;
  readonly #limits: SessionTimeouts;
  readonly #conversation: Conversation;
  readonly #offer: Offer;
  /** The first is under way; the second may have been begun with its dot. */
  readonly #turns: Turn[] = [];
  #working: Promise<void> | null = null;
  #isClosing = false;

  constructor(options: Options, limits: SessionTimeouts, conversation: Conversation, offer: Offer) {
    this.#options = options;
    this.#limits = limits;
    this.#conversation = conversation;
    this.#offer = offer;
  }

  /** whose replies decide now; null while the connection is idle */
  get current(): OpenTransaction | null {
    return this.#turns[0]?.open ?? null;
  }

  submit(transaction: Transaction): Promise<TransactionResult> {
    if (this.#isOver || this.#isStopped(transaction))
      return Promise.resolve(unbegun(transaction, this.#options));
    const { promise, resolve } = withResolvers<TransactionResult>();
    const reporter = transaction.reporter === undefined ? null : new BoundedReporter(transaction.reporter);
    const open = new OpenTransaction(transaction, {
      conversation: this.#conversation,
      offer: this.#offer,
      limits: this.#limits,
      reporter: reporter ?? this.#options.reporter,
    });
    const turn: Turn = { transaction, open, reporter, resolve, onAbort: () => this.#abort(turn) };
    transaction.signal?.addEventListener('abort', turn.onAbort);
    this.#turns.push(turn);
    if (this.#turns.length === 2) void open.prepare();
    this.#working ??= this.#work();
    return promise;
  }

  /** What is under way is ended properly, what only waits is not begun. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const turn of this.#turns.slice(1)) if (!turn.open.begun) this.#withdraw(turn);
    await this.#working;
  }

  get #isOver(): boolean {
    return this.#conversation.ending !== null || this.#isClosing;
  }

  #isStopped({ signal }: Transaction): boolean {
    return this.#options.signal?.aborted === true || signal?.aborted === true;
  }

  /** The user stops one message. Begun behind another's dot, it waits: that one's reply must still be heard. */
  #abort(turn: Turn): void {
    if (turn !== this.#turns[0]) {
      if (!turn.open.begun) this.#withdraw(turn);
    } else if (turn.open.begun && !turn.open.dotWritten) this.#conversation.end({ kind: 'stopped' });
  }

  /** One that waits. */
  #withdraw(turn: Turn): void {
    this.#turns.splice(this.#turns.indexOf(turn), 1);
    void this.#finish(turn, unbegun(turn.transaction, this.#options));
  }

  async #finish(turn: Turn, result: TransactionResult): Promise<void> {
    turn.transaction.signal?.removeEventListener('abort', turn.onAbort);
    await turn.open.release();
    turn.reporter?.end();
    const tell = (): void => turn.resolve(result);
    // The next one's 354 has come with this one's reply, as a rule: its body goes, and its marker is asked for, before anything is made of this.
    if (this.#turns[0]?.open.begun === true) void turns(3).then(tell);
    else tell();
  }

  async #work(): Promise<void> {
    for (let turn = this.#turns[0]; turn !== undefined; turn = this.#turns[0]) {
      const result = await this.#take(turn);
      this.#turns.shift();
      await this.#finish(turn, result);
    }
    this.#conversation.reporter = this.#options.reporter;
    this.#working = null;
  }

  async #take(turn: Turn): Promise<TransactionResult> {
    const { open, transaction } = turn;
    const { account } = this.#options;
    const trouble = open.begun ? null : await open.prepare();
    if (trouble !== null) return nothingSent(transaction, trouble, account);
    if (this.#isStopped(transaction) && open.begun) this.#conversation.end({ kind: 'stopped' });
    if (!open.begun) {
      if (this.#isOver || this.#isStopped(transaction)) return unbegun(transaction, this.#options);
      this.#conversation.write(Buffer.from(open.begin(), 'utf8'));
    }
    void this.#turns[1]?.open.prepare();
    await open.run({ meanwhile: () => this.#turns[1]?.open.readAhead(), follow: () => this.#follow() });
    return this.#result(open, transaction);
  }

  /** The next one's first commands, if it can go along with this one's dot. */
  #follow(): string {
    const next = this.#turns[1];
    if (next === undefined || this.#isOver) return '';
    const { open, transaction } = next;
    return open.pipelines && open.isReady && !this.#isStopped(transaction) ? open.begin() : '';
  }

  #result(open: OpenTransaction, transaction: Transaction): TransactionResult {
    const { log, out, dotWritten, step, leftOut } = open;
    const { ending } = this.#conversation;
    const isOutOfStep = open.isUnanswered && ending !== null && mayBeOutOfStep(ending);
    const trouble: Trouble | null = isOutOfStep
      ? { kind: 'ended', step, ending }
      : troubleOf(log, dotWritten, step, ending);
    const isStreamed = log.dataReply !== null && out.bytes === transaction.source.size;
    return {
      recipients: (isOutOfStep ? new TransactionLog(transaction) : log).results(dotWritten),
      begun: true,
      recipientReplies: log.recipientReplies,
      finalReply: log.dotReply,
      streamedSha256: isStreamed ? out.digest() : null,
      streamedBytes: out.bytes,
      leftOut,
      diagnosis: trouble === null ? null : explain(trouble, this.#options.account),
    };
  }
}

/**
 * A server that leaves a reply out, or says one too many, has its replies taken for those of other commands: whom it refused is not known.
 * An acceptance cannot be mistaken so, because 354 answers nothing but DATA.
 */
const mayBeOutOfStep = ({ kind }: Ending): boolean => kind === 'timeout' || kind === 'malformed';

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await turn();
}
