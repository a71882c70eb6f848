/** A submission as its transaction names it: the envelope, and who still waits. What becomes of them is attempt.ts's. */
import { needsSmtpUtf8 } from '#core/message/address.ts';
import type { EnvelopeHead, EnvelopeRecipient } from '#core/message/envelope-schema.ts';
import type { RecipientState, Submission } from '#core/outbox/submission.ts';

/** Those who still wait, as RCPT will name them. */
export const recipientsOf = ({ recipients }: Submission): EnvelopeRecipient[] =>
  recipients.filter(({ fate }) => fate === 'waiting' || fate === 'deferred').map(namedBy);

/** As RCPT names them. */
export const namedBy = ({ address, field, notify, orcpt }: RecipientState): EnvelopeRecipient => ({
  address,
  field,
  ...(notify === undefined ? {} : { notify }),
  ...(orcpt === undefined ? {} : { orcpt }),
});

/** A corrected address may need what none of the others did (RFC 6531 §3.4). */
export function envelopeOf({ envelope, recipients }: Submission): EnvelopeHead {
  if (envelope === null) throw new Error('a submission without its envelope');
  const smtpUtf8 = envelope.smtpUtf8 || recipients.some(({ address }) => needsSmtpUtf8(address));
  return { ...envelope, smtpUtf8 };
}
