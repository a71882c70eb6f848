/**
 * One connection to the campaign's server: a submission server that keeps to RFC 5321 until the plan's fault is due, and writes down
 * what it took responsibility for, octet by octet.
 */
import { breakAt, type Done } from './breaks.ts';
import { readBody } from './message-body.ts';
import type { Fault, Step } from '../plan.ts';
import type { ServerWire } from './wire.ts';

/** One transaction as the server saw it. */
export interface Seen {
  readonly connection: number;
  readonly returnPath: string;
  readonly recipients: { readonly address: string; readonly code: number }[];
  /** 354 was written */
  hasGoneAhead: boolean;
  /** octets of the message that were read, dot-stuffing undone */
  body: Buffer;
  hasDot: boolean;
  /** the server took it, whatever it managed to say */
  taken: boolean;
  /** what it said to the dot */
  told: Done['told'];
  code: number | null;
}

/** What all connections to a server share. */
export interface Desk {
  /** The fault that is due here, which is thereby used up. */
  due(step: Step, index?: number): Fault | null;
  /** Whether the fault that comes next is an early reply to this step. */
  early(step: Step, index?: number): Fault | null;
  reached(fault: Fault): void;
  seen(transaction: Seen): void;
  /** The recipient's answer this time. */
  answer(address: string): string;
  refused(addresses: readonly string[]): void;
  readonly isSecure: boolean;
  readonly pipelining: boolean;
  readonly identity: { readonly key: string; readonly certificate: string };
}

export class CampaignConnection {
  readonly #wire: ServerWire;
  readonly #desk: Desk;
  readonly #number: number;
  #transaction: Seen | null = null;
  /** octets, as MAIL's SIZE says (RFC 1870) */
  #size = Number.POSITIVE_INFINITY;
  #isEncrypted = false;
  #isOver = false;
  /** the next reply to this step was given already */
  #saidEarly: { readonly step: Step; readonly done: Done } | null = null;

  constructor(wire: ServerWire, desk: Desk, number: number) {
    this.#wire = wire;
    this.#desk = desk;
    this.#number = number;
  }

  async serve(): Promise<void> {
    if (await this.#breaksSilently('connect')) return;
    await this.#say('greeting', '220 campaign.example ESMTP');
    await this.#earlyReply('EHLO', this.#extensions());
    while (!this.#isOver) {
      const line = await this.#wire.line();
      if (line === null) return;
      await this.#command(line);
    }
  }

  async #command(line: string): Promise<void> {
    const verb = line.split(' ')[0]?.toUpperCase() ?? '';
    switch (verb) {
      case 'EHLO':
        await this.#say(this.#isEncrypted ? 'EHLO in TLS' : 'EHLO', this.#extensions());
        return this.#isEncrypted
          ? this.#earlyReply('AUTH', '235 2.7.0 welcome')
          : this.#earlyReply('MAIL', '250 2.1.0 fine');
      case 'STARTTLS':
        return this.#startTls();
      case 'AUTH':
        return this.#signIn(line);
      case 'MAIL':
        return this.#mail(line);
      case 'RCPT':
        return this.#rcpt(line);
      case 'DATA':
        return this.#data();
      case 'RSET':
        this.#transaction = null;
        {
          this.#wire.write('250 2.0.0 fine\r\n');
          return;
        }
      case 'QUIT': {
        await this.#say('QUIT', '221 2.0.0 bye');
        this.#wire.finish();
        this.#isOver = true;
        return;
      }
      default: {
        this.#wire.write('500 5.5.1 what?\r\n');
        return;
      }
    }
  }

