/**
 * A Received field's value → words, comments and semicolons with their byte offsets (RFC 5321 §4.4, RFC 5322 §3.2.2). One pass, any
 * bytes: an unclosed comment or bracket ends with the field. What the words mean is received.ts's business.
 */
import { octetText, utf8Text, type ByteRange } from '../bytes.ts';
import type { HeaderField } from '../parse.ts';

export interface ReceivedToken extends ByteRange {
  readonly kind: 'word' | 'comment' | 'semicolon';
  /** unfolded, white space runs as one space; a comment without its parentheses */
  readonly text: string;
}

const BACKSLASH = 0x5c;
const OPEN = 0x28;
const CLOSE = 0x29;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUOTE = 0x22;

const isBlank = (octet: number | undefined) =>
  octet === 0x20 || octet === 0x09 || octet === 0x0d || octet === 0x0a;

export function receivedTokens(bytes: Uint8Array, field: HeaderField): ReceivedToken[] {
  const tokens: ReceivedToken[] = [];
  const { end } = field;
  let at = field.colon + 1;
  while (at < end) {
    const octet = bytes[at];
    if (isBlank(octet)) {
      at += 1;
      continue;
    }
    const start = at;
    if (octet === OPEN) {
      at = commentEnd(bytes, at, end);
      const closed = bytes[at - 1] === CLOSE && at - 1 > start;
      tokens.push({ kind: 'comment', start, end: at, text: flat(bytes, start + 1, closed ? at - 1 : at) });
    } else if (octet === SEMICOLON) {
      at += 1;
      tokens.push({ kind: 'semicolon', start, end: at, text: ';' });
    } else {
      at = wordEnd(bytes, at, end);
      tokens.push({ kind: 'word', start, end: at, text: flat(bytes, start, at) });
    }
  }
  return tokens;
}

/** Comments nest; counted, not recursed into. */
function commentEnd(bytes: Uint8Array, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at += 1) {
    const octet = bytes[at];
    if (octet === BACKSLASH) at += 1;
    else if (octet === OPEN) depth += 1;
    else if (octet === CLOSE) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return end;
}

/** A path in angle brackets and a quoted local part may hold what else would end the word; nothing crosses a line end. */
function wordEnd(bytes: Uint8Array, from: number, end: number): number {
  let closing: number | null = null;
  for (let at = from; at < end; at += 1) {
    const octet = bytes[at];
    if (octet === 0x0d || octet === 0x0a) return at;
    if (closing !== null) {
      if (octet === BACKSLASH) at += 1;
      else if (octet === closing) closing = null;
    } else if (octet === LESS) closing = GREATER;
    else if (octet === QUOTE) closing = QUOTE;
    else if (isBlank(octet) || octet === SEMICOLON || octet === OPEN) return at;
  }
  return end;
}

const flat = (bytes: Uint8Array, start: number, end: number): string =>
  utf8Text(octetText(bytes, { start, end }))
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .trim();
