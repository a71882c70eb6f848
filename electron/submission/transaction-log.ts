/**
 * What one transaction's replies and its ending say about each recipient: the fate rules of RFC 5321 §4.2.5 and §4.3.2, without a socket.
 * `unknown` is said only where the final dot was written and no reply to it came.
 */
import type { EnvelopeRecipient } from '#core/message/envelope-schema.ts';
import type { Reply } from '#core/smtp/vocabulary.ts';
import type { RecipientOutcome, Transaction, TransactionResult } from './session.ts';

type RecipientResult = TransactionResult['recipients'][number];

/** bytes of RCPT replies that are kept in full; what comes after is kept in short */
const MAX_WORDS = 1 << 20;

export class TransactionLog {
  mailReply: Reply | null = null;
  dataReply: Reply | null = null;
  dotReply: Reply | null = null;
  readonly rcptReplies: Reply[] = [];
  readonly #recipients: readonly EnvelopeRecipient[];
  readonly #allOrNone: boolean;
  #words = 0;
  #firstAccepted: number | null = null;
  #isFull = false;

  constructor({ recipients, allOrNone }: Pick<Transaction, 'recipients' | 'allOrNone'>) {
    this.#recipients = recipients;
    this.#allOrNone = allOrNone;
  }

  mail = (reply: Reply): void => {
    this.mailReply = reply;
  };
  rcpt = (reply: Reply): void => {
    this.#words += reply.lines.reduce((sum, line) => sum + line.length, 0);
    const [first = ''] = reply.lines;
    const index = this.rcptReplies.length;
    if (isPositive(reply)) this.#firstAccepted ??= index;
    this.rcptReplies.push(this.#words <= MAX_WORDS ? reply : { ...reply, lines: [first.slice(0, 80)] });
    this.#isFull ||= this.#isForNext(index);
  };
  data = (reply: Reply): void => {
    this.dataReply = reply;
  };
  dot = (reply: Reply): void => {
    this.dotReply = reply;
  };

  /** Addresses whose RCPT got 2xx, in the transaction's order. */
  get accepted(): string[] {
    return this.#recipients
      .filter((_, index) => isPositive(this.rcptReplies[index]))
      .map(({ address }) => address);
  }

  get recipientCount(): number {
    return this.#recipients.length;
  }

  get hasAccepted(): boolean {
    return isPositive(this.mailReply) && this.#firstAccepted !== null;
  }

  /** Nothing is left to do but to give the transaction up: MAIL was refused, or a recipient of a message for all or none. */
  get isLost(): boolean {
    const isRefused = this.mailReply !== null && !isPositive(this.mailReply);
    return isRefused || (this.#allOrNone && this.rcptReplies.some((reply) => !isPositive(reply)));
  }

  /** This transaction takes no more recipients. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Refused because of those accepted before it, not for its own sake. */
  #isForNext(index: number): boolean {
    const reply = this.rcptReplies[index];
    if (reply === undefined || this.#allOrNone || this.#firstAccepted === null) return false;
    return index > this.#firstAccepted && (reply.code === 452 || isTooManyRecipients(reply));
  }

  /** For all or none, nobody refused, and the server takes no more beside those it has accepted; null: not so. */
  get tooMany(): Reply | null {
    const refusals = this.rcptReplies.filter((reply) => !isPositive(reply));
    const isForGood = refusals.some((reply) => outcomeOfRefusal(reply) === 'refused');
    const found = this.rcptReplies.find(
      (reply, index) => index > (this.#firstAccepted ?? index) && takesNoMore(reply),
    );
    return this.#allOrNone && !isForGood ? (found ?? null) : null;
  }

  /** But for those that go in the next transaction. 5xx ones first: they are what the user can mend. */
  get refusedRecipients(): { address: string; reply: Reply }[] {
    return this.recipientReplies
      .filter(({ reply }, index) => !isPositive(reply) && !this.#isForNext(index))
      .sort((a, b) => b.reply.code - a.reply.code);
  }

  get recipientReplies(): { address: string; reply: Reply }[] {
    return this.#recipients.flatMap(({ address }, index) => {
      const reply = this.rcptReplies[index];
      return reply === undefined ? [] : [{ address, reply }];
    });
  }

  results(dotWritten: boolean): RecipientResult[] {
    const { isFull } = this;
    return this.#recipients.map(({ address }, index) => ({
      address,
      ...this.#fate(index, isFull, dotWritten),
    }));
  }

  #fate(index: number, isFull: boolean, dotWritten: boolean): Omit<RecipientResult, 'address'> {
    const rcpt = this.rcptReplies[index];
    if (this.mailReply === null) return UNSENT;
    if (!isPositive(this.mailReply)) return refusal(this.mailReply);
    if (rcpt === undefined) return isFull ? { outcome: 'next', reply: null } : UNSENT;
    if (this.#isForNext(index)) return { outcome: 'next', reply: rcpt };
    if (!isPositive(rcpt)) return refusal(rcpt);
    if (this.dotReply !== null)
      return isPositive(this.dotReply)
        ? { outcome: 'accepted', reply: this.dotReply }
        : refusal(this.dotReply);
    if (dotWritten) return { outcome: 'unknown', reply: null };
    if (this.dataReply !== null && this.dataReply.code !== 354) return refusal(this.dataReply);
    return UNSENT;
  }
}

const UNSENT: Omit<RecipientResult, 'address'> = { outcome: 'unsent', reply: null };

const isPositive = (reply: Reply | null | undefined): boolean =>
  reply !== null && reply !== undefined && reply.code < 300;

function refusal(reply: Reply): { outcome: RecipientOutcome; reply: Reply } {
  return { outcome: outcomeOfRefusal(reply), reply };
}

function outcomeOfRefusal(reply: Reply): RecipientOutcome {
  // 530: the account has to sign in first (RFC 4954 §6); that says nothing about the recipient.
  if (reply.code === 530) return 'unsent';
  if (reply.code < 500 || isTooManyRecipients(reply)) return 'deferred';
  return 'refused';
}

/** RFC 5321 §4.5.3.1.10: old servers say 552 where 452 is meant, and it must be taken as if it were 452. */
const isTooManyRecipients = (reply: Reply): boolean =>
  (reply.code === 452 || reply.code === 552) &&
  (reply.enhanced?.slice(2) === '5.3' || /too many recipients/i.test(reply.lines.join(' ')));

/** 452 is said of a full disk, too, mostly with a code or words of its own. */
const takesNoMore = (reply: Reply): boolean =>
  isTooManyRecipients(reply) ||
  (reply.code === 452 &&
    reply.enhanced === null &&
    !/storage|space|disk|full|quota|resource/i.test(reply.lines.join(' ')));
