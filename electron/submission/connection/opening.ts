/**
 * From a host name to a server that has greeted and, where the account demands it, is behind TLS: DNS, TCP, TLS, greeting, STARTTLS, each a
 * step with a failure of its own. What is said after that is the session's.
 */
import { isIP, type Socket } from 'node:net';
import { domainToASCII } from 'node:url';
import { redactor } from '#core/smtp/redact.ts';
import type { Extensions, Reply, SmtpStep, TlsFacts } from '#core/smtp/vocabulary.ts';
import { extensionsOf } from '../extensions.ts';
import { answersEhlo, answersGreeting, answersStartTls } from './answers.ts';
import { Conversation } from './conversation.ts';
import { connectTcp, resolveHost, systemResolve, type Resolve } from './dial.ts';
import { defaultTrust, encrypt } from './encryption.ts';
import type { ServerFacts, SessionOptions, SessionReporter, SessionTimeouts } from '../session.ts';
import type { Trouble } from '../trouble.ts';

/** What a session takes from the machine; tests bring their own. */
export interface SessionSurroundings {
  readonly resolve: Resolve;
  /** PEM certificates of the authorities that a chain may end at */
  readonly trust: () => readonly string[];
}

export const machine: SessionSurroundings = { resolve: systemResolve, trust: defaultTrust };

export interface OpeningOptions extends SessionOptions, SessionSurroundings {
  readonly reporter: SessionReporter;
  readonly limits: SessionTimeouts;
}

export interface Opened {
  readonly conversation: Conversation;
  readonly ehloName: string;
  readonly greeting: Reply;
  readonly tls: TlsFacts | null;
}

/** Thrown inside submission/ only; the session turns it into a SessionFailure. */
export class OpeningTrouble extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.kind);
    this.trouble = trouble;
  }
}

const NO_AUTHORITIES: readonly string[] = [];

export class Opening {
  /** what was learned so far, for a failure too */
  readonly facts: { -readonly [K in keyof ServerFacts]?: ServerFacts[K] } = {};
  readonly #options: OpeningOptions;
  #conversation: Conversation | null = null;
  #step: SmtpStep = 'dns';
  readonly #host: string;

  constructor(options: OpeningOptions) {
    this.#options = options;
    this.#host = hostOnTheWire(options.account.host);
  }

  async run(): Promise<Opened> {
    const { account, limits, signal, reporter } = this.#options;
    this.#begin('dns');
    const addresses = await resolveHost(this.#host, this.#options.resolve, limits.connect, signal);
    if (!addresses.ok) throw new OpeningTrouble({ kind: 'dial', step: 'dns', trouble: addresses.trouble });

    this.#begin('tcp');
    const dialled = await connectTcp(addresses.value, account.port, limits.connect, signal);
    if (!dialled.ok) throw new OpeningTrouble({ kind: 'dial', step: 'tcp', trouble: dialled.trouble });
    let socket = dialled.value;
    this.facts.remoteAddress = socket.remoteAddress ?? null;
    this.facts.remotePort = socket.remotePort ?? null;
    this.facts.localAddress = socket.localAddress ?? null;
    const ehloName = ehloNameFor(account.ehloName, socket.localAddress ?? '');
    this.facts.ehloName = ehloName;

    let tls: TlsFacts | null = null;
    if (account.security === 'tls') ({ socket, tls } = await this.#encrypt(socket));
    this.#converse(new Conversation(socket, reporter));

    this.#begin('greeting');
    const greeting = await this.#answer((conversation) =>
      conversation.listen(limits.greeting, answersGreeting),
    );
    this.facts.greeting = greeting.lines.join('\n');
    if (greeting.code !== 220) throw this.#refused(greeting);

    if (account.security === 'starttls') tls = await this.#startTls(ehloName);
    return { conversation: this.#current(), ehloName, greeting, tls };
  }

  /** Ends what is open; used when the user stops or the opening failed. */
  abandon(): void {
    this.#conversation?.end({ kind: 'stopped' });
  }

  /** HELO would do for relaying; a submission server without extensions has neither sign-in nor TLS, so 5xx ends it. */
  async hello(ehloName: string): Promise<Extensions> {
    this.#begin('ehlo');
    const ehlo = await this.#answer((conversation) =>
      conversation.ask(`EHLO ${ehloName}`, this.#options.limits.command, answersEhlo),
    );
    if (ehlo.code !== 250) throw this.#refused(ehlo);
    const extensions = extensionsOf(ehlo);
    this.facts.extensions = extensions;
    return extensions;
  }

  async #startTls(ehloName: string): Promise<TlsFacts> {
    const { limits, reporter } = this.#options;
    const extensions = await this.hello(ehloName);

    this.#begin('starttls');
    // Never without: an attacker who strips the keyword must not get the password (RFC 3207 §6, RFC 8314 §3.3).
    if (!extensions.some(({ keyword }) => keyword === 'STARTTLS'))
      throw new OpeningTrouble({ kind: 'starttls-not-offered' });
    const reply = await this.#answer((conversation) =>
      conversation.ask('STARTTLS', limits.command, answersStartTls, { thenTls: true }),
    );
    if (reply.code !== 220) throw this.#refused(reply);
    // One turn of the event loop shows what was injected in a packet of its own right behind the reply.
    await new Promise((resolve) => setImmediate(resolve));
    const plain = this.#current().release();
    if (plain === null) throw this.#ended();
    this.#conversation = null;
    const { socket, tls } = await this.#encrypt(plain);
    // RFC 3207 §4.2: what was learned before is forgotten.
    delete this.facts.extensions;
    this.#converse(new Conversation(socket, reporter));
    return tls;
  }

