/**
 * The ESMTP parameters that MAIL and RCPT carry, as they read on the wire: for the session, for the slip before it goes, and for the lens
 * before an attempt. What a server offers is not known here: the session adds SIZE, and leaves DSN's out where the server lacks it.
 */
import type { Notify } from './dsn.ts';
import type { EnvelopeRecipient, MailParameters } from './envelope-schema.ts';
import { utf8Xtext, xtext } from './xtext.ts';

/** RFC 6152, RFC 6531, RFC 8689, RFC 3461 §4.3 and §4.4. */
export function mailParameters({ body, smtpUtf8, requireTls, ret, envid }: MailParameters): string[] {
  return [
    ...(body === undefined ? [] : ['BODY=8BITMIME']),
    ...(smtpUtf8 ? ['SMTPUTF8'] : []),
    ...(requireTls === true ? ['REQUIRETLS'] : []),
    ...(ret === undefined ? [] : [`RET=${ret.toUpperCase()}`]),
    ...(envid === undefined ? [] : [`ENVID=${xtext(envid)}`]),
  ];
}

/** RFC 3461 §4.1; none of the moments is NEVER. */
export const notifyParameter = (notify: Notify): string =>
  `NOTIFY=${notify.length === 0 ? 'NEVER' : notify.join(',').toUpperCase()}`;

/** RFC 3461 §4.1 and §4.2, RFC 6533 §3 */
export function rcptParameters({ notify, orcpt }: Pick<EnvelopeRecipient, 'notify' | 'orcpt'>): string[] {
  return [
    ...(notify === undefined ? [] : [notifyParameter(notify)]),
    ...(orcpt === undefined ? [] : [`ORCPT=${originalRecipient(orcpt)}`]),
  ];
}

/** `type;address`; the type stays as it is, and the address is RFC 3461's xtext, or RFC 6533's where the type says so. */
function originalRecipient(orcpt: string): string {
  const separator = orcpt.indexOf(';');
  const type = separator < 0 ? 'rfc822' : orcpt.slice(0, separator);
  const address = orcpt.slice(separator + 1);
  return `${type};${type.toLowerCase() === 'utf-8' ? utf8Xtext(address) : xtext(address)}`;
}