  #extensions(): string {
    const lines = ['campaign.example', 'SIZE 50000000', '8BITMIME', 'ENHANCEDSTATUSCODES'];
    if (this.#desk.pipelining) lines.push('PIPELINING');
    if (this.#desk.isSecure) lines.push(this.#isEncrypted ? 'AUTH PLAIN LOGIN CRAM-MD5' : 'STARTTLS');
    return lines.map((line, n) => `250${n === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
  }

  async #startTls(): Promise<void> {
    const done = await this.#say('STARTTLS', '220 2.0.0 go ahead');
    if (this.#isOver || done.code !== 220) return;
    if (await this.#breaksSilently('handshake')) return;
    this.#wire.secure(this.#desk.identity);
    this.#isEncrypted = true;
    await this.#earlyReply('EHLO in TLS', this.#extensions());
  }

  async #signIn(line: string): Promise<void> {
    const [, mechanism = '', initial] = line.split(' ');
    const rounds = initial !== undefined ? 0 : mechanism.toUpperCase() === 'LOGIN' ? 2 : 1;
    for (let round = 0; round < rounds; round += 1) {
      this.#wire.write('334 PDE+\r\n');
      if ((await this.#wire.line()) === null) return;
    }
    await this.#say('AUTH', '235 2.7.0 welcome');
    await this.#earlyReply('MAIL', '250 2.1.0 fine');
  }

  async #mail(line: string): Promise<void> {
    const returnPath = /<(.*?)>/.exec(line)?.[1] ?? '';
    const done = await this.#say('MAIL', '250 2.1.0 fine');
    if (done.code !== null && done.code >= 500) this.#desk.refused(['']);
    if (this.#isOver || done.code !== 250) return;
    this.#transaction = {
      connection: this.#number,
      returnPath,
      recipients: [],
      hasGoneAhead: false,
      body: Buffer.alloc(0),
      hasDot: false,
      taken: false,
      told: 'nothing',
      code: null,
    };
    this.#size = Number(/ SIZE=(\d+)/i.exec(line)?.[1] ?? Number.POSITIVE_INFINITY);
    this.#desk.seen(this.#transaction);
    await this.#earlyReply('RCPT', '250 2.1.5 fine', 0);
  }

  async #rcpt(line: string): Promise<void> {
    const address = /<(.*?)>/.exec(line)?.[1] ?? '';
    const transaction = this.#transaction;
    if (transaction === null) {
      this.#wire.write('503 5.5.1 MAIL first\r\n');
      return;
    }
    const index = transaction.recipients.length;
    const done = await this.#say('RCPT', this.#desk.answer(address), index);
    const code = done.code ?? 0;
    transaction.recipients.push({ address, code });
    if (code >= 500) this.#desk.refused([address]);
    if (this.#isOver) return;
    await this.#earlyReply('RCPT', '250 2.1.5 fine', index + 1);
    await this.#earlyReply('DATA', '354 go on', index);
  }

  async #data(): Promise<void> {
    const transaction = this.#transaction;
    const accepted = transaction?.recipients.filter(({ code }) => code > 0 && code < 300) ?? [];
    if (transaction === null || accepted.length === 0) {
      this.#wire.write('554 5.5.1 no valid recipients\r\n');
      return;
    }
    const done = await this.#say('DATA', '354 go on');
    if (done.code !== null && done.code >= 500) this.#desk.refused(accepted.map(({ address }) => address));
    transaction.hasGoneAhead = done.code === 354;
    if (this.#isOver || done.code !== 354) return;
    this.#transaction = null;
    const decided = await readBody(this.#wire, transaction, this.#desk, this.#size);
    if (decided === 'over') {
      this.#isOver = true;
      return;
    }
    await this.#dot(
      transaction,
      accepted.map(({ address }) => address),
      decided,
    );
  }

  /** `already`: a reply that came before the dot is the dot's. */
  async #dot(transaction: Seen, accepted: readonly string[], already: Done | null): Promise<void> {
    const reply = '250 2.0.0 taken';
    const fault = already === null ? this.#desk.due('dot') : null;
    transaction.hasDot = true;
    if (already !== null) transaction.taken = already.code !== null && already.code < 300;
    else if (fault === null || ['nothing', 'drip', 'early'].includes(fault.how)) transaction.taken = true;
    else transaction.taken = fault.takes && !['4xx', '5xx', '421'].includes(fault.how);
    // Taken or not is settled before anybody can be killed over it.
    if (fault !== null) this.#desk.reached(fault);
    const half = transaction.taken ? reply : '554 5.7.1 no such content';
    const done = already ?? (fault === null ? this.#write(reply) : await breakAt(this.#wire, fault, half));
    transaction.told = done.told;
    transaction.code = done.code;
    if (done.code !== null && done.code >= 500) this.#desk.refused(accepted);
    this.#isOver ||= done.isOver;
    if (this.#isOver) return;
    const after = this.#desk.due('reply');
    if (after !== null) {
      if (after.how !== 'nothing') this.#isOver = (await breakAt(this.#wire, after, reply)).isOver;
      this.#desk.reached(after);
    }
    if (!this.#isOver) await this.#earlyReply('QUIT', '221 2.0.0 bye');
  }

  #write(reply: string): Done {
    this.#wire.write(`${reply}\r\n`);
    return { told: 'whole', code: Number(reply.slice(0, 3)), isOver: false };
  }

  /** Where nothing is to be said; true when that was the end. */
  async #breaksSilently(step: Step): Promise<boolean> {
    const fault = this.#desk.due(step);
    if (fault === null) return false;
    this.#desk.reached(fault);
    if (fault.how !== 'nothing') this.#isOver = (await breakAt(this.#wire, fault, '220 hm')).isOver;
    return this.#isOver;
  }

  async #say(step: Step, reply: string, index?: number): Promise<Done> {
    const early = this.#saidEarly;
    if (early?.step === step) {
      this.#saidEarly = null;
      return early.done;
    }
    const fault = this.#desk.due(step, index);
    if (fault === null) return this.#write(reply);
    if (fault.when === 'before') {
      this.#desk.reached(fault);
      const done = await breakAt(this.#wire, fault, reply);
      this.#isOver ||= done.isOver;
      return done;
    }
    const said = this.#write(reply);
    const extra = await breakAt(this.#wire, fault, reply);
    this.#isOver ||= extra.isOver;
    this.#desk.reached(fault);
    return said;
  }

  async #earlyReply(step: Step, reply: string, index?: number): Promise<void> {
    const fault = this.#isOver ? null : this.#desk.early(step, index);
    if (fault === null) return;
    this.#desk.reached(fault);
    this.#saidEarly = { step, done: await breakAt(this.#wire, fault, reply) };
  }
}
