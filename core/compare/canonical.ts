/**
 * DKIM's canonical forms (RFC 6376 §3.4): what a signature looks at, so that what is the same in them was not changed as far as a signature
 * goes. Line ends are CRLF here whatever a file has, since only what travels is signed. Bodies come in pieces of any size.
 */
import type { HeaderField } from '../headers/parse.ts';
import { unfoldedOctets } from '../headers/unfold.ts';

/** §3.4.2; one character an octet */
export const relaxedField = (bytes: Uint8Array, field: HeaderField): string =>
  `${field.name.toLowerCase()}:${unfoldedOctets(bytes, field).replaceAll(/[ \t]+/g, ' ')}`;

/** A SHA-256 under way; each end brings its own. */
export interface BodyDigest {
  update(octets: Uint8Array): void;
  /** base64, as bh= has it */
  end(): string;
}

export interface CanonicalBody {
  /** bytes */
  readonly size: number;
  readonly lines: number;
  /** lines that end in an LF alone */
  readonly bareLf: number;
  /** empty lines at the end, which no form counts */
  readonly emptyAtEnd: number;
  /** its last line has a line end */
  readonly ended: boolean;
  /** base64 */
  readonly simple: string;
  readonly relaxed: string;
}

const CR = 13;
const LF = 10;
const isBlank = (octet: number) => octet === 32 || octet === 9;

export class BodyCanonicalizer {
  readonly #simple: Form;
  readonly #relaxed: Form;
  #size = 0;
  #lines = 0;
  #bareLf = 0;
  #pendingCr = false;
  /** white space that is one space where something follows it, and nothing at a line's end (§3.4.4) */
  #blank = false;
  /** octets of the line so far */
  #length = 0;

  constructor(newDigest: () => BodyDigest) {
    this.#simple = new Form(newDigest());
    this.#relaxed = new Form(newDigest());
  }

  push(piece: Uint8Array): void {
    this.#size += piece.length;
    for (const octet of piece) {
      if (octet === LF) this.#lineEnd();
      else {
        if (this.#pendingCr) this.#octet(CR);
        this.#pendingCr = octet === CR;
        if (octet !== CR) this.#octet(octet);
      }
    }
  }

  finish(): CanonicalBody {
    if (this.#pendingCr) this.#octet(CR);
    this.#pendingCr = false;
    const ended = this.#length === 0;
    const { empty } = this.#simple;
    if (!ended) this.#endLine();
    return {
      size: this.#size,
      lines: this.#lines,
      bareLf: this.#bareLf,
      emptyAtEnd: ended ? empty : 0,
      ended,
      // An empty body is CRLF to `simple` (§3.4.3), nothing to `relaxed` (§3.4.4).
      simple: this.#simple.finish(true),
      relaxed: this.#relaxed.finish(false),
    };
  }

  #octet(octet: number): void {
    this.#length += 1;
    this.#simple.put(octet);
    if (isBlank(octet)) this.#blank = true;
    else {
      if (this.#blank) this.#relaxed.put(32);
      this.#blank = false;
      this.#relaxed.put(octet);
    }
  }

  #lineEnd(): void {
    if (!this.#pendingCr) this.#bareLf += 1;
    this.#pendingCr = false;
    this.#endLine();
  }

  #endLine(): void {
    this.#lines += 1;
    this.#blank = false;
    this.#length = 0;
    this.#simple.endLine();
    this.#relaxed.endLine();
  }
}

const ROOM = 65_536;

/** What is digested: empty lines only once something follows them. */
class Form {
  empty = 0;
  readonly #digest: BodyDigest;
  readonly #room = new Uint8Array(ROOM);
  #filled = 0;
  #isEmptyLine = true;
  #hasContent = false;

  constructor(digest: BodyDigest) {
    this.#digest = digest;
  }

  put(octet: number): void {
    for (; this.empty > 0; this.empty -= 1) this.#crlf();
    this.#isEmptyLine = false;
    this.#hasContent = true;
    this.#write(octet);
  }

  endLine(): void {
    if (this.#isEmptyLine) this.empty += 1;
    else this.#crlf();
    this.#isEmptyLine = true;
  }

  finish(crlfWhereEmpty: boolean): string {
    if (!this.#hasContent && crlfWhereEmpty) this.#crlf();
    this.#flush();
    return this.#digest.end();
  }

  #crlf(): void {
    this.#write(CR);
    this.#write(LF);
  }

  #write(octet: number): void {
    this.#room[this.#filled] = octet;
    this.#filled += 1;
    if (this.#filled === ROOM) this.#flush();
  }

  #flush(): void {
    this.#digest.update(this.#room.subarray(0, this.#filled));
    this.#filled = 0;
  }
}
