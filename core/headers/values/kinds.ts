/** What a field's value is made of, by its name. What is not listed is unstructured text (RFC 5322 §2.2.1). */

export type ValueKind =
  'text' | 'addresses' | 'date' | 'ids' | 'parameters' | 'tags' | 'received' | 'links' | 'results';

const names: Readonly<Record<Exclude<ValueKind, 'text'>, readonly string[]>> = {
  addresses: [
    'from',
    'sender',
    'reply-to',
    'to',
    'cc',
    'bcc',
    'resent-from',
    'resent-sender',
    'resent-reply-to',
    'resent-to',
    'resent-cc',
    'resent-bcc',
    'return-path',
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'x-envelope-to',
    'x-envelope-from',
    'apparently-to',
    'errors-to',
    'author',
    'original-from',
    'x-original-from',
    'disposition-notification-to',
    'return-receipt-to',
    'x-confirm-reading-to',
    'mail-followup-to',
    'mail-reply-to',
    'cfbl-address',
    'x-forwarded-to',
    'x-forwarded-for',
    'x-beenthere',
    'x-loop',
  ],
  date: [
    'date',
    'resent-date',
    'delivery-date',
    'expires',
    'expiry-date',
    'reply-by',
    'deferred-delivery',
    'latest-delivery-time',
    'x-original-date',
    'original-date',
  ],
  ids: [
    'message-id',
    'in-reply-to',
    'references',
    'resent-message-id',
    'content-id',
    'original-message-id',
    'x-google-original-message-id',
    'x-microsoft-original-message-id',
    'supersedes',
    'obsoletes',
  ],
  parameters: [
    'content-type',
    'content-disposition',
    'autocrypt',
    'auto-submitted',
    'disposition-notification-options',
  ],
  tags: [
    'dkim-signature',
    'domainkey-signature',
    'x-google-dkim-signature',
    'arc-seal',
    'arc-message-signature',
  ],
  received: ['received', 'x-received'],
  results: ['authentication-results', 'arc-authentication-results', 'x-original-authentication-results'],
  links: [
    'list-unsubscribe',
    'list-subscribe',
    'list-post',
    'list-help',
    'list-owner',
    'list-archive',
    'archived-at',
  ],
};

const kinds: ReadonlyMap<string, ValueKind> = new Map(
  Object.entries(names).flatMap(([kind, listed]) =>
    isKind(kind) ? listed.map((name) => [name, kind] as const) : [],
  ),
);

function isKind(word: string): word is ValueKind {
  return Object.hasOwn(names, word);
}

export const valueKind = (name: string): ValueKind => kinds.get(name.toLowerCase()) ?? 'text';
