/**
 * Finds a message's MIME tree while the message comes in pieces: one line is looked at once, one header is kept at a time, whatever the
 * message's size. Total, linear, bounded in parts and depth. Decoding is transfer-decoder.ts's business.
 *
 * A line ends at LF; a bare CR ends none, as in headers/parse.ts. A boundary line is `--`, the boundary, perhaps `--`, perhaps white space:
 * nothing else may follow, because RFC 2046 §5.1.1's "begins with" would let `--a` end in the middle of what `--ab` delimits.
 */
import { octetText } from '../headers/bytes.ts';
import { readEntity, type Entity } from './entity.ts';
import {
  MAX_DEPTH,
  MAX_PART_HEADER,
  MAX_PARTS,
  type Part,
  type PartRemark,
  type Segment,
  type Structure,
} from './structure.ts';

const CR = 13;
const LF = 10;
const DASH = 0x2d;
/** bytes of a line that are looked at: RFC 2046 allows seventy for a boundary, others have written more */
const LOOKED_AT = 1100;

/** A part that is not whole yet. */
interface Open {
  readonly index: number;
  readonly parent: Open | null;
  readonly depth: number;
  readonly number: string;
  readonly headerStart: number;
  readonly remarks: PartRemark[];
  bodyStart: number;
  entity: Entity | null;
  kind: Part['kind'];
  /** of a multipart, as octets */
  boundary: string | null;
  children: number;
}

type Region = Omit<Segment, 'end'>;

export class StructureScanner {
  readonly #parts: (Part | undefined)[] = [];
  readonly #segments: Segment[] = [];
  /** containers that what is being read lies in, outermost first; behind them the part being read */
  readonly #stack: Open[] = [];
  /** open multiparts by boundary; the innermost last, because nested ones may repeat a boundary against the rules */
  readonly #boundaries = new Map<string, Open[]>();
  #region: Region;
  #beyond = 0;
  /** offset of the next piece */
  #offset = 0;
  #lineStart = 0;
  /** beginning of a line whose end has not come yet */
  readonly #head = new Uint8Array(LOOKED_AT);
  #headLength = 0;
  #lastOctet = 0;
  /** bytes of the line end before this line */
  #endBefore = 0;
  #header: Uint8Array[] = [];
  #headerLength = 0;

  constructor() {
    this.#region = { kind: 'header', part: 0, start: 0 };
    this.#begin(null, 0);
  }

  /** The next bytes of the message. They are not kept. */
  push(piece: Uint8Array): void {
    let from = 0;
    for (let lf = piece.indexOf(LF); lf >= 0; lf = piece.indexOf(LF, from)) {
      this.#take(piece, from, lf + 1);
      const before = lf > 0 ? piece[lf - 1] : this.#lastOctet;
      // A CR of the line before does not count: this line has begun behind it.
      const crlf = before === CR && this.#offset + lf > this.#lineStart;
      this.#line(this.#offset + lf + 1, crlf ? 2 : 1);
      from = lf + 1;
    }
    this.#take(piece, from, piece.length);
    this.#lastOctet = piece.at(-1) ?? this.#lastOctet;
    this.#offset += piece.length;
  }

