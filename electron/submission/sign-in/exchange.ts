/** One AUTH exchange (RFC 4954 §4): what the mechanism says, in base64 and kept out of the transcript, until the server's last reply. */
import { redactor } from '#core/smtp/redact.ts';
import type { Reply } from '#core/smtp/vocabulary.ts';
import { answersAuth } from '../connection/answers.ts';
import type { Conversation } from '../connection/conversation.ts';
import type { Answer, Exchange, Identity, Mechanism } from './mechanism.ts';

export type SignedIn =
  /** 235, or the refusal; `reason` is what the mechanism was told of it */
  | { readonly kind: 'reply'; readonly reply: Reply; readonly reason: string }
  /** nothing that the mechanism allows; it was called off */
  | { readonly kind: 'not-understood'; readonly reply: Reply }
  /** a yes of a server that should have proved itself, and did not; the connection is ended */
  | { readonly kind: 'unproven' }
  /** the connection ended */
  | { readonly kind: 'lost' };

/** RFC 5321 §4.5.3.1.4, without CRLF: what does not fit beside AUTH waits to be asked for (RFC 4954 §4). */
const MAX_COMMAND = 510;
/** No mechanism needs more; a server that asks on and on must not be answered for ever. */
const MAX_CHALLENGES = 8;

/** `within` is ms for each reply. */
export async function authenticate(
  conversation: Conversation,
  mechanism: Mechanism,
  identity: Identity,
  within: number,
): Promise<SignedIn> {
  // Servers echo: whatever they say from here on is searched for the secret, and for what proves that we know it.
  const hidden = [identity.secret];
  const hide = (text: string): void => {
    hidden.push(text);
    conversation.redact = redactor(hidden);
  };
  conversation.redact = redactor(hidden);
  const exchange = await mechanism.begin(identity, hide);
  const command = `AUTH ${mechanism.name}`;
  const initial = exchange.initial === null ? null : exchange.initial.toString('base64') || '=';
  const fits = initial !== null && command.length + 1 + initial.length <= MAX_COMMAND;
  let pending = fits ? null : exchange.initial;
  let reply = fits
    ? await conversation.ask(`${command} ${initial}`, within, answersAuth, { shown: `${command} ****` })
    : await conversation.ask(command, within, answersAuth);
  for (let challenges = 0; reply?.code === 334; challenges += 1) {
    const said: Answer = pending === null ? await answerTo(reply, exchange) : pending;
    pending = null;
    if (said === 'not-understood') {
      await conversation.ask('*', within, answersAuth);
      return { kind: 'not-understood', reply };
    }
    if (said === 'unproven') return unproven(conversation);
    if (said === 'nothing' || challenges === MAX_CHALLENGES) {
      conversation.end({ kind: 'malformed', reply, isTls: false });
      return { kind: 'lost' };
    }
    reply = await conversation.ask(said.toString('base64'), within, answersAuth, { shown: '****' });
  }
  if (reply === null) return { kind: 'lost' };
  if (reply.code === 235 && exchange.isProven?.() === false) return unproven(conversation);
  return { kind: 'reply', reply, reason: exchange.refusal?.() ?? '' };
}

/** Nothing more is said to whoever answers there. */
function unproven(conversation: Conversation): SignedIn {
  conversation.end({ kind: 'closed' });
  return { kind: 'unproven' };
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Node reads anything as base64 and leaves out what is none. */
function answerTo({ lines }: Reply, exchange: Exchange): Promise<Answer> | Answer {
  const [text = '', ...more] = lines;
  if (more.length > 0 || !BASE64.test(text)) return 'not-understood';
  return exchange.answer(Buffer.from(text, 'base64'));
}
