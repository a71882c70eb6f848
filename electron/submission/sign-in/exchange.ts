/**
 * SASL over SMTP (RFC 4954): the mechanisms, which of them is used, and one exchange. Whether a secret may go over this connection at all
 * is asked here too.
 */
import { createHmac } from 'node:crypto';
import { BlockList } from 'node:net';
import { redactor } from '#core/smtp/redact.ts';
import type { Reply } from '#core/smtp/vocabulary.ts';
import type { Secret } from '../../secrets/secret.ts';
import { answersAuth } from '../connection/answers.ts';
import type { Conversation } from '../connection/conversation.ts';

export interface Credentials {
  readonly user: string;
  readonly secret: Secret;
}

/** One exchange as the client sees it. What it answers is written in base64 and never shown. */
interface Exchange {
  /** the initial response (RFC 4954 §4); null where the server speaks first */
  readonly initial: Buffer | null;
  /** To the server's challenges in their order; null: there is nothing to say to that. */
  readonly answer: (challenge: Buffer) => Promise<Buffer | null> | Buffer | null;
}

export interface Mechanism {
  /** in upper case, as EHLO lists it */
  readonly name: string;
  /** The password itself goes over the wire. */
  readonly isPlainText: boolean;
  readonly begin: (credentials: Credentials) => Exchange;
}

/** RFC 4616 */
const plain: Mechanism = {
  name: 'PLAIN',
  isPlainText: true,
  begin: ({ user, secret }) => ({
    initial: Buffer.from(`\0${user}\0${secret.reveal()}`, 'utf8'),
    answer: () => null,
  }),
};

/** draft-murchison-sasl-login: two questions whose words differ from server to server. */
const login: Mechanism = {
  name: 'LOGIN',
  isPlainText: true,
  begin: ({ user, secret }) => {
    const answers = [() => user, () => secret.reveal()];
    return {
      initial: null,
      answer: () => {
        const next = answers.shift();
        return next === undefined ? null : Buffer.from(next(), 'utf8');
      },
    };
  },
};

/** RFC 2195 §2 */
const cramMd5: Mechanism = {
  name: 'CRAM-MD5',
  isPlainText: false,
  begin: ({ user, secret }) => {
    let isAnswered = false;
    return {
      initial: null,
      answer: (challenge) => {
        if (isAnswered) return null;
        isAnswered = true;
        const digest = createHmac('md5', secret.reveal()).update(challenge).digest('hex');
        return Buffer.from(`${user} ${digest}`, 'utf8');
      },
    };
  },
};

/**
 * In the order in which they are preferred inside TLS, where all are as strong: PLAIN works with however the server stores passwords
 * (RFC 4954 §4 makes it the one that all have).
 */
const MECHANISMS: readonly Mechanism[] = [plain, login, cramMd5];

/** Of those in EHLO's AUTH line; null when there is none that we know. Without TLS one that does not show the password comes first. */
export function mechanismFor(offered: string, isEncrypted: boolean): Mechanism | null {
  const names = offered.toUpperCase().split(/[ =]+/);
  const known = MECHANISMS.filter(({ name }) => names.includes(name));
  const hidden = isEncrypted ? undefined : known.find(({ isPlainText }) => !isPlainText);
  return hidden ?? known[0] ?? null;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Without TLS, only where nobody but this machine can listen. */
export function mayRevealSecret(remoteAddress: string | null): boolean {
  if (remoteAddress === null) return false;
  const isIpv6 = remoteAddress.includes(':');
  return loopback.check(remoteAddress, isIpv6 ? 'ipv6' : 'ipv4');
}

/** RFC 5321 §4.5.3.1.4, without CRLF: what does not fit beside AUTH waits to be asked for (RFC 4954 §4). */
const MAX_COMMAND = 510;
/** No mechanism needs more; a server that asks on and on must not be answered for ever. */
const MAX_CHALLENGES = 8;

/** The last reply of the exchange; null when the connection ended instead. `within` is ms for each reply. */
export async function authenticate(
  conversation: Conversation,
  mechanism: Mechanism,
  credentials: Credentials,
  within: number,
): Promise<Reply | null> {
  // Servers echo: whatever they say from here on is searched for the secret, and for what proves that we know it.
  const hidden = [credentials.secret.reveal()];
  conversation.redact = redactor(hidden);
  const exchange = mechanism.begin(credentials);
  const command = `AUTH ${mechanism.name}`;
  const initial = exchange.initial === null ? null : exchange.initial.toString('base64') || '=';
  let pending = initial !== null && command.length + 1 + initial.length > MAX_COMMAND ? initial : null;
  let reply =
    initial === null || pending !== null
      ? await conversation.ask(command, within, answersAuth)
      : await conversation.ask(`${command} ${initial}`, within, answersAuth, { shown: `${command} ****` });
  for (let challenges = 0; reply?.code === 334; challenges += 1) {
    const words = reply.lines[0] ?? '';
    const said = pending === null ? await exchange.answer(Buffer.from(words, 'base64')) : null;
    const answer = pending ?? said?.toString('base64');
    pending = null;
    if (said !== null && !mechanism.isPlainText) {
      hidden.push(said.toString('utf8').split(' ').at(-1) ?? '');
      conversation.redact = redactor(hidden);
    }
    if (answer === undefined || challenges === MAX_CHALLENGES) {
      conversation.end({ kind: 'malformed', reply, isTls: false });
      return null;
    }
    reply = await conversation.ask(answer, within, answersAuth, { shown: '****' });
  }
  return reply;
}
