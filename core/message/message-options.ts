/**
 * Draft → what the MIME writer is told, as plain data: header fields and body, which it encodes 7-bit clean by itself. Nothing here names
 * the writer's package; attachments are the caller's to add. Bcc never enters: it is of the envelope alone (RFC 5322 §3.6.3).
 */
import { checkFieldName } from '../account/field-name.ts';
import type { Identity } from '../account/identity.ts';
import { domainToAscii, toWireAddress } from './address.ts';
import { parseAddressList } from './address-list.ts';
import type { DraftContent, RecipientEntry } from './draft.ts';
import type { SendingOptions } from './sending-schema.ts';
import { isWrapped, toFlowed } from './flowed.ts';
import { holdsAddresses, isAscii, isFoldable, isStructured, writtenFields } from './own-header.ts';

interface HeaderMailbox {
  name: string;
  address: string;
}

export interface MessageOptions {
  from: HeaderMailbox;
  to: HeaderMailbox[];
  cc: HeaderMailbox[];
  replyTo?: HeaderMailbox[];
  /** what fieldsOf gives; the writer folds it, and encodes nothing: it would take each quote for something to encode */
  headers?: { key: string; value: { prepared: true; foldLines: true; value: string } }[];
  subject: string;
  /** lines end with CRLF: base64 encodes them as they stand, and RFC 2046 §4.1.1 demands it */
  text?: string;
  /** the same, where its type says more than the writer would of `text` */
  alternatives?: { content: string; contentType: string }[];
  /** of text; absent: whatever keeps it 7-bit clean */
  encoding?: '8bit';
  messageId: string;
  /** as text: it goes out as it is */
  date: Date | string;
  inReplyTo?: string;
  references?: string;
}

