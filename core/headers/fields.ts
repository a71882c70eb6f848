/** What can be explained of a header field: the section that defines it, and the key of its words (explain/, by language). */

export interface FieldFacts {
  readonly key: FieldKey;
  /** e.g. `RFC 5322 §3.6.4` and where to read it; null where no standard defines the field */
  readonly source: { readonly label: string; readonly url: string } | null;
}

const sections = {
  date: [5322, '3.6.1'],
  from: [5322, '3.6.2'],
  sender: [5322, '3.6.2'],
  'reply-to': [5322, '3.6.2'],
  to: [5322, '3.6.3'],
  cc: [5322, '3.6.3'],
  bcc: [5322, '3.6.3'],
  'message-id': [5322, '3.6.4'],
  'in-reply-to': [5322, '3.6.4'],
  references: [5322, '3.6.4'],
  subject: [5322, '3.6.5'],
  comments: [5322, '3.6.5'],
  keywords: [5322, '3.6.5'],
  'resent-date': [5322, '3.6.6'],
  'resent-from': [5322, '3.6.6'],
  'resent-sender': [5322, '3.6.6'],
  'resent-to': [5322, '3.6.6'],
  'resent-cc': [5322, '3.6.6'],
  'resent-bcc': [5322, '3.6.6'],
  'resent-message-id': [5322, '3.6.6'],
  'resent-reply-to': [5322, '4.5.6'],
  'return-path': [5321, '4.4'],
  received: [5321, '4.4'],
  'mime-version': [2045, '4'],
  'content-type': [2045, '5'],
  'content-transfer-encoding': [2045, '6'],
  'content-id': [2045, '7'],
  'content-description': [2045, '8'],
  'content-disposition': [2183, '2'],
  'content-language': [3282, '2'],
  'content-location': [2557, '4.2'],
  'content-base': [2110, '4.2'],
  'content-md5': [1864, '2'],
  'content-duration': [3803, '2'],
  'content-features': [2912, '3'],
  'content-alternative': [3297, '4'],
  'content-translation-type': [8255, '6'],
  'dkim-signature': [6376, '3.5'],
  'domainkey-signature': [4870, '3.3'],
  'authentication-results': [8601, '2'],
  'arc-seal': [8617, '4.1.3'],
  'arc-message-signature': [8617, '4.1.2'],
  'arc-authentication-results': [8617, '4.1.1'],
  'received-spf': [7208, '9.1'],
  'vbr-info': [5518, '4'],
  'hp-outer': [9788, '2.2'],
  author: [9057, '3'],
  'require-recipient-valid-since': [7293, '3.2'],
  'tls-required': [8689, '3'],
  'tls-report-domain': [8460, '5.3'],
  'tls-report-submitter': [8460, '5.3'],
  'mt-priority': [6758, '4'],
  'cfbl-address': [9477, '5.1'],
  'cfbl-feedback-id': [9477, '5.2'],
  'list-unsubscribe': [2369, '3.2'],
  'list-unsubscribe-post': [8058, '3.1'],
  'list-id': [2919, '3'],
  'list-help': [2369, '3.1'],
  'list-subscribe': [2369, '3.3'],
  'list-post': [2369, '3.4'],
  'list-owner': [2369, '3.5'],
  'list-archive': [2369, '3.6'],
  'archived-at': [5064, '2'],
  precedence: [2076, '3.9'],
  'auto-submitted': [3834, '5'],
  autoforwarded: [4021, '2.1.61'],
  'delivered-to': [9228, '4'],
  'original-recipient': [8098, '2.3'],
  'disposition-notification-to': [8098, '2.1'],
  'disposition-notification-options': [8098, '2.2'],
  'return-receipt-to': [2076, '3.5'],
  'errors-to': [2076, '3.5'],
  'apparently-to': [2076, '3.4'],
  'original-message-id': [4021, '2.1.28'],
  'original-from': [5703, '5'],
  'original-subject': [5703, '5'],
  importance: [4021, '2.1.52'],
  priority: [4021, '2.1.54'],
  sensitivity: [4021, '2.1.55'],
  expires: [4021, '2.1.50'],
  'reply-by': [4021, '2.1.51'],
  supersedes: [4021, '2.1.46'],
  obsoletes: [4021, '2.1.45'],
  encrypted: [4021, '2.1.24'],
  'delivery-date': [4021, '2.1.48'],
  'deferred-delivery': [4021, '2.1.65'],
  'alternate-recipient': [4021, '2.1.40'],
  'incomplete-copy': [4021, '2.1.53'],
  'accept-language': [3282, '3'],
  'message-context': [3458, '6'],
  'user-agent': [5536, '3.2.13'],
  'x-mailer': [2076, '3.4'],
  organization: [5536, '3.2.9'],
  newsgroups: [5536, '3.1.4'],
  'followup-to': [5536, '3.2.6'],
  path: [5536, '3.1.5'],
  approved: [5536, '3.2.1'],
  xref: [5536, '3.2.14'],
  downgraded: [6857, '3.1.10'],
  'x-priority': null,
  'thread-topic': null,
  'thread-index': null,
  autocrypt: null,
  openpgp: null,
  'mail-followup-to': null,
  'feedback-id': null,
  'x-original-to': null,
  'x-originating-ip': null,
  'x-received': null,
  'x-google': null,
  'x-microsoft': null,
  'x-spam': null,
  'x-virus': null,
  'x-mailman': null,
  'x-loop': null,
  'x-auto-response-suppress': null,
  'x-mozilla': null,
  bimi: null,
  mailbox: null,
  'x-face': null,
  'dkim-like': [6376, '3.5'],
  'list-other': [2369, '3'],
  extension: [6648, '3'],
  unknown: [5322, '3.6.8'],
} as const satisfies Record<string, readonly [number, string] | null>;

