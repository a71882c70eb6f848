/**
 * From a host name to a server that has greeted and, where the account demands it, is behind TLS: DNS, TCP, TLS, greeting, STARTTLS, each a
 * step with a failure of its own. What is said after that is the session's.
 */
import { isIP, type Socket } from 'node:net';
import { domainToASCII } from 'node:url';
import { PRACTICE_ACCOUNT_ID } from '#core/message/ids.ts';
import { redactor } from '#core/smtp/redact.ts';
import type { Extensions, Reply, SmtpStep, TlsFacts } from '#core/smtp/vocabulary.ts';
import { extensionsOf } from '../extensions.ts';
import { answersEhlo, answersGreeting, answersStartTls } from './answers.ts';
import { Conversation } from './conversation.ts';
import { connectTcp, resolveHost, type Dialled } from './dial.ts';
import { encrypt } from './encryption.ts';
import { resolveWith, type Resolve } from './names.ts';
import { proxyName, type ProxyRoute } from './proxy/route.ts';
import { tunnel } from './proxy/tunnel.ts';
import { lookAgain } from './second-look.ts';
import { defaultTrust, trustWith } from './trust.ts';
import type { ServerFacts, SessionOptions, SessionReporter, SessionTimeouts } from '../session.ts';
import { mayRevealSecret } from '../sign-in/table.ts';
import type { Known, Trouble } from '../trouble.ts';

/** What a session takes from the machine; tests bring their own. */
export interface SessionSurroundings {
  readonly resolve: Resolve;
  /** PEM certificates of the authorities that a chain may end at */
  readonly trust: () => readonly string[];
  /** of submission, tried when the account's own does not answer */
  readonly otherPorts: readonly number[];
}

export const machine: SessionSurroundings = {
  resolve: resolveWith(),
  trust: defaultTrust,
  // RFC 8314 §3.3, RFC 6409 §3.1
  otherPorts: [465, 587],
};

export interface OpeningOptions extends SessionOptions, SessionSurroundings {
  readonly reporter: SessionReporter;
  readonly limits: SessionTimeouts;
}

export interface Opened {
  readonly conversation: Conversation;
  readonly ehloName: string;
  readonly greeting: Reply;
  readonly tls: TlsFacts | null;
  /** of EHLO; null: it is to be said next */
  readonly extensions: Extensions | null;
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
  /** the server's, where it was connected to directly: a second look never goes around a proxy */
  #addresses: readonly string[] = [];
  readonly #host: string;

  constructor(options: OpeningOptions) {
    this.#options = options;
    this.#host = hostOnTheWire(options.account.host);
  }

  async run(): Promise<Opened> {
    const { account, limits, reporter, proxy } = this.#options;
    let socket =
      proxy === null || proxy === undefined
        ? await this.#connectDirectly()
        : await this.#connectThrough(proxy);
    this.facts.remoteAddress = socket.remoteAddress ?? null;
    this.facts.remotePort = socket.remotePort ?? null;
    this.facts.localAddress = socket.localAddress ?? null;
    const ehloName = ehloNameFor(account.ehloName);
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

    let extensions: Extensions | null = null;
    if (account.security === 'starttls' || account.security === 'opportunistic') {
      extensions = await this.hello(ehloName);
      if (this.#mayStartTls(extensions)) {
        tls = await this.#startTls(extensions);
        extensions = null;
      }
    }
    return { conversation: this.#current(), ehloName, greeting, tls, extensions };
  }

  /** Nobody but this machine hears what is said: the server itself is here, not only a proxy. */
  get endsOnThisMachine(): boolean {
    const isDirect = this.#options.proxy === null || this.#options.proxy === undefined;
    return isDirect && mayRevealSecret(this.facts.remoteAddress ?? null);
  }

  async #connectDirectly(): Promise<Socket> {
    const { account, limits, signal } = this.#options;
    this.#begin('dns');
    const addresses = await this.#dialled('dns', this.#resolve(this.#host));
    this.#addresses = addresses;
    this.#begin('tcp');
    return await this.#dialled('tcp', connectTcp(addresses, account.port, limits.connect, signal));
  }

