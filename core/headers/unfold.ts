/** A field's value as its reader takes it: unfolded (RFC 5322 §2.2.3), as octets or as text. The bytes themselves stay as they are. */
import { octetText, utf8Text } from './bytes.ts';
import { decodeWords } from './encoded-words.ts';
import type { HeaderField } from './parse.ts';

/**
 * One character per octet; line ends before white space are gone, so is white space at both ends. At most the first `limit` octets of
 * the value are read.
 */
export function unfoldedOctets(bytes: Uint8Array, field: HeaderField, limit = Infinity): string {
  let text = '';
  const last = Math.min(field.end, field.colon + 1 + limit);
  for (const [index, line] of field.lines.entries()) {
    const start = index === 0 ? field.colon + 1 : line.start;
    if (start >= last) break;
    text += octetText(bytes, { start, end: Math.min(line.end, last) });
    // A bare CR is no fold: it belongs to the value.
    if (line.lineEnd === 'cr' && index < field.lines.length - 1) text += '\r';
  }
  return trimBlank(text);
}

/** Unfolded and read as UTF-8; encoded words are left as they are. For structured fields, whose syntax is ASCII. */
export const unfolded = (bytes: Uint8Array, field: HeaderField): string =>
  utf8Text(unfoldedOctets(bytes, field));

/** Unfolded and decoded: what a reader is shown of an unstructured field such as Subject. */
export const decoded = (bytes: Uint8Array, field: HeaderField): string => decodeWords(unfolded(bytes, field));

/** Not `trim`: it would take NBSP too. A loop, because a regular expression for the tail is quadratic on long runs. */
function trimBlank(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const isBlank = (code: number) => code === 0x20 || code === 0x09;
