/**
 * One composition, several messages: each recipient, wherever they stand, gets a message of their own and is alone in its To; nobody sees
 * anybody else. An envelope that is set by hand goes with one message as ever.
 */
import type { Identity } from '../account/identity.ts';
import { mailboxKey } from './address.ts';
import type { DraftContent } from './draft.ts';
import { envelopeSlip, type SlipLine } from './envelope.ts';
import type { SendingOptions } from './sending-schema.ts';

/** A message on its own, as if it had been written so. */
export interface OneOf {
  readonly content: DraftContent;
  readonly identity: Identity;
}

export const goesOneEach = ({ sending }: { readonly sending: SendingOptions }): boolean =>
  sending.oneEach && sending.envelope === null;

/** In the order of To, Cc, Bcc and the sender's own copy, which is a message too. Of a draft that goes as one message: that one. */
export function messagesOf(content: DraftContent, identity: Identity): OneOf[] {
  if (!goesOneEach(content)) return [{ content, identity }];
  return envelopeSlip(content, identity).recipients.map(alone(content, identity));
}

/** It speaks for all where only their To differs. As it is written where nobody gets any. */
export function firstMessageOf(content: DraftContent, identity: Identity): OneOf {
  if (!goesOneEach(content)) return { content, identity };
  const [first] = envelopeSlip(content, identity).recipients.slice(0, 1).map(alone(content, identity));
  return first ?? { content, identity };
}

function alone(content: DraftContent, identity: Identity): (line: Pick<SlipLine, 'entry'>) => OneOf {
  const { sending } = content;
  const notices = new Map(sending.perRecipient.map((notice) => [mailboxKey(notice.address), notice]));
  const hasNoCopy = { ...identity, bccSelf: false };
  return ({ entry }) => {
    const notice = notices.get(mailboxKey(entry.address));
    const perRecipient = notice === undefined ? [] : [notice];
    return {
      content: {
        ...content,
        to: [entry],
        cc: [],
        bcc: [],
        // Nobody is left whom all or none could be about.
        sending: { ...sending, perRecipient, oneEach: false, allOrNone: false },
      },
      identity: hasNoCopy,
    };
  };
}
