/**
 * What one transaction's replies and its ending say about each recipient: the fate rules of RFC 5321 §4.2.5 and §4.3.2, without a socket.
 * `unknown` is said only where the final dot was written and no reply to it came.
 */
import type { EnvelopeRecipient } from '#core/message/envelope-schema.ts';
import type { Reply } from '#core/smtp/vocabulary.ts';
import type { RecipientOutcome, TransactionResult } from './session.ts';
import type { WireListener } from './wire.ts';

type RecipientResult = TransactionResult['recipients'][number];

export class TransactionLog implements WireListener {
  mailReply: Reply | null = null;
  dataReply: Reply | null = null;
  dotReply: Reply | null = null;
  readonly rcptReplies: Reply[] = [];
  readonly #recipients: readonly EnvelopeRecipient[];

  constructor(recipients: readonly EnvelopeRecipient[]) {
    this.#recipients = recipients;
  }

  mail = (reply: Reply): void => {
    this.mailReply = reply;
  };
  rcpt = (reply: Reply): void => {
    this.rcptReplies.push(reply);
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

  /** 5xx ones first: they are what the user can mend. */
  get refusedRecipients(): { address: string; reply: Reply }[] {
    return this.recipientReplies
      .filter(({ reply }) => !isPositive(reply))
      .sort((a, b) => b.reply.code - a.reply.code);
  }

  get recipientReplies(): { address: string; reply: Reply }[] {
    return this.#recipients.flatMap(({ address }, index) => {
      const reply = this.rcptReplies[index];
      return reply === undefined ? [] : [{ address, reply }];
    });
  }

  results(dotWritten: boolean): RecipientResult[] {
    return this.#recipients.map(({ address }, index) => ({
      address,
      ...this.#fate(this.rcptReplies[index], dotWritten),
    }));
  }

  #fate(rcpt: Reply | undefined, dotWritten: boolean): Omit<RecipientResult, 'address'> {
    if (this.mailReply === null) return UNSENT;
    if (!isPositive(this.mailReply)) return refusal(this.mailReply);
    if (rcpt === undefined) return UNSENT;
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
