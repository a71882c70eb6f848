/**
 * A `mailto:` address as a letter to begin with (RFC 6068). It only fills in what a person sees before sending: nothing is attached, nothing
 * is sent, and of header fields only those below are taken. Linear and total.
 */
import { parseAddressList } from './address-list.ts';
import type { RecipientEntry } from './draft.ts';
import { MESSAGE_ID } from './message-id.ts';

export interface Letter {
  readonly to: readonly RecipientEntry[];
  readonly cc: readonly RecipientEntry[];
  readonly bcc: readonly RecipientEntry[];
  readonly subject: string;
  /** line ends LF */
  readonly body: string;
  /** a Message-ID with its angle brackets; null: none, or nothing that is one */
  readonly inReplyTo: string | null;
  /** names of header fields that were asked for and are not taken, as written; the first few */
  readonly leftOut: readonly string[];
}

/** The draft's bounds (draft.ts), and what no link needs. `addresses`: characters that are looked at for recipients, of all fields. */
const MAX = {
  recipients: 5000,
  addresses: 250_000,
  subject: 10_000,
  body: 1_000_000,
  leftOut: 10,
  name: 60,
};

/** Null: it is no `mailto:` address. */
export function parseMailto(address: string): Letter | null {
  const scheme = /^mailto:/i.exec(address);
  if (scheme === null) return null;
  // A fragment is none of the letter's (RFC 6068 §2).
  const [whole = ''] = address.slice(scheme[0].length).split('#', 1);
  const query = whole.indexOf('?');
  const path = query < 0 ? whole : whole.slice(0, query);
  const recipients = new Recipients();
  // A comma that belongs to an address is percent-encoded, so the others part them.
  for (const one of path.split(',')) recipients.add('to', decode(one));
  let subject = '';
  let body = '';
  let inReplyTo: string | null = null;
  const leftOut: string[] = [];
  for (const field of query < 0 ? [] : whole.slice(query + 1).split('&')) {
    const equals = field.indexOf('=');
    if (equals < 0) continue;
    const name = decode(field.slice(0, equals));
    const value = decode(field.slice(equals + 1));
    const lower = name.toLowerCase();
    if (lower === 'to' || lower === 'cc' || lower === 'bcc') recipients.add(lower, value);
    else if (lower === 'subject') subject = oneLine(value).slice(0, MAX.subject);
    else if (lower === 'body') body = `${body}${body === '' ? '' : '\n'}${text(value)}`.slice(0, MAX.body);
    else if (lower === 'in-reply-to') inReplyTo = messageId(value);
    else if (leftOut.length < MAX.leftOut) leftOut.push(oneLine(name).slice(0, MAX.name));
  }
  return {
    ...recipients.found,
    subject,
    body,
    inReplyTo,
    leftOut,
  };
}

class Recipients {
  readonly found = {
    to: new Array<RecipientEntry>(),
    cc: new Array<RecipientEntry>(),
    bcc: new Array<RecipientEntry>(),
  };
  #left = MAX.addresses;

  add(field: keyof typeof this.found, text: string): void {
    const into = this.found[field];
    if (this.#left <= 0 || into.length >= MAX.recipients) return;
    // A line break would part the list, and begin a field in some readers' eyes.
    const looked = oneLine(text.slice(0, this.#left));
    this.#left -= looked.length + 1;
    // One by one: as arguments of one call, as many as a link can hold are too many.
    for (const entry of parseAddressList(looked)) if (into.length < MAX.recipients) into.push(entry);
  }
}

/** Percent-encoded UTF-8; `+` stands for itself (RFC 6068 §5). What is encoded wrongly stays as it is written. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Nothing in it can begin a header field of its own. */
const oneLine = (value: string): string => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** Lines as the draft keeps them, without control characters but the tab. */
const text = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (control) => (control === '\n' || control === '\t' ? control : ''));

function messageId(value: string): string | null {
  const trimmed = value.trim();
  return MESSAGE_ID.test(trimmed) ? trimmed : null;
}
