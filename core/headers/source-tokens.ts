/**
 * One physical line → the segments that the source view draws. Every byte is in exactly one segment, in order: what cannot be seen
 * gets a name, what is no character gets its octet. How they look is the view's business.
 */
import { octetText, utf8Length, type ByteRange } from './bytes.ts';
import { encodedWords } from './encoded-words.ts';
import type { PhysicalLine } from './lines.ts';
import type { HeaderItem } from './parse.ts';

/**
 * `fold`: the white space that makes a line a continuation. `space`: spaces that are easily overlooked: at either end, or several.
 * `invisible`: a character without a picture, named by `text` (TAB, NBSP, RLO, …). `raw`: an octet that is no UTF-8, as `\xE9`.
 */
type SegmentKind =
  'name' | 'colon' | 'text' | 'encoded-word' | 'fold' | 'space' | 'invisible' | 'raw' | 'line-end';

export interface Segment {
  readonly kind: SegmentKind;
  /** byte offsets in the bytes that the line is part of */
  readonly start: number;
  readonly end: number;
  /** what to draw */
  readonly text: string;
}

/** What the line is part of: decides what its first bytes mean. */
export type LineRole =
  | { readonly kind: 'name'; readonly nameEnd: number; readonly colon: number }
  | { readonly kind: 'continuation' }
  | { readonly kind: 'plain' };

/** The role of an item's line, by its place among the item's lines. */
export function roleOf(item: HeaderItem | null, lineIndex: number): LineRole {
  if (item?.kind !== 'field') return { kind: 'plain' };
  return lineIndex === 0
    ? { kind: 'name', nameEnd: item.nameEnd, colon: item.colon }
    : { kind: 'continuation' };
}

/** Characters that draw nothing, change direction, or look like a space and are none. */
const INVISIBLE: ReadonlyMap<number, string> = new Map([
  [0x00a0, 'NBSP'],
  [0x00ad, 'SHY'],
  [0x034f, 'CGJ'],
  [0x061c, 'ALM'],
  [0x180e, 'MVS'],
  [0x200b, 'ZWSP'],
  [0x200c, 'ZWNJ'],
  [0x200d, 'ZWJ'],
  [0x200e, 'LRM'],
  [0x200f, 'RLM'],
  [0x2028, 'LS'],
  [0x2029, 'PS'],
  [0x202a, 'LRE'],
  [0x202b, 'RLE'],
  [0x202c, 'PDF'],
  [0x202d, 'LRO'],
  [0x202e, 'RLO'],
  [0x202f, 'NNBSP'],
  [0x2060, 'WJ'],
  [0x2066, 'LRI'],
  [0x2067, 'RLI'],
  [0x2068, 'FSI'],
  [0x2069, 'PDI'],
  [0x3000, 'IDSP'],
  [0xfeff, 'BOM'],
  [0x7f, 'DEL'],
]);
const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** C1 controls and the widths of space of U+2000…U+200A have no names of their own that anybody knows. */
export function invisibleName(point: number): string | undefined {
  if (point < 0x20) return CONTROLS[point];
  const named = INVISIBLE.get(point);
  if (named !== undefined) return named;
  const nameless =
    (point >= 0x80 && point < 0xa0) ||
    (point >= 0x2000 && point <= 0x200a) ||
    (point >= 0xe0000 && point <= 0xe0fff);
  return nameless ? `U+${point.toString(16).toUpperCase().padStart(4, '0')}` : undefined;
}

export function lineSegments(bytes: Uint8Array, line: PhysicalLine, role: LineRole): Segment[] {
  const segments: Segment[] = [];
  let at = line.start;
  if (role.kind === 'name') {
    segments.push(plain(bytes, 'name', line.start, role.nameEnd));
    segments.push(plain(bytes, 'colon', role.nameEnd, role.colon + 1));
    at = role.colon + 1;
  } else if (role.kind === 'continuation') {
    while (at < line.end && (bytes[at] === 0x20 || bytes[at] === 0x09)) {
      const tab = bytes[at] === 0x09;
      segments.push({ kind: tab ? 'invisible' : 'fold', start: at, end: at + 1, text: tab ? 'TAB' : ' ' });
      at += 1;
    }
  }
  const edges: ByteRange = { start: at, end: line.end };
  if (role.kind === 'plain') textSegments(bytes, edges, edges, segments);
  else wordSegments(bytes, edges, segments);
  lineEndSegments(line, segments);
  return segments;
}