export type FieldKey = keyof typeof sections;

/** Names that share another's words, and families that are known by how they begin. */
const aliases: ReadonlyMap<string, FieldKey> = new Map([
  ['x-msmail-priority', 'x-priority'],
  ['x-newsreader', 'x-mailer'],
  ['organisation', 'organization'],
  ['mail-reply-to', 'mail-followup-to'],
  ['expiry-date', 'expires'],
  ['autosubmitted', 'auto-submitted'],
  ['x-confirm-reading-to', 'disposition-notification-to'],
  ['envelope-to', 'x-original-to'],
  ['x-envelope-to', 'x-original-to'],
  ['x-delivered-to', 'delivered-to'],
  ['x-archived-at', 'archived-at'],
  ['x-gm-message-state', 'x-google'],
  ['x-ms-has-attach', 'x-microsoft'],
  ['x-ms-tnef-correlator', 'x-microsoft'],
  ['x-mimeole', 'x-mailer'],
  ['x-beenthere', 'x-loop'],
  ['x-rspamd-queue-id', 'x-spam'],
  ['x-sender-ip', 'x-originating-ip'],
  ['x-google-dkim-signature', 'dkim-like'],
  ['autocrypt-gossip', 'autocrypt'],
  ['autocrypt-setup-message', 'autocrypt'],
  ['face', 'x-face'],
  ['content-length', 'mailbox'],
  ['lines', 'mailbox'],
  ['status', 'mailbox'],
  ['x-status', 'mailbox'],
  ['x-uid', 'mailbox'],
  ['x-uidl', 'mailbox'],
  ['x-keywords', 'mailbox'],
  ['x-gmail-labels', 'mailbox'],
]);
const families: readonly (readonly [string, FieldKey])[] = [
  ['downgraded-', 'downgraded'],
  ['bimi-', 'bimi'],
  ['x-google-', 'x-google'],
  ['x-ms-exchange-', 'x-microsoft'],
  ['x-microsoft-', 'x-microsoft'],
  ['x-forefront-', 'x-microsoft'],
  ['x-spam', 'x-spam'],
  ['x-rspamd', 'x-spam'],
  ['x-virus', 'x-virus'],
  ['x-amavis', 'x-virus'],
  ['x-mailman-', 'x-mailman'],
  ['x-mozilla-', 'x-mozilla'],
  ['list-', 'list-other'],
  ['x-', 'extension'],
];

const isKey = (name: string): name is FieldKey => Object.hasOwn(sections, name);
/** Keys that are words for several names, and no name themselves. */
const collective: ReadonlySet<FieldKey> = new Set([
  'downgraded',
  'x-google',
  'x-microsoft',
  'x-spam',
  'x-virus',
  'x-mailman',
  'x-mozilla',
  'bimi',
  'mailbox',
  'dkim-like',
  'list-other',
  'extension',
  'unknown',
]);

export function fieldKey(name: string): FieldKey {
  const lower = name.toLowerCase();
  if (isKey(lower) && !collective.has(lower)) return lower;
  return aliases.get(lower) ?? families.find(([begin]) => lower.startsWith(begin))?.[1] ?? 'unknown';
}

export function fieldFacts(name: string): FieldFacts {
  const key = fieldKey(name);
  const section = sections[key];
  return { key, source: section === null ? null : rfcSection(section[0], section[1]) };
}

export const rfcSection = (rfc: number, section: string): { label: string; url: string } => ({
  label: `RFC ${String(rfc)} §${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${String(rfc)}#section-${section}`,
});

/** Where a reference can be read; null for documents that are not published by the IETF. */
export function referenceUrl(reference: string): string | null {
  const rfc = /^RFC(\d{1,5})$/.exec(reference);
  if (rfc) return `https://www.rfc-editor.org/rfc/rfc${rfc[1] ?? ''}`;
  return reference.startsWith('draft-') ? `https://datatracker.ietf.org/doc/${reference}/` : null;
}

export const fieldKeys = Object.keys(sections).filter(isKey);
