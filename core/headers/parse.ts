/**
 * Bytes → header fields in their order, with exact ranges (RFC 5322 §2.2). Total and linear: any bytes in, a result out; a line that is
 * no field is kept as malformed, so that the items' ranges, one behind the other, are the header again.
 */
import { octetText, type ByteRange } from './bytes.ts';
import { lineAt, type PhysicalLine } from './lines.ts';

/** `start`…`end` covers the field with its line ends. */
export interface HeaderField extends ByteRange {
  readonly kind: 'field';
  /** as written */
  readonly name: string;
  /** behind the last character of the name */
  readonly nameEnd: number;
  /** of the colon; obsolete syntax has white space before it (RFC 5322 §4.5) */
  readonly colon: number;
  /** the value, folds and line ends included, is [colon + 1, end) */
  readonly lines: readonly PhysicalLine[];
}

/**
 * `mbox-from`: the "From " line of an mbox file. `stray-fold`: a continuation with nothing to continue. `no-colon`, `bad-name`: no field
 * name stands at the line's beginning.
 */
interface MalformedLines extends ByteRange {
  readonly kind: 'malformed';
  readonly reason: 'mbox-from' | 'stray-fold' | 'no-colon' | 'bad-name';
  readonly lines: readonly PhysicalLine[];
}

export type HeaderItem = HeaderField | MalformedLines;

export interface ParsedHeader {
  readonly items: readonly HeaderItem[];
  /** the empty line between header and body; null when the input ends before it */
  readonly separator: PhysicalLine | null;
  /** where the body begins: bytes up to and with the empty line */
  readonly end: number;
}

const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;
const isBlank = (octet: number | undefined) => octet === SPACE || octet === TAB;

/** RFC 5322 §3.6.8 ftext: printable US-ASCII but the colon. */
const isNameOctet = (octet: number | undefined) =>
  octet !== undefined && octet >= 33 && octet <= 126 && octet !== COLON;

/** An item that may still get continuation lines. */
interface Open {
  readonly head: Omit<HeaderField, 'end' | 'lines'> | Omit<MalformedLines, 'end' | 'lines'>;
  readonly lines: PhysicalLine[];
}

/** Only CRLF and, as servers do, a bare LF end a line of the header; a bare CR stays inside its field (RFC 5321 §2.3.8). */
export function parseHeader(bytes: Uint8Array): ParsedHeader {
  const items: HeaderItem[] = [];
  let open: Open | undefined;
  let at = 0;
  let afterBareCr = false;
  const close = () => {
    if (open) items.push({ ...open.head, end: at, lines: open.lines });
    open = undefined;
  };
  for (let line = lineAt(bytes, 0); line !== undefined; line = lineAt(bytes, at)) {
    const empty = line.end === line.start && (line.lineEnd === 'crlf' || line.lineEnd === 'lf');
    if (empty && !afterBareCr) {
      close();
      return { items, separator: line, end: line.next };
    }
    if (open && (afterBareCr || isBlank(bytes[line.start]))) {
      open.lines.push(line);
    } else {
      close();
      open = { head: head(bytes, line), lines: [line] };
    }
    afterBareCr = line.lineEnd === 'cr';
    at = line.next;
  }
  close();
  return { items, separator: null, end: at };
}

function head(bytes: Uint8Array, line: PhysicalLine): Open['head'] {
  const { start } = line;
  let nameEnd = start;
  while (nameEnd < line.end && isNameOctet(bytes[nameEnd])) nameEnd += 1;
  let colon = nameEnd;
  while (colon < line.end && isBlank(bytes[colon])) colon += 1;
  if (nameEnd > start && colon < line.end && bytes[colon] === COLON)
    return { kind: 'field', start, name: octetText(bytes, { start, end: nameEnd }), nameEnd, colon };
  return { kind: 'malformed', start, reason: reasonOf(bytes, line) };
}

function reasonOf(bytes: Uint8Array, line: PhysicalLine): MalformedLines['reason'] {
  if (isBlank(bytes[line.start])) return 'stray-fold';
  const mark = octetText(bytes, { start: line.start, end: Math.min(line.end, line.start + 5) });
  if (mark === 'From ') return 'mbox-from';
  return bytes.subarray(line.start, line.end).includes(COLON) ? 'bad-name' : 'no-colon';
}

/** Fields of this name in their order, whatever its case. */
export function fieldsNamed(header: ParsedHeader, name: string): HeaderField[] {
  const wanted = name.toLowerCase();
  return header.items.filter(
    (item): item is HeaderField => item.kind === 'field' && item.name.toLowerCase() === wanted,
  );
}
