/** What the server said to each RCPT TO, and the parameters that MAIL FROM went with: read off the attempts. */
import type { MessageView } from '#core/contract/sent.ts';
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

/** ESMTP parameters (RFC 5321 §4.1.2) as the last attempt wrote them. */
export function mailParameters(view: MessageView): readonly string[] {
  const lines = view.attempts.flatMap(({ transcript }) =>
    transcript.filter(({ from, text }) => from === 'client' && /^MAIL FROM:/i.test(text)),
  );
  const after = lines.at(-1)?.text.split('>').at(-1) ?? '';
  return [...new Set(after.split(' ').filter((parameter) => parameter !== ''))];
}
