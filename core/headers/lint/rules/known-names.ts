/** Names of fields as IANA's registry has them (RFC 3864, the Mail and MIME rows that are met), and the one that a typing error was meant to be. */

const KNOWN =
  `accept-language also-control archive archived-at arc-authentication-results arc-message-signature arc-seal
authentication-results author auto-submitted autoforwarded autosubmitted base bcc cc comments content-alternative content-base
content-description content-disposition content-duration content-features content-id content-language content-location content-md5
content-transfer-encoding content-translation-type content-type control date date-received deferred-delivery delivered-to delivery-date
discarded-x400-ipms-extensions disposition-notification-options disposition-notification-to dkim-signature encoding encrypted expires
expiry-date followup-to from hp-outer importance in-reply-to injection-date injection-info jabber-id keywords language latest-delivery-time lines list-archive
list-help list-id list-owner list-post list-subscribe list-unsubscribe list-unsubscribe-post message-context message-id
message-type mime-version mmhs-acp127-message-identifier mt-priority newsgroups obsoletes organization original-encoded-information-types original-from
original-message-id original-recipient original-subject originator-return-address path pics-label prevent-nondelivery-report priority
received received-spf references reply-by reply-to require-recipient-valid-since resent-bcc resent-cc resent-date resent-from
resent-message-id resent-reply-to resent-sender resent-to return-path sender sensitivity solicitation subject summary supersedes
tls-report-domain tls-report-submitter tls-required to user-agent vbr-info wrapped-key xref autocrypt envelope-to errors-to feedback-id precedence priority
thread-index thread-topic return-receipt-to status bimi-selector bimi-location bimi-indicator domainkey-signature mailing-list organisation`.split(
    /\s+/,
  );

const names: ReadonlySet<string> = new Set(KNOWN);
/** Only the names that people write by hand or programs are configured with; longer than this they are hardly confused. */
const LONGEST = 30;

export const isRegistered = (name: string): boolean => names.has(name) || name.startsWith('x-');

/** The known name that is one letter more, less or other, or has two neighbours swapped; null: none. */
export function similarTo(name: string): string | null {
  if (name.length < 4 || name.length > LONGEST) return null;
  return (
    KNOWN.find(
      (known) => Math.abs(known.length - name.length) <= 1 && known.length >= 4 && isNear(name, known),
    ) ?? null
  );
}

/** What is left when the common beginning and end are taken away decides. */
function isNear(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return (
    (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0])
  );
}
