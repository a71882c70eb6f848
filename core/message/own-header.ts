/**
 * Header fields that a user adds to one message: which names and values are refused, and why. What the lint has against a value is said
 * beside it (headers/lint/own-fields.ts) and forbids nothing. The page asks here at its start: no schema.
 */
import { checkFieldName } from '../account/field-name.ts';
import { hasLineBreak, needsSmtpUtf8 } from './address.ts';
import { parseAddressList } from './address-list.ts';

/** As typed: a draft is saved while a name is half written. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

export const MOST_FIELDS = 50;

/** Where the program has what it writes into these itself; a second one would contradict it, or would be forged. */
const ELSEWHERE = {
  sender: /^(?:from|sender)$/i,
  recipients: /^(?:to|cc|bcc)$/i,
  replyTo: /^reply-to$/i,
  subject: /^subject$/i,
  date: /^date$/i,
  messageId: /^message-id$/i,
  content: /^(?:mime-version|content-.*)$/i,
  servers: /^(?:return-path|received)$/i,
  signatures: /^(?:dkim-signature|arc-.*)$/i,
  resent: /^resent-.*$/i,
} as const;
export type Elsewhere = keyof typeof ELSEWHERE;

/** Null: a name that a message may be given. Others than for an identity, Organization, In-Reply-To and References are among them. */
export function elsewhereOf(name: string): Elsewhere | null {
  for (const [where, names] of Object.entries(ELSEWHERE))
    if (names.test(name) && isElsewhere(where)) return where;
  return null;
}

const isElsewhere = (word: string): word is Elsewhere => Object.hasOwn(ELSEWHERE, word);

/** Words: i18n `smtp.problem.<code>`. */
export type HeaderFieldProblem = 'field-no-name' | 'field-name' | 'field-ours' | FieldValueProblem;
type FieldValueProblem = 'field-line-break' | 'field-not-ascii' | 'field-too-long';

/** Null: it can go out, or has no value and is left out. */
export function checkHeaderField({ name, value }: HeaderField): HeaderFieldProblem | null {
  if (name === '') return value.trim() === '' ? null : 'field-no-name';
  if (checkFieldName(name) === 'not-a-name') return 'field-name';
  if (elsewhereOf(name) !== null) return 'field-ours';
  if (hasLineBreak(value)) return 'field-line-break';
  if (!isAscii(value) && !mayBeEncoded({ name, value })) return 'field-not-ascii';
  return (isStructured(name) || holdsAddresses(name)) && !isFoldable(value) ? 'field-too-long' : null;
}

/** A line has 998 octets at most (RFC 5322 §2.1.1), the name among them, and is folded at blanks alone. */
export const isFoldable = (value: string): boolean => !/\S{900}/.test(value);

export const isAscii = (text: string): boolean => /^[\x20-\x7e\t]*$/.test(text);

/**
 * What goes out: with a name, a value, and nothing wrong with them. Those above count: a record or a file that was edited by hand
 * brings nothing into a header that the window would refuse.
 */
export const writtenFields = (fields: readonly HeaderField[]): HeaderField[] =>
  fields.filter(
    (field) => field.value.trim() !== '' && checkHeaderField(field) === null && field.name !== '',
  );

/** Structured values without a phrase or a comment of somebody's: no encoded word may stand in them (RFC 2047 §5). */
const TOKENS =
  /^(?:in-reply-to|references|supersedes|obsoletes|(?:x-(?:google|microsoft)-)?original-message-id|list-(?!id$).+|archived-at|auto-submitted|autocrypt|importance|priority|sensitivity|precedence|.*-date|expires|reply-by|deferred-delivery|latest-delivery-time|disposition-notification-options|x-priority|x-received|(?:x-google-)?dkim-signature|domainkey-signature|(?:x-original-)?authentication-results)$/i;
/** Names beside their addresses may be encoded, the addresses not. */
const ADDRESSES =
  /^(?:delivered-to|disposition-notification-to|return-receipt-to|x-confirm-reading-to|errors-to|mail-(?:followup|reply)-to|(?:x-)?original-from|author|x-original-to|(?:x-)?envelope-(?:to|from)|apparently-to|cfbl-address|x-forwarded-(?:to|for)|x-beenthere|x-loop)$/i;

/** It goes out as it stands, or not at all. */
export const isStructured = (name: string): boolean => TOKENS.test(name);
/** Mailboxes, by address-list.ts. */
export const holdsAddresses = (name: string): boolean => ADDRESSES.test(name);

const mayBeEncoded = ({ name, value }: HeaderField): boolean =>
  holdsAddresses(name)
    ? parseAddressList(value).every(({ address }) => !needsSmtpUtf8(address))
    : !isStructured(name);