  /** The server's name is looked up here for SOCKS5 alone; the others are asked to. */
  async #connectThrough(route: ProxyRoute): Promise<Socket> {
    const { account, limits, signal, reporter } = this.#options;
    this.#begin('dns');
    const hops = await this.#proxied(route, this.#resolve(hostOnTheWire(route.host)));
    const targets =
      route.kind === 'socks5' ? await this.#dialled('dns', this.#resolve(this.#host)) : [this.#host];
    this.#begin('tcp');
    reporter.line({ from: 'note', text: `proxy ${proxyName(route)}` });
    let refusal: OpeningTrouble | null = null;
    for (const host of targets) {
      const socket = await this.#proxied(route, connectTcp(hops, route.port, limits.connect, signal));
      const order = { route, host, port: account.port, within: limits.connect, signal };
      const trouble = await tunnel(socket, order);
      if (trouble === null) return socket;
      refusal ??= new OpeningTrouble({ kind: 'tunnel', trouble, proxy: proxyName(route) });
      // Another address may be allowed or there where this one is not; nothing else would differ.
      if (trouble.kind !== 'refused') break;
    }
    throw refusal ?? new OpeningTrouble({ kind: 'ended', step: 'tcp', ending: { kind: 'unexpected' } });
  }

  #resolve(host: string): Promise<Dialled<readonly string[]>> {
    return resolveHost(host, this.#options.resolve, this.#options.limits.connect, this.#options.signal);
  }

  async #dialled<T>(step: 'dns' | 'tcp', work: Promise<Dialled<T>>): Promise<T> {
    const dialled = await work;
    if (!dialled.ok) throw new OpeningTrouble({ kind: 'dial', step, trouble: dialled.trouble });
    return dialled.value;
  }

  /** What the network says of the proxy is said of the proxy. */
  async #proxied<T>(route: ProxyRoute, work: Promise<Dialled<T>>): Promise<T> {
    const dialled = await work;
    if (dialled.ok) return dialled.value;
    const { trouble } = dialled;
    throw new OpeningTrouble(
      trouble.kind === 'stopped'
        ? { kind: 'dial', step: 'tcp', trouble }
        : { kind: 'tunnel', trouble: { kind: 'unreachable' }, proxy: proxyName(route) },
    );
  }

  /** Ends what is open; used when the user stops or the opening failed. */
  abandon(): void {
    this.#conversation?.end({ kind: 'stopped' });
  }

  /** All that helps to explain why it failed, with what a second look finds. */
  async known(trouble: Trouble): Promise<Known> {
    const { account, otherPorts, signal } = this.#options;
    const { port, security } = account;
    const seen = await lookAgain(trouble, { addresses: this.#addresses, port, security, otherPorts, signal });
    return { ...this.facts, ...seen };
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

  /** Never without, where it is required: an attacker who strips the keyword must not get the mail (RFC 3207 §6, RFC 8314 §3.3). */
  #mayStartTls(extensions: Extensions): boolean {
    if (extensions.some(({ keyword }) => keyword === 'STARTTLS')) return true;
    if (this.#options.account.security === 'opportunistic') return false;
    this.#begin('starttls');
    throw new OpeningTrouble({ kind: 'starttls-not-offered' });
  }

  async #startTls(before: Extensions): Promise<TlsFacts> {
    const { limits, reporter } = this.#options;
    this.#begin('starttls');
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
    // RFC 3207 §4.2: what was learned before is forgotten; it is kept only to be shown.
    this.facts.extensionsBefore = before;
    delete this.facts.extensions;
    this.#converse(new Conversation(socket, reporter));
    return tls;
  }

  async #encrypt(plain: Socket): Promise<{ socket: Socket; tls: TlsFacts }> {
    const { limits, pinned, reporter, signal } = this.#options;
    const { account, clientCertificate } = this.#options;
    // The practice server's pin needs no authorities, and reading them takes time.
    const isOwn = account.id === PRACTICE_ACCOUNT_ID;
    const trust = isOwn ? NO_AUTHORITIES : trustWith(this.#options.trust(), account.tls.authorities.pem);
    this.#begin('tls');
    const encrypted = await encrypt(plain, {
      host: this.#host,
      pinned,
      trust,
      clientKey: clientCertificate ?? null,
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

/**
 * The account's name, or a literal (RFC 5321 §4.1.3) that tells neither the machine's name nor its address: behind a router or a proxy its own
 * address is known to nobody, and would stand in Received for every reader. Programs that keep to themselves say the same.
 */
export function ehloNameFor(name: string): string {
  const ascii = name.startsWith('[') ? name : domainToASCII(name);
  const isSayable = /^(?:\[[0-9A-Za-z.:-]+\]|[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?)$/.test(ascii);
  return isSayable ? ascii : '[127.0.0.1]';
}