const plain = (bytes: Uint8Array, kind: SegmentKind, start: number, end: number): Segment => ({
  kind,
  start,
  end,
  text: octetText(bytes, { start, end }),
});

function lineEndSegments({ end, lineEnd }: PhysicalLine, segments: Segment[]): void {
  const cr = lineEnd === 'crlf' || lineEnd === 'cr';
  if (cr) segments.push({ kind: 'line-end', start: end, end: end + 1, text: 'CR' });
  const lf = cr ? end + 1 : end;
  if (lineEnd === 'crlf' || lineEnd === 'lf')
    segments.push({ kind: 'line-end', start: lf, end: lf + 1, text: 'LF' });
}

/** Encoded words are ASCII by their grammar, so that octet offsets are character offsets. */
function wordSegments(bytes: Uint8Array, edges: ByteRange, segments: Segment[]): void {
  let at = edges.start;
  for (const word of encodedWords(octetText(bytes, edges))) {
    const start = edges.start + word.start;
    const end = edges.start + word.end;
    textSegments(bytes, { start: at, end: start }, edges, segments);
    segments.push(plain(bytes, 'encoded-word', start, end));
    at = end;
  }
  textSegments(bytes, { start: at, end: edges.end }, edges, segments);
}

/** Runs of text, with spaces, invisible characters and stray octets between them. `edges` are the line's. */
function textSegments(bytes: Uint8Array, range: ByteRange, edges: ByteRange, segments: Segment[]): void {
  const to = range.end;
  let run = range.start;
  let at = range.start;
  const flush = () => {
    if (at > run)
      segments.push({
        kind: 'text',
        start: run,
        end: at,
        text: new TextDecoder().decode(bytes.subarray(run, at)),
      });
  };
  const special = (kind: SegmentKind, length: number, text: string) => {
    flush();
    segments.push({ kind, start: at, end: at + length, text });
    at += length;
    run = at;
  };
  while (at < to) {
    const octet = bytes[at] ?? 0;
    const length = utf8Length(bytes, at, to);
    if (octet === 0x20) {
      let end = at + 1;
      while (end < to && bytes[end] === 0x20) end += 1;
      if (end - at > 1 || at === edges.start || end === edges.end)
        special('space', end - at, ' '.repeat(end - at));
      else at = end;
    } else if (length === 0) {
      special('raw', 1, String.raw`\x${octet.toString(16).toUpperCase().padStart(2, '0')}`);
    } else {
      const name = octet >= 0x20 && octet < 0x7f ? undefined : invisibleName(codePoint(bytes, at, length));
      if (name === undefined) at += length;
      else special('invisible', length, name);
    }
  }
  flush();
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if (length === 1) return first;
  let point = first & (0xff >> (length + 1));
  for (let next = 1; next < length; next += 1) point = (point << 6) | ((bytes[at + next] ?? 0) & 0x3f);
  return point;
}

/** The part of the segments within [start, end): for a long line that is drawn in pieces. */
export function sliceSegments(segments: readonly Segment[], start: number, end: number): Segment[] {
  return segments.flatMap((segment) => {
    if (segment.end <= start || segment.start >= end) return [];
    if (segment.start >= start && segment.end <= end) return [segment];
    const from = Math.max(segment.start, start);
    const to = Math.min(segment.end, end);
    // One character an octet: the piece is cut by offsets. Otherwise the whole belongs to the piece where it begins.
    if (segment.text.length === segment.end - segment.start)
      return [
        {
          ...segment,
          start: from,
          end: to,
          text: segment.text.slice(from - segment.start, to - segment.start),
        },
      ];
    return segment.start >= start ? [segment] : [];
  });
}
