/**
 * The body, read in pieces and never held: its lines, its parts with their headers, and what is wrong with how each part is encoded.
 * Bounded in depth, parts and what is kept of a line; linear in what comes.
 */
import { parseHeader, type ParsedHeader } from '../../parse.ts';
import { boundaryOf, LeafReader } from './leaf.ts';
import { entityOf, typeOf, type Entity } from './entity.ts';
import { fieldsOf } from './linted.ts';

export type { Entity } from './entity.ts';
export type { LeafFacts } from './leaf.ts';

/** Byte offset in the message of the first one, and how many there are. */
export interface Seen {
  readonly first: number;
  readonly count: number;
}

export interface BodyFacts {
  /** the message itself, then its parts in their order */
  readonly entities: readonly Entity[];
  readonly tooLong: Seen;
  readonly bareCr: Seen;
  readonly bareLf: Seen;
  readonly nul: Seen;
  readonly eightBit: Seen;
  readonly crlf: number;
  /** bytes of the body that were read */
  readonly size: number;
  /** parts or depth beyond what is looked at */
  readonly beyond: boolean;
}

const MOST_PARTS = 1000;
const MOST_DEPTH = 50;
const KEPT_OF_LINE = 4096;
const MOST_OF_HEADER = 65_536;
const TOO_LONG = 998;
const [LF, CR] = [10, 13];

interface Open {
  readonly entity: Entity;
  /** `--` and the boundary as octets */
  readonly delimiter: string;
}

type Counted = { first: number; count: number };
const none = (): Counted => ({ first: -1, count: 0 });
const seen = (counted: Counted, at: number, times = 1) => {
  if (counted.count === 0) counted.first = at;
  counted.count += times;
};

/** For the body of this message, which `push` gets in pieces. */
export const bodyReader = (header: ParsedHeader, bytes: Uint8Array): BodyReader =>
  new BodyReader(entityOf(fieldsOf(header, bytes), 0, null), header.end);

class BodyReader {
  readonly #entities: Entity[];
  readonly #open: Open[] = [];
  readonly #tooLong = none();
  readonly #bareCr = none();
  readonly #bareLf = none();
  readonly #nul = none();
  readonly #eightBit = none();
  #crlf = 0;
  #beyond = false;
  #size = 0;
  /** of the line under way: kept octets, length, where it begins */
  #line: number[] = [];
  #length = 0;
  #lineAt: number;
  #pendingCr = false;
  /** lines of a part's header under way */
  #header: { readonly bytes: number[]; readonly at: number; readonly parent: Entity } | null = null;
  #leaf: LeafReader | null = null;

  /** `at`: where the body begins in the message. */
  constructor(top: Entity, at: number) {
    this.#entities = [top];
    this.#lineAt = at;
    this.#begin(top, at);
  }

  push(piece: Uint8Array): void {
    const from = this.#lineAt + this.#length + (this.#pendingCr ? 1 : 0);
    for (let at = 0; at < piece.length; at += 1) {
      const octet = piece[at] ?? 0;
      if (this.#pendingCr) {
        this.#pendingCr = false;
        if (octet === LF) {
          this.#crlf += 1;
          this.#endLine(2);
          continue;
        }
        // A bare CR is no end of a line for anybody who speaks SMTP (RFC 5321 §2.3.8).
        seen(this.#bareCr, this.#lineAt + this.#length);
        this.#take(CR);
      }
      if (octet === CR) this.#pendingCr = true;
      else if (octet === LF) {
        seen(this.#bareLf, from + at);
        this.#endLine(1);
      } else this.#take(octet);
    }
    this.#size += piece.length;
  }

  end(): BodyFacts {
    if (this.#pendingCr) seen(this.#bareCr, this.#lineAt + this.#length);
    if (this.#length > 0) this.#endLine(0);
    if (this.#header !== null) this.#endHeader();
    this.#endLeaf();
    return {
      entities: this.#entities,
      tooLong: this.#tooLong,
      bareCr: this.#bareCr,
      bareLf: this.#bareLf,
      nul: this.#nul,
      eightBit: this.#eightBit,
      crlf: this.#crlf,
      size: this.#size,
      beyond: this.#beyond,
    };
  }

  /** The rest is not read: what is open stays so without being wrong. */
  stop(): BodyFacts {
    this.#leaf = null;
    this.#pendingCr = false;
    this.#length = 0;
    for (const { entity } of this.#open) if (entity.leaf) entity.leaf = { ...entity.leaf, closed: true };
    return this.end();
  }

  #take(octet: number): void {
    if (octet === 0) seen(this.#nul, this.#lineAt + this.#length);
    else if (octet >= 0x80) seen(this.#eightBit, this.#lineAt + this.#length);
    if (this.#length < KEPT_OF_LINE) this.#line.push(octet);
    this.#length += 1;
  }

  #endLine(ending: number): void {
    const line = this.#line;
    const at = this.#lineAt;
    if (this.#length > TOO_LONG) seen(this.#tooLong, at);
    const whole = this.#length === line.length;
    this.#lineAt += this.#length + ending;
    this.#length = 0;
    this.#line = [];
    if (line[0] === 0x2d && line[1] === 0x2d && this.#delimits(line)) return;
    if (this.#header === null) this.#leaf?.line(line, at, whole);
    else if (line.length === 0) this.#endHeader();
    else if (this.#header.bytes.length < MOST_OF_HEADER)
      for (const octet of [...line, CR, LF]) this.#header.bytes.push(octet);
  }

  /** The innermost first: an outer boundary ends what is open within (RFC 2046 §5.1.2). */
  #delimits(line: readonly number[]): boolean {
    const text = String.fromCharCode(...line.slice(0, 256)).trimEnd();
    for (let index = this.#open.length - 1; index >= 0; index -= 1) {
      const open = this.#open[index];
      if (open === undefined || !text.startsWith(open.delimiter)) continue;
      const rest = text.slice(open.delimiter.length);
      if (rest !== '' && rest !== '--') continue;
      if (this.#header !== null) this.#endHeader();
      this.#endLeaf();
      this.#open.length = index + 1;
      if (rest === '--') {
        const leaf = open.entity.leaf;
        if (leaf) open.entity.leaf = { ...leaf, closed: true };
        this.#open.length = index;
      } else this.#header = { bytes: [], at: this.#lineAt, parent: open.entity };
      return true;
    }
    return false;
  }

  #endHeader(): void {
    const begun = this.#header;
    this.#header = null;
    if (begun === null) return;
    if (this.#entities.length >= MOST_PARTS || begun.parent.depth >= MOST_DEPTH) {
      this.#beyond = true;
      return;
    }
    const bytes = Uint8Array.from(begun.bytes);
    const entity = entityOf(
      fieldsOf(parseHeader(bytes), bytes, begun.at),
      begun.parent.depth + 1,
      begun.parent,
    );
    begun.parent.children.push(entity);
    this.#entities.push(entity);
    this.#begin(entity, this.#lineAt);
  }

  #begin(entity: Entity, at: number): void {
    const type = typeOf(entity);
    const boundary = type.startsWith('multipart/') ? boundaryOf(entity) : null;
    this.#leaf = new LeafReader(entity, at);
    if (boundary !== null) this.#open.push({ entity, delimiter: `--${boundary}` });
    else if (
      (type === 'message/rfc822' || type === 'message/global') &&
      /^(?:7bit|8bit|binary)$/.test(entity.encoding)
    )
      this.#header = { bytes: [], at, parent: entity };
  }

  #endLeaf(): void {
    this.#leaf?.end();
    this.#leaf = null;
  }
}
