/**
 * Addresses in From, Sender, To, Cc and the like (RFC 5322 §3.4), as lenient as readers are: enough to put envelope and header side by
 * side. What a user types is judged elsewhere, and strictly.
 */
import { decodeWords } from './encoded-words.ts';

export interface HeaderAddress {
  /** decoded; empty when none stands there */
  readonly name: string;
  /** as written between the angle brackets, or bare; may be no address at all */
  readonly address: string;
  /** the group it stands in (§3.4), decoded; null outside groups */
  readonly group: string | null;
}

/** What has been read of the mailbox under way. `phrase` keeps quoted parts apart: words in quotes are not decoded (RFC 2047 §5). */
interface Mailbox {
  phrase: { text: string; quoted: boolean }[];
  angle: string | null;
  comment: string;
}

const fresh = (): Mailbox => ({ phrase: [], angle: null, comment: '' });

/** One pass over unfolded text; unclosed quotes, comments and brackets end with the text. */
export function addressList(text: string): HeaderAddress[] {
  const found: HeaderAddress[] = [];
  let mailbox = fresh();
  let group: string | null = null;
  let at = 0;
  const finish = () => {
    const entry = finished(mailbox, group);
    if (entry !== null) found.push(entry);
    mailbox = fresh();
  };
  while (at < text.length) {
    const mark = text[at];
    if (mark === '"') {
      const quoted = quotedString(text, at);
      mailbox.phrase.push({ text: quoted.text, quoted: true });
      at = quoted.next;
    } else if (mark === '(') {
      const comment = commentAt(text, at);
      mailbox.comment += comment.text;
      at = comment.next;
    } else if (mark === '<') {
      const close = closingBracket(text, at + 1);
      mailbox.angle ??= text.slice(at + 1, close).trim();
      at = close + 1;
    } else if (mark === ',') {
      finish();
      at += 1;
    } else if (mark === ':' && group === null && mailbox.angle === null) {
      group = phraseText(mailbox.phrase);
      mailbox = fresh();
      at += 1;
    } else if (mark === ';') {
      finish();
      group = null;
      at += 1;
    } else {
      const end = plainEnd(text, at);
      mailbox.phrase.push({ text: text.slice(at, end), quoted: false });
      at = end;
    }
  }
  finish();
  return found;
}

/** Where plain text ends; a colon within a domain literal (`[IPv6:…]`) is none of a group's. */
function plainEnd(text: string, from: number): number {
  let end = from;
  let literal = false;
  for (; end < text.length; end += 1) {
    const mark = text[end];
    if (literal) {
      if (mark === ']' || mark === ',') literal = false;
      if (mark === ',') break;
    } else if (mark === '[') literal = true;
    else if (mark !== undefined && '"(<,:;'.includes(mark)) break;
  }
  return Math.max(end, from + 1);
}

/** A `>` within a quoted local part or a domain literal does not close, but for a literal that never ends. */
function closingBracket(text: string, from: number): number {
  let quoted = false;
  let literal = false;
  let inLiteral: number | null = null;
  for (let at = from; at < text.length; at += 1) {
    const mark = text[at];
    if (literal) {
      if (mark === ']') literal = false;
      else if (mark === '>') inLiteral ??= at;
    } else if (mark === '\\' && quoted) at += 1;
    else if (mark === '"') quoted = !quoted;
    else if (mark === '[' && !quoted) {
      literal = true;
      inLiteral = null;
    } else if (mark === '>' && !quoted) return at;
  }
  return literal ? (inLiteral ?? text.length) : text.length;
}

function quotedString(text: string, from: number): { text: string; next: number } {
  let inside = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    inside += text[at] ?? '';
  }
  return { text: inside, next: at + 1 };
}

/** Comments nest (§3.2.2); counted, not recursed into. */
function commentAt(text: string, from: number): { text: string; next: number } {
  let inside = '';
  let depth = 1;
  let at = from + 1;
  for (; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '\\' && at + 1 < text.length) {
      at += 1;
      inside += text[at] ?? '';
      continue;
    }
    if (mark === '(') depth += 1;
    else if (mark === ')') depth -= 1;
    if (depth === 0) break;
    inside += mark ?? '';
  }
  return { text: inside, next: at + 1 };
}

function phraseText(phrase: Mailbox['phrase']): string {
  return phrase
    .map((part) => (part.quoted ? part.text : decodeWords(part.text)))
    .join('')
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .trim();
}

function finished({ phrase, angle, comment }: Mailbox, group: string | null): HeaderAddress | null {
  if (angle !== null)
    return { name: phraseText(phrase) || decodeWords(comment).trim(), address: angle, group };
  // A bare address: quotes around a local part belong to it.
  const address = phrase
    .map((part) => (part.quoted ? `"${part.text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : part.text))
    .join('')
    .trim();
  if (address === '') return null;
  // The oldest way of naming: address (Name).
  return { name: decodeWords(comment).trim(), address, group };
}
