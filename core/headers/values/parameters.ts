/**
 * `value; name=value` (RFC 2045 §5.1) with RFC 2231: values in pieces (§3), charset and language (§4), both (§4.1). Total and linear;
 * what cannot be read as a parameter is passed over. Encoded words in a value, which RFC 2047 §5 forbids, are read as all readers do.
 */
import { joined } from '../bytes.ts';
import { charsetDecoder } from '../charsets.ts';
import { decodeWords } from '../encoded-words.ts';
import { percentOctets } from '../octet-codings.ts';
import { splitOutside, withoutComments } from './comments.ts';

export interface Parameter {
  /** lower case, without RFC 2231's asterisks */
  readonly name: string;
  /** decoded */
  readonly value: string;
  /** as the field tells it (RFC 2231 §4); null: not told */
  readonly charset: string | null;
  readonly language: string | null;
  /** `unknown-charset`: octets stand percent-encoded in the value */
  readonly form: 'plain' | 'extended' | 'encoded-word' | 'unknown-charset';
  /** that it was cut into; 1: it was not */
  readonly pieces: number;
}

export interface ParameterisedValue {
  /** before the first semicolon, comments taken out */
  readonly value: string;
  readonly parameters: readonly Parameter[];
}

interface Written {
  readonly index: number;
  readonly extended: boolean;
  readonly value: string;
}

/** Pieces that are numbered higher are no one's honest file name. */
const MOST_PIECES = 10_000;

export function parameterisedValue(text: string): ParameterisedValue {
  const [first = '', ...rest] = splitOutside(withoutComments(text), ';');
  const plain: [name: string, value: string][] = [];
  const pieces = new Map<string, Written[]>();
  const order: { name: string; cut: boolean }[] = [];
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals < 1) continue;
    const written = part.slice(0, equals).trim().toLowerCase();
    const value = unquoted(part.slice(equals + 1).trim());
    const match = /^([^*\s]+)(?:\*(\d{1,5}))?(\*)?$/.exec(written);
    if (match === null) continue;
    const [, name = '', index, star] = match;
    if (index === undefined && star === undefined) {
      plain.push([name, value]);
      order.push({ name, cut: false });
      continue;
    }
    const held = pieces.get(name);
    const piece = { index: Number(index ?? 0), extended: star !== undefined, value };
    if (piece.index >= MOST_PIECES) continue;
    if (held === undefined) {
      pieces.set(name, [piece]);
      order.push({ name, cut: true });
    } else held.push(piece);
  }
  let next = 0;
  const parameters = order.flatMap(({ name, cut }): Parameter[] => {
    if (cut) return [assembled(name, pieces.get(name) ?? [])];
    const [, value = ''] = plain[next] ?? [];
    next += 1;
    const decoded = decodeWords(value);
    const form = decoded === value ? 'plain' : 'encoded-word';
    return [{ name, value: decoded, charset: null, language: null, form, pieces: 1 }];
  });
  return { value: unquoted(first.trim()), parameters };
}

/** In the order of their numbers, whatever order they stand in; one that is missing ends the value (§3). */
function assembled(name: string, written: readonly Written[]): Parameter {
  const sorted = written.toSorted((one, other) => one.index - other.index);
  const run: Written[] = [];
  for (const piece of sorted) {
    if (piece.index === run.length) run.push(piece);
    else if (piece.index > run.length) break;
  }
  const parts = run.length > 0 ? run : sorted.slice(0, 1);
  const [head] = parts;
  const told = head?.extended === true ? /^([^']*)'([^']*)'([^]*)$/.exec(head.value) : null;
  const charset = told?.[1] ?? '';
  const octets = parts.map((part, index) => {
    const text = index === 0 && told ? (told[3] ?? '') : part.value;
    return part.extended ? percentOctets(text) : new TextEncoder().encode(text);
  });
  const extended = parts.some((part) => part.extended);
  const decode = charsetDecoder(charset === '' ? 'utf-8' : charset);
  return {
    name,
    value:
      decode === null
        ? parts.map((part, index) => (index === 0 && told ? (told[3] ?? '') : part.value)).join('')
        : decode(joined(octets)),
    charset: charset === '' ? null : charset.toLowerCase(),
    language: told?.[2] === undefined || told[2] === '' ? null : told[2],
    form: decode === null ? 'unknown-charset' : extended ? 'extended' : 'plain',
    pieces: parts.length,
  };
}

/** A quoted string without its quotes and escapes; what stands behind it is passed over. Other text stays. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  let inside = '';
  for (let at = 1; at < text.length && text[at] !== '"'; at += 1) {
    // Old programs write paths of Windows unescaped: a backslash before anything but a quote or another one stands for itself.
    if (text[at] === '\\' && /["\\]/.test(text[at + 1] ?? '')) at += 1;
    inside += text[at] ?? '';
  }
  return inside;
}