  /** The message is over. */
  finish(): Structure {
    const size = this.#offset;
    if (size > this.#lineStart) this.#line(size, 0);
    if (this.#region.kind === 'header') this.#headerEnds(size, false);
    this.#cut(size);
    for (let open = this.#stack.at(-1); open !== undefined; open = this.#stack.at(-1)) this.#end(open, size);
    const parts = this.#parts.filter((part) => part !== undefined);
    return { size, parts, segments: this.#segments, beyond: this.#beyond };
  }

  /** Keeps of the line what will be looked at, and of a header all. */
  #take(piece: Uint8Array, from: number, to: number): void {
    const kept = Math.min(to - from, LOOKED_AT - this.#headLength);
    if (kept > 0) {
      this.#head.set(piece.subarray(from, from + kept), this.#headLength);
      this.#headLength += kept;
    }
    if (this.#region.kind !== 'header' || to <= from) return;
    const room = Math.min(to - from, MAX_PART_HEADER - this.#headerLength);
    if (room > 0) this.#header.push(piece.slice(from, from + room));
    this.#headerLength += to - from;
  }

  /** The line from lineStart to `next` is whole; `end`: bytes of its line end. */
  #line(next: number, end: number): void {
    const length = next - this.#lineStart - end;
    const delimiter = this.#delimiter(length);
    if (delimiter !== null) this.#delimited(delimiter.of, delimiter.closes, next);
    else if (this.#region.kind === 'header' && length === 0 && end > 0) this.#headerEnds(next, true);
    this.#lineStart = next;
    this.#endBefore = end;
    this.#headLength = 0;
  }

  #delimiter(length: number): { readonly of: Open; readonly closes: boolean } | null {
    if (this.#boundaries.size === 0 || length < 3 || length > LOOKED_AT) return null;
    if (this.#head[0] !== DASH || this.#head[1] !== DASH) return null;
    let end = length;
    while (end > 2 && (this.#head[end - 1] === 0x20 || this.#head[end - 1] === 0x09)) end -= 1;
    const text = octetText(this.#head, { start: 2, end });
    const opens = this.#boundaries.get(text)?.at(-1);
    if (opens !== undefined) return { of: opens, closes: false };
    const closing = text.endsWith('--') ? this.#boundaries.get(text.slice(0, -2))?.at(-1) : undefined;
    return closing === undefined ? null : { of: closing, closes: true };
  }

  #delimited(multipart: Open, closes: boolean, next: number): void {
    if (this.#region.kind === 'beyond') {
      if (!closes) this.#beyond += 1;
      return;
    }
    const contentEnd = Math.max(this.#region.start, this.#lineStart - this.#endBefore);
    if (this.#region.kind === 'header') this.#headerEnds(contentEnd, false);
    this.#cut(contentEnd);
    for (let open = this.#stack.at(-1); open !== undefined && open !== multipart; open = this.#stack.at(-1))
      this.#end(open, contentEnd);
    this.#segment({ kind: 'delimiter', part: multipart.index, start: contentEnd, end: next });
    if (closes) {
      this.#forget(multipart);
      this.#region = { kind: 'epilogue', part: multipart.index, start: next };
    } else if (this.#parts.length >= MAX_PARTS) {
      this.#beyond += 1;
      this.#region = { kind: 'beyond', part: multipart.index, start: next };
    } else this.#begin(multipart, next);
  }

  #begin(parent: Open | null, start: number): void {
    const index = this.#parts.length;
    const ordinal = parent === null ? '' : String((parent.children += 1));
    const number = parent === null || parent.number === '' ? ordinal : `${parent.number}.${ordinal}`;
    this.#parts.push(undefined);
    this.#stack.push({
      index,
      parent,
      depth: parent === null ? 0 : parent.depth + 1,
      number,
      headerStart: start,
      remarks: [],
      bodyStart: start,
      entity: null,
      kind: 'leaf',
      boundary: null,
      children: 0,
    });
    this.#region = { kind: 'header', part: index, start };
    this.#header = [];
    this.#headerLength = 0;
  }

  /** The part's body begins at `bodyStart`; `finished`: an empty line says so. */
  #headerEnds(bodyStart: number, finished: boolean): void {
    const open = this.#stack.at(-1);
    if (open === undefined) return;
    if (this.#headerLength > MAX_PART_HEADER) open.remarks.push('header-too-long');
    if (!finished) open.remarks.push('header-unfinished');
    const digest = open.parent?.kind === 'multipart' && open.parent.entity?.mediaType === 'multipart/digest';
    // Of a header that a boundary line cut short, that line is no part.
    const bytes = joined(this.#header, Math.min(this.#headerLength, bodyStart - open.headerStart));
    this.#header = [];
    this.#headerLength = 0;
    const entity = readEntity(bytes, digest);
    open.entity = entity;
    open.bodyStart = bodyStart;
    open.kind = this.#kindOf(open, entity);
    this.#cut(bodyStart);
    this.#region = {
      kind: open.kind === 'multipart' ? 'preamble' : 'body',
      part: open.index,
      start: bodyStart,
    };
    if (open.kind === 'multipart') {
      const boundary = octets(entity.boundary ?? '');
      open.boundary = boundary;
      const held = this.#boundaries.get(boundary);
      if (held === undefined) this.#boundaries.set(boundary, [open]);
      else held.push(open);
    } else if (open.kind === 'message' && finished) this.#begin(open, bodyStart);
  }

  #kindOf(open: Open, { mediaType, boundary, encoding }: Entity): Part['kind'] {
    const isMultipart = mediaType.startsWith('multipart/');
    const isMessage = mediaType === 'message/rfc822' || mediaType === 'message/global';
    if (!isMultipart && !isMessage) return 'leaf';
    if (isMultipart && boundary === null) open.remarks.push('no-boundary');
    if (encoding !== 'identity') open.remarks.push('encoded-container');
    // What is encoded holds no lines of a message; a multipart's boundary lines stand there all the same.
    const canEnter = isMultipart ? boundary !== null : encoding === 'identity';
    if (!canEnter) return 'leaf';
    if (open.depth >= MAX_DEPTH || this.#parts.length >= MAX_PARTS) {
      open.remarks.push('too-deep');
      return 'leaf';
    }
    return isMultipart ? 'multipart' : 'message';
  }

  #cut(end: number): void {
    this.#segment({ ...this.#region, end });
    this.#region = { ...this.#region, start: end };
  }

  #segment(segment: Segment): void {
    if (segment.end > segment.start) this.#segments.push(segment);
  }

  /** Its boundary delimits nothing any more. */
  #forget(open: Open): void {
    if (open.boundary === null) return;
    const held = this.#boundaries.get(open.boundary);
    held?.splice(held.indexOf(open), 1);
    if (held?.length === 0) this.#boundaries.delete(open.boundary);
    open.boundary = null;
  }

  /** The innermost part is over, wherever it ends. */
  #end(open: Open, end: number): void {
    this.#stack.pop();
    if (open.boundary !== null) open.remarks.push('unclosed');
    this.#forget(open);
    const { index, depth, number, kind, headerStart, bodyStart } = open;
    const { remarks, ...entity } = open.entity ?? readEntity(new Uint8Array(), false);
    this.#parts[index] = {
      ...entity,
      index,
      parent: open.parent?.index ?? null,
      depth,
      number,
      kind,
      header: { start: headerStart, end: bodyStart },
      body: { start: bodyStart, end: Math.max(bodyStart, end) },
      remarks: [...remarks, ...open.remarks],
    };
  }
}

const octets = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  return octetText(bytes, { start: 0, end: bytes.length });
};

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(Math.max(0, length));
  let at = 0;
  for (const piece of pieces) {
    const room = piece.subarray(0, whole.length - at);
    whole.set(room, at);
    at += room.length;
  }
  return whole;
}
