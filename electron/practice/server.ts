/**
 * The practice account's server: a real SMTP server on the loopback interface that keeps nothing and sends nothing on. It demands TLS and
 * sign-in like a real one, with a certificate and a password made when it starts and kept in memory only. A local part of `refused` or
 * `deferred` is answered with 550 or 450, so that people can see what a refusal looks like. Accounts and their pins are others' matter.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { finished } from 'node:stream/promises';
import type { SMTPServer, SMTPServerDataStream, SMTPServerError, SMTPServerSession } from 'smtp-server';
import { Secret } from '../secrets/secret.ts';
import { makeCertificate } from './certificate.ts';

const PRACTICE_HOST = '127.0.0.1';
const PRACTICE_USER = 'practice';
/** Bytes; what EHLO's SIZE says. */
const PRACTICE_SIZE_LIMIT = 150_000_000;

/** What the server got in one transaction. `mailFrom` and `rcptTo` are addresses as they came; `parameters` as `KEY=value`. */
export interface PracticeReceipt {
  readonly at: number;
  readonly mailFrom: string;
  readonly mailParameters: readonly string[];
  readonly rcptTo: readonly { readonly address: string; readonly parameters: readonly string[] }[];
  readonly user: string;
  readonly ehloName: string;
  readonly tls: boolean;
  /** bytes between DATA and the final dot, dot-stuffing undone */
  readonly size: number;
  /** lower-case hex */
  readonly sha256: string;
}

/** What one needs to connect. */
export interface PracticeFacts {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: Secret;
  readonly fingerprint256: string;
}

export interface PracticeOptions {
  /** bytes */
  readonly sizeLimit?: number;
  /** how many receipts are kept */
  readonly keep?: number;
  /** Sees the bytes of each message as they come: the demonstration and tests. */
  readonly onBytes?: (chunk: Buffer) => void;
  /** Called after a message was taken, before its reply. */
  readonly onReceipt?: (receipt: PracticeReceipt) => void;
}

const YEAR = 365 * 24 * 3600_000;
const DAY = 24 * 3600_000;

export class PracticeServer {
  readonly #options: PracticeOptions;
  readonly #receipts: PracticeReceipt[] = [];
  #running: Promise<{ server: SMTPServer; facts: PracticeFacts }> | null = null;

  constructor(options: PracticeOptions = {}) {
    this.#options = options;
  }

  /** Starts it on first use, on a free port; from then on gives the same answer until it is stopped. */
  async start(): Promise<PracticeFacts> {
    this.#running ??= this.#listen().catch((error: unknown) => {
      this.#running = null;
      throw error;
    });
    return (await this.#running).facts;
  }

  /** newest last */
  get receipts(): readonly PracticeReceipt[] {
    return this.#receipts;
  }

  /** Ends connections and forgets password and certificate: the next start makes new ones. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (running === null) return;
    const { server } = await running;
    await new Promise<void>((resolve) => server.close(resolve));
  }

  async #listen(): Promise<{ server: SMTPServer; facts: PracticeFacts }> {
    const now = Date.now();
    const identity = await makeCertificate({
      commonName: 'Facteur practice server',
      names: [PRACTICE_HOST, 'localhost'],
      notBefore: new Date(now - DAY),
      notAfter: new Date(now + YEAR),
      issuer: null,
      isAuthority: false,
    });
    const password = new Secret(randomBytes(24).toString('base64url'));
    // Only now: most runs of the program never practise.
    const smtp = await import('smtp-server');
    const server = new smtp.SMTPServer({
      name: 'practice.localhost',
      banner: 'Facteur practice server',
      key: identity.key,
      cert: identity.certificate,
      minVersion: 'TLSv1.2',
      size: this.#options.sizeLimit ?? PRACTICE_SIZE_LIMIT,
      authMethods: ['PLAIN', 'LOGIN'],
      disableReverseLookup: true,
      hideENHANCEDSTATUSCODES: false,
      maxClients: 20,
      closeTimeout: 1000,
      onAuth: (auth, _session, reply) => {
        const isKnown = auth.username === PRACTICE_USER && isSame(auth.password ?? '', password);
        if (isKnown) reply(null, { user: PRACTICE_USER });
        else reply(refusal(535, 'Practice: unknown user or password'));
      },
      onRcptTo: (recipient, _session, reply) => reply(practiceRefusal(recipient.address)),
      onData: (stream, session, reply) => {
        this.#take(stream, session).then(
          (receipt) => reply(null, `Practice: kept here, goes no further (${receipt.size} bytes)`),
          (error: unknown) => reply(error instanceof Error ? error : refusal(451, 'Practice: local error')),
        );
      },
    });
    // A client that goes away must not take the program along.
    server.on('error', () => undefined);
    const port = await listening(server.listen(0, PRACTICE_HOST));
    const { fingerprint256 } = identity;
    return {
      server,
      facts: { host: PRACTICE_HOST, port, user: PRACTICE_USER, password, fingerprint256 },
    };
  }

  /** Streams the message to nowhere, measuring it. */
  async #take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<PracticeReceipt> {
    const hash = createHash('sha256');
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      hash.update(chunk);
      this.#options.onBytes?.(chunk);
    });
    await finished(stream, { writable: false });
    if (stream.sizeExceeded) throw refusal(552, 'Practice: too large');
    const { mailFrom, rcptTo } = session.envelope;
    const receipt: PracticeReceipt = {
      at: Date.now(),
      mailFrom: mailFrom === false ? '' : mailFrom.address,
      mailParameters: mailFrom === false ? [] : parameters(mailFrom.args),
      rcptTo: rcptTo.map(({ address, args }) => ({ address, parameters: parameters(args) })),
      user: PRACTICE_USER,
      ehloName: session.hostNameAppearsAs,
      tls: session.secure,
      size,
      sha256: hash.digest('hex'),
    };
    this.#receipts.push(receipt);
    if (this.#receipts.length > (this.#options.keep ?? 50)) this.#receipts.shift();
    this.#options.onReceipt?.(receipt);
    return receipt;
  }
}

/** For practising failures; every other recipient is welcome. */
function practiceRefusal(address: string): SMTPServerError | null {
  switch (address.slice(0, address.lastIndexOf('@')).toLowerCase()) {
    case 'refused':
      return refusal(550, 'Practice: this recipient is always refused');
    case 'deferred':
      return refusal(450, 'Practice: this recipient is always deferred');
    default:
      return null;
  }
}

const refusal = (responseCode: number, message: string): SMTPServerError =>
  Object.assign(new Error(message), { responseCode });

/** The comparison takes as long whatever the first different letter is. */
function isSame(given: string, password: Secret): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(password.reveal()));
}

function parameters(args: object | false): string[] {
  return Object.entries(args === false ? {} : args).map(([key, value]: [string, unknown]) =>
    value === true ? key : `${key}=${String(value)}`,
  );
}

async function listening(server: Server): Promise<number> {
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the practice server has no port');
  return address.port;
}
