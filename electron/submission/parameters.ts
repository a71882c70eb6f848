/**
 * What a transaction asks of the server beyond plain SMTP: the ESMTP parameters of MAIL and RCPT, and which extensions must be there for them.
 * A message is never changed to fit a server (promise 1): where one is missing it is held, and only DSN is left out.
 */
import type { EnvelopeRecipient } from '#core/message/envelope-schema.ts';
import { mailParameters, rcptParameters } from '#core/message/parameters.ts';
import type { Extensions, TlsFacts } from '#core/smtp/vocabulary.ts';
import type { Transaction } from './session.ts';
import type { Trouble } from './trouble.ts';

/** The server as far as parameters depend on it. */
export interface Offer {
  readonly extensions: Extensions;
  readonly tls: TlsFacts | null;
}

export const offers = ({ extensions }: Offer, keyword: string): boolean =>
  extensions.some((extension) => extension.keyword === keyword);

/** Why this message cannot be handed to this server; null when it can. */
export function hindrance(offer: Offer, transaction: Transaction): Trouble | null {
  const { parameters, source, returnPath, recipients } = transaction;
  // A line break in an address would be a command of its own.
  const said = [
    returnPath,
    parameters.envid,
    ...recipients.flatMap(({ address, orcpt }) => [address, orcpt]),
  ];
  if (said.some((text) => text !== undefined && /\p{Cc}/u.test(text))) return { kind: 'unsayable' };
  const missing = missingExtension(offer, transaction);
  if (missing !== null) return { kind: 'extension-missing', extension: missing };
  const limit = sizeLimit(offer);
  return limit > 0 && source.size > limit ? { kind: 'too-large', size: source.size, limit } : null;
}

function missingExtension(offer: Offer, { parameters, returnPath, recipients }: Transaction): string | null {
  if (needsUtf8(parameters.smtpUtf8, returnPath, recipients) && !offers(offer, 'SMTPUTF8')) return 'SMTPUTF8';
  if (parameters.body === '8bitmime' && !offers(offer, '8BITMIME')) return '8BITMIME';
  // RFC 8689 §4.2.1: the server says it, behind TLS, and its certificate was verified (or is the one that the user pinned).
  const isSecure = offers(offer, 'REQUIRETLS') && offer.tls?.verified === true;
  return parameters.requireTls === true && !isSecure ? 'REQUIRETLS' : null;
}

/** Bytes; 0 is no limit, or none that is said (RFC 1870 §4). */
function sizeLimit({ extensions }: Offer): number {
  const parameters = extensions.find(({ keyword }) => keyword === 'SIZE')?.parameters ?? '';
  return Number(/^\d{1,15}/.exec(parameters)?.[0] ?? 0);
}

const needsUtf8 = (asked: boolean, returnPath: string, recipients: readonly EnvelopeRecipient[]): boolean =>
  asked || [returnPath, ...recipients.map(({ address }) => address)].some((text) => !isAscii(text));

/** Extensions that were asked for and that the message goes without. */
export function leftOut(offer: Offer, { parameters, recipients }: Transaction): readonly string[] {
  const asksForDsn =
    parameters.ret !== undefined ||
    parameters.envid !== undefined ||
    recipients.some(({ notify, orcpt }) => notify !== undefined || orcpt !== undefined);
  return asksForDsn && !offers(offer, 'DSN') ? ['DSN'] : [];
}

/** RFC 5321 §4.1.1.2 */
export function mailCommand(offer: Offer, transaction: Transaction): string {
  const { parameters, source, returnPath, recipients } = transaction;
  const asked = offers(offer, 'DSN') ? parameters : { ...parameters, ret: undefined, envid: undefined };
  const smtpUtf8 = needsUtf8(parameters.smtpUtf8, returnPath, recipients);
  return [
    `MAIL FROM:<${returnPath}>`,
    // RFC 1870 §6.1: bytes before dot-stuffing
    ...(offers(offer, 'SIZE') ? [`SIZE=${String(source.size)}`] : []),
    ...mailParameters({ ...asked, smtpUtf8 }),
  ].join(' ');
}

/** RFC 5321 §4.1.1.3 */
export function rcptCommand(offer: Offer, recipient: EnvelopeRecipient): string {
  const parameters = offers(offer, 'DSN') ? rcptParameters(recipient) : [];
  return [`RCPT TO:<${recipient.address}>`, ...parameters].join(' ');
}

const PRINTABLE = /^[\x20-\x7e]*$/;
const isAscii = (text: string): boolean => PRINTABLE.test(text);