export function messageOptions(
  content: DraftContent,
  identity: Identity,
  {
    html,
    ...made
  }: {
    readonly messageId: string;
    readonly date: Date | string;
    /** the document of a rich draft, whose body is its plain text; lines end with LF */
    readonly html?: string | undefined;
  },
): MessageOptions {
  const replyTo = replyToOf(content, identity);
  const headers = fieldsOf(identity, content.sending);
  const isGiven = (name: string) => headers.some(({ key }) => key.toLowerCase() === name);
  return {
    from: mailbox({ name: identity.name, address: identity.address }),
    to: content.to.map(mailbox),
    cc: content.cc.map(mailbox),
    ...(replyTo.length === 0 ? {} : { replyTo: replyTo.map(mailbox) }),
    ...(headers.length === 0
      ? {}
      : {
          headers: headers.map(({ key, value }) => ({
            key,
            value: { prepared: true, foldLines: true, value },
          })),
        }),
    subject: headerText(content.subject),
    // One empty line for no text: an attachment alone would else become the message's only part.
    ...(html === undefined && !goesFlowed(content)
      ? { text: bodyText(content) }
      : {
          // The richest last (RFC 2046 §5.1.4).
          alternatives: [
            { content: bodyText(content), contentType: goesFlowed(content) ? FLOWED : PLAIN },
            ...(html === undefined
              ? []
              : [{ content: html.replaceAll('\n', '\r\n'), contentType: 'text/html; charset=utf-8' }]),
          ],
        }),
    ...(content.inReplyTo === undefined || isGiven('in-reply-to') ? {} : { inReplyTo: content.inReplyTo }),
    ...(content.inReplyTo === undefined || isGiven('references') ? {} : { references: content.inReplyTo }),
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

/**
 * The fields of an identity, what this message asks of its readers, and the message's own. Of one name those count that are nearer to the
 * message, in this order. Organization is RFC 5536 §3.2.8's. A field whose name is the program's own never gets here twice, whatever a
 * settings file says.
 */
export function fieldsOf(
  { organisation, headers, address }: Pick<Identity, 'organisation' | 'headers' | 'address'>,
  sending: Pick<SendingOptions, 'importance' | 'readReceipt' | 'headers'>,
): { key: string; value: string }[] {
  const own = writtenFields(sending.headers).map(({ name, value }) => ({
    key: name,
    value: fieldText(name, value),
  }));
  const asked = without(askedOfReaders(sending, address), own);
  const always = headers
    .filter(({ name, value }) => checkFieldName(name) === null && value.trim() !== '')
    .map(({ name, value }) => ({ key: name, value: fieldText(name, value) }));
  return [
    ...without(
      organisation === '' ? [] : [{ key: 'Organization', value: fieldText('Organization', organisation) }],
      own,
    ),
    ...without(always, [...asked, ...own]),
    ...asked,
    ...own,
  ];
}

function without<T extends { readonly key: string }>(fields: readonly T[], others: readonly T[]): T[] {
  const names = new Set(others.map(({ key }) => key.toLowerCase()));
  return fields.filter(({ key }) => !names.has(key.toLowerCase()));
}

/** X-Priority says the same as Importance to programs that know it alone. A receipt goes to the sender (RFC 8098 §2.1). */
const askedOfReaders = (
  { importance, readReceipt }: Pick<SendingOptions, 'importance' | 'readReceipt'>,
  address: string,
) => [
  ...(importance === 'normal'
    ? []
    : [
        { key: 'Importance', value: importance },
        { key: 'X-Priority', value: importance === 'high' ? '1 (Highest)' : '5 (Lowest)' },
      ]),
  ...(readReceipt ? [{ key: 'Disposition-Notification-To', value: `<${toWireAddress(address)}>` }] : []),
];

/** RFC 3676 §4.1 */
const FLOWED = 'text/plain; charset=utf-8; format=flowed';
const PLAIN = 'text/plain; charset=utf-8';

const newlines = (text: string): string => text.replace(/\r\n?|\n/g, '\n');

/** Whether lines of it are wrapped on their way, for readers to join again. */
export function goesFlowed({ body, sending }: Pick<DraftContent, 'body' | 'sending'>): boolean {
  return !sending.longLines && isWrapped(newlines(body));
}

/** As it goes out, but for its encoding. Without text it is one empty line: an attachment alone would else become the message's only part. */
export function bodyText(content: Pick<DraftContent, 'body' | 'sending'>): string {
  if (content.body === '') return '\r\n';
  const text = newlines(content.body);
  return (goesFlowed(content) ? toFlowed(text) : text).replaceAll('\n', '\r\n');
}

/** RFC 5322 §2.1.1 */
const MAX_LINE = 998;

/**
 * The user chose 8-bit, the text is not ASCII, and every line of it may stand as it is; else the message is 7-bit clean as ever. So is rich
 * text, whose paragraphs are one line each.
 */
export function goesEightBit(content: Pick<DraftContent, 'body' | 'html' | 'sending'>): boolean {
  const { body, html, sending } = content;
  if (html !== undefined || !sending.eightBit || body.includes('\0') || !/[^\0-\x7f]/.test(body))
    return false;
  const encoder = new TextEncoder();
  return bodyText(content)
    .split('\r\n')
    .every((line) => line.length <= MAX_LINE && encoder.encode(line).length <= MAX_LINE);
}

/** A quoted name cannot be folded, and no line may pass 998 octets (RFC 5322 §2.1.1): a longer name is left out. */
const MAX_HEADER_WORD = 900;

function mailbox(entry: RecipientEntry): HeaderMailbox {
  const name = withoutLongBlanks(entry.name);
  return {
    // Each quote and backslash gets another one in front (RFC 5322 §3.2.4).
    name: name.replace(/["\\]/g, 'xx').length > MAX_HEADER_WORD ? '' : name,
    address: toWireAddress(entry.address),
  };
}

/**
 * Blanks that fill a line, which would be folded into lines of white space alone (RFC 5322 §3.2.2 forbids to write them). A quoted local
 * part has no room for so many.
 */
const LONG_BLANKS = /\s{70,}/;

/** Where blanks mean one, however many they are: between the tokens of a syntax, and in a name as readers take it. */
const withoutLongBlanks = (text: string): string => text.replace(new RegExp(LONG_BLANKS, 'g'), ' ');

/** Blanks at its end would be a line of their own as soon as it is folded in front of them. */
const foldsToBlanks = (text: string): boolean =>
  LONG_BLANKS.test(text) || (text.length > 60 && /\s$/.test(text));

/**
 * A subject as the writer takes it. Three kinds must be encoded here: a word too long to fold, blanks that would fill a line, and one that
 * looks encoded already, which a reader would decode though somebody typed it (RFC 2047 §7).
 */
function headerText(subject: string): string {
  const tooLong = new RegExp(`\\S{${String(MAX_HEADER_WORD)}}`).test(subject);
  return tooLong || foldsToBlanks(subject) || subject.includes('=?') ? encodedWords(subject) : subject;
}

/**
 * A field's value as it goes out, 7-bit clean. What has a syntax goes as it stands; of addresses the names are encoded, and of Keywords
 * each one for itself, since an encoded comma would separate nothing (RFC 5322 §3.6.5).
 */
export function fieldText(name: string, typed: string): string {
  const value = typed.trim();
  if (isAscii(value) && isStructured(name) && isFoldable(value)) return withoutLongBlanks(value);
  if (holdsAddresses(name))
    return isAscii(value) ? withoutLongBlanks(value) : parseAddressList(value).map(encodedMailbox).join(', ');
  if (/^keywords$/i.test(name))
    return value
      .split(',')
      .map((word) => asciiText(word.trim()))
      .join(', ')
      .trim();
  return asciiText(value);
}

const asciiText = (text: string): string => (isAscii(text) ? headerText(text) : encodedWords(text));

function encodedMailbox({ name, address }: RecipientEntry): string {
  if (name === '') return toWireAddress(address);
  const phrase = isAscii(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedWords(name);
  return `${phrase} <${toWireAddress(address)}>`;
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