  async #encrypt(plain: Socket): Promise<{ socket: Socket; tls: TlsFacts }> {
    const { limits, pinned, reporter, signal } = this.#options;
    // A pin needs no authorities, and reading them takes time.
    const trust = pinned.length > 0 ? NO_AUTHORITIES : this.#options.trust();
    this.#begin('tls');
    const encrypted = await encrypt(plain, {
      host: this.#host,
      pinned,
      trust,
      within: limits.connect,
      signal,
    });
    if (encrypted.kind === 'encrypted' || encrypted.kind === 'untrusted') this.facts.tls = encrypted.facts;
    if (encrypted.kind !== 'encrypted') throw new OpeningTrouble({ kind: 'tls', encrypted });
    reporter.line({ from: 'note', text: `${encrypted.facts.version}, ${encrypted.facts.cipher}` });
    return { socket: encrypted.socket, tls: encrypted.facts };
  }

  #begin(step: SmtpStep): void {
    if (this.#options.signal?.aborted === true)
      throw new OpeningTrouble({ kind: 'ended', step, ending: { kind: 'stopped' } });
    this.#step = step;
    this.#options.reporter.step(step);
  }

  #converse(conversation: Conversation): void {
    const { secret } = this.#options;
    if (secret !== undefined) conversation.redact = redactor([secret.reveal()]);
    this.#conversation = conversation;
  }

  #current(): Conversation {
    if (this.#conversation === null) throw new Error('there is no conversation yet');
    return this.#conversation;
  }

  async #answer(ask: (conversation: Conversation) => Promise<Reply | null>): Promise<Reply> {
    const reply = await ask(this.#current());
    if (reply === null) throw this.#ended();
    return reply;
  }

  #refused(reply: Reply): OpeningTrouble {
    return new OpeningTrouble({ kind: 'refused', step: this.#step, reply });
  }

  #ended(): OpeningTrouble {
    const ending = this.#current().ending ?? { kind: 'unexpected' };
    return new OpeningTrouble({ kind: 'ended', step: this.#step, ending });
  }
}

/** A-labels (RFC 5890), and no dot at the end: neither SNI nor certificates have one (RFC 6066 §3). */
function hostOnTheWire(host: string): string {
  if (isIP(host) !== 0) return host;
  const ascii = domainToASCII(host) || host;
  return ascii.replace(/\.$/, '');
}

/** The account's name, or the literal of our own address (RFC 5321 §4.1.3): never the machine's name. */
export function ehloNameFor(name: string, localAddress: string): string {
  const ascii = name.startsWith('[') ? name : domainToASCII(name);
  if (/^(?:\[[0-9A-Za-z.:-]+\]|[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?)$/.test(ascii)) return ascii;
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  if (address === '') return '[127.0.0.1]';
  return address.includes(':') ? `[IPv6:${address}]` : `[${address}]`;
}
