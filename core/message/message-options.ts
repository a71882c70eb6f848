/**
 * Draft → what the MIME writer is told, as plain data: header fields and body, which it encodes 7-bit clean by itself. Nothing here names
 * the writer's package; attachments are the caller's to add. Bcc never enters: it is of the envelope alone (RFC 5322 §3.6.3).
 */
import { checkFieldName } from '../account/field-name.ts';
import type { Identity } from '../account/identity.ts';
import { domainToAscii, toWireAddress } from './address.ts';
import type { DraftContent, RecipientEntry } from './draft.ts';

interface HeaderMailbox {
  name: string;
  address: string;
}

export interface MessageOptions {
  from: HeaderMailbox;
  to: HeaderMailbox[];
  cc: HeaderMailbox[];
  replyTo?: HeaderMailbox[];
  /** Organization and the identity's own fields, in their order; the usual ones stand before them */
  headers?: { key: string; value: string }[];
  subject: string;
  /** lines end with CRLF: base64 encodes them as they stand, and RFC 2046 §4.1.1 demands it */
  text: string;
  /** of text; absent: whatever keeps it 7-bit clean */
  encoding?: '8bit';
  messageId: string;
  date: Date;
  inReplyTo?: string;
  references?: string;
}

export function messageOptions(
  content: DraftContent,
  identity: Identity,
  made: { readonly messageId: string; readonly date: Date },
): MessageOptions {
  const replyTo = replyToOf(content, identity);
  return {
    from: mailbox({ name: identity.name, address: identity.address }),
    to: content.to.map(mailbox),
    cc: content.cc.map(mailbox),
    ...(replyTo.length === 0 ? {} : { replyTo: replyTo.map(mailbox) }),
    ...(fieldsOf(identity).length === 0 ? {} : { headers: fieldsOf(identity) }),
    subject: headerText(content.subject),
    // One empty line for no text: an attachment alone would else become the message's only part.
    text: content.body === '' ? '\r\n' : content.body.replace(/\r\n?|\n/g, '\r\n'),
    ...(content.inReplyTo === undefined
      ? {}
      : { inReplyTo: content.inReplyTo, references: content.inReplyTo }),
    ...(goesEightBit(content) ? { encoding: '8bit' as const } : {}),
    ...made,
  };
}

/** Where answers should go (RFC 5322 §3.6.2): as the message says, else as the identity does; empty: to From. */
export function replyToOf(
  content: Pick<DraftContent, 'replyTo'>,
  identity: Pick<Identity, 'replyTo'>,
): readonly RecipientEntry[] {
  const own = content.replyTo ?? [];
  if (own.length > 0) return own;
  return identity.replyTo === '' ? [] : [{ name: '', address: identity.replyTo }];
}

/** Organization is RFC 5536 §3.2.8's. A field whose name is the program's own never gets here twice, whatever a settings file says. */
export function fieldsOf({ organisation, headers }: Pick<Identity, 'organisation' | 'headers'>) {
  const own = headers.filter(({ name, value }) => checkFieldName(name) === null && value.trim() !== '');
  return [
    ...(organisation === '' ? [] : [{ key: 'Organization', value: headerText(organisation) }]),
    ...own.map(({ name, value }) => ({ key: name, value: headerText(value) })),
  ];
}

/** RFC 5322 §2.1.1 */
const MAX_LINE = 998;

/** The user chose 8-bit, the text is not ASCII, and every line of it may stand as it is; else the message is 7-bit clean as ever. */
export function goesEightBit({ body, sending }: Pick<DraftContent, 'body' | 'sending'>): boolean {
  if (!sending.eightBit || body.includes('\0') || !/[^\0-\x7f]/.test(body)) return false;
  const encoder = new TextEncoder();
  return body
    .split(/\r\n?|\n/)
    .every((line) => line.length <= MAX_LINE && encoder.encode(line).length <= MAX_LINE);
}

/** A quoted name cannot be folded, and no line may pass 998 octets (RFC 5322 §2.1.1): a longer name is left out. */
const MAX_HEADER_WORD = 900;

const mailbox = ({ name, address }: RecipientEntry): HeaderMailbox => ({
  // Each quote and backslash gets another one in front (RFC 5322 §3.2.4).
  name: name.replace(/["\\]/g, 'xx').length > MAX_HEADER_WORD ? '' : name,
  address: toWireAddress(address),
});

/**
 * A subject as the writer takes it. Two kinds must be encoded here: a word too long to fold, and one that looks encoded already, which
 * a reader would decode though somebody typed it (RFC 2047 §7).
 */
function headerText(subject: string): string {
  const tooLong = new RegExp(`\\S{${String(MAX_HEADER_WORD)}}`).test(subject);
  return tooLong || subject.includes('=?') ? encodedWords(subject) : subject;
}

/** RFC 2047 §2: each word at most 75 characters, and whole characters in each (§5). */
export function encodedWords(text: string): string {
  const encoder = new TextEncoder();
  const words: string[] = [];
  let bytes: number[] = [];
  const finish = () => {
    if (bytes.length > 0) words.push(`=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`);
    bytes = [];
  };
  for (const char of text) {
    const more = encoder.encode(char);
    if (bytes.length + more.length > 45) finish();
    bytes.push(...more);
  }
  finish();
  return words.join(' ');
}

/** RFC 5322 §3.6.4: unique by its left side, at the sender's domain. `random` is ASCII letters and digits; `at` in ms. */
export function newMessageId(random: string, at: number, domain: string): string {
  const right = domainToAscii(domain) ?? 'localhost.invalid';
  return `<${random}.${at.toString(36)}@${right}>`;
}
