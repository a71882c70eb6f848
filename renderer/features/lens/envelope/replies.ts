/** What the server said to each RCPT TO, and the parameters that MAIL and RCPT went with: read off the attempts. */
import type { MessageView } from '#core/contract/sent.ts';
import type { Envelope } from '#core/message/envelope-schema.ts';
import { mailParameters, rcptParameters } from '#core/message/parameters.ts';
import type { Fate } from '#core/outbox/submission.ts';
import type { Reply } from '#core/smtp/vocabulary.ts';

export interface RecipientReply {
  readonly fate: Fate;
  /** RCPT's, where it was accepted there; else the one that decided */
  readonly reply: Reply | null;
}

/** By address; the newest attempt that asked for it counts. */
export function replyTo(view: MessageView): (address: string) => RecipientReply {
  const said = new Map<string, Reply>();
  for (const attempt of view.attempts) {
    for (const { address, reply } of attempt.recipientReplies) said.set(address, reply);
  }
  const states = new Map(view.submission.recipients.map((state) => [state.address, state]));
  return (address) => {
    const state = states.get(address);
    const fate = state?.fate ?? 'waiting';
    const rcpt = said.get(address) ?? null;
    return { fate, reply: fate === 'accepted' ? (rcpt ?? state?.reply ?? null) : (state?.reply ?? rcpt) };
  };
}

/** ESMTP parameters (RFC 5321 §4.1.2) as the last attempt wrote them; before one, as the envelope asks for them. */
export interface Parameters {
  readonly mail: readonly string[];
  readonly rcpt: (address: string) => readonly string[];
}

export function parametersAsked(envelope: Envelope): Parameters {
  const rcpt = new Map(
    envelope.recipients.map((recipient) => [recipient.address, rcptParameters(recipient)]),
  );
  return { mail: mailParameters(envelope), rcpt: (address) => rcpt.get(address) ?? [] };
}

export function parametersOf(view: MessageView): Parameters {
  let mail: readonly string[] | undefined;
  const rcpt = new Map<string, readonly string[]>();
  for (const { transcript } of view.attempts) {
    for (const { from, text } of transcript) {
      const [, command, path = '', after = ''] = (from === 'client' && COMMAND.exec(text)) || [];
      const parameters = after.split(' ').filter((parameter) => parameter !== '');
      if (command === 'MAIL') mail = parameters;
      else if (command === 'RCPT') rcpt.set(path, parameters);
    }
  }
  if (mail === undefined) return parametersAsked(view.made.envelope);
  return { mail, rcpt: (address) => rcpt.get(address) ?? [] };
}

/** A path ends at its first `>` outside quotes (RFC 5321 §4.1.2); parameters may hold one. */
const COMMAND = /^(MAIL|RCPT) (?:FROM|TO):<((?:"(?:[^"\\]|\\.)*"|[^">])*)>(.*)$/;

/** Extensions that the newest attempt which knows of it went without. */
export const leftOut = (view: MessageView): readonly string[] =>
  view.attempts.findLast((attempt) => attempt.leftOut !== undefined)?.leftOut ?? [];
