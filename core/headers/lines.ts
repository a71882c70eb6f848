/**
 * Bytes → physical lines, each with its exact range and the kind of its end. No byte is left out and none is judged: what lines mean is
 * parse.ts's business.
 */
import type { ByteRange } from './bytes.ts';

type LineEnd = 'crlf' | 'lf' | 'cr' | 'none';

/** Content is [start, end), the line end is [end, next). `none`: the input stops without one. */
export interface PhysicalLine extends ByteRange {
  readonly next: number;
  readonly lineEnd: LineEnd;
  /** which of `OCTETS` the content has, as a sum: told here, so that nobody reads a line twice to know that it is ordinary */
  readonly octets: number;
}

/** NUL is a control, TAB is none. */
export const OCTETS = { control: 1, eightBit: 2, question: 4 } as const;

const CR = 13;
const LF = 10;
const LINE_END = 8;
const kinds = new Uint8Array(256).fill(OCTETS.eightBit, 0x80);
kinds.fill(OCTETS.control, 0, 0x20);
kinds[0x7f] = OCTETS.control;
kinds[0x09] = 0;
kinds[0x3f] = OCTETS.question;
kinds[CR] = LINE_END;
kinds[LF] = LINE_END;

/** The line that begins at `start`; undefined at the end of the input. */
export function lineAt(bytes: Uint8Array, start: number): PhysicalLine | undefined {
  const { length } = bytes;
  if (start >= length) return undefined;
  let octets = 0;
  let at = start;
  for (; at < length; at += 1) {
    const kind = kinds[bytes[at] ?? 0] ?? 0;
    if (kind === LINE_END) break;
    octets |= kind;
  }
  if (at === length) return { start, end: at, next: at, lineEnd: 'none', octets };
  if (bytes[at] === LF) return { start, end: at, next: at + 1, lineEnd: 'lf', octets };
  return bytes[at + 1] === LF
    ? { start, end: at, next: at + 2, lineEnd: 'crlf', octets }
    : { start, end: at, next: at + 1, lineEnd: 'cr', octets };
}

export function physicalLines(bytes: Uint8Array): PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  for (let line = lineAt(bytes, 0); line !== undefined; line = lineAt(bytes, line.next)) lines.push(line);
  return lines;
}

/**
 * Where lines begin, for a message that comes in pieces: constant memory but for the offsets handed out. A CR at the end of a piece is
 * decided by the next one.
 */
export class LineScanner {
  #offset: number;
  #pendingCr = false;

  constructor(offset = 0) {
    this.#offset = offset;
  }

  /** Calls `found` with the offset just behind each line end in this piece. */
  scan(piece: Uint8Array, found: (next: number) => void): void {
    for (let at = 0; at < piece.length; at += 1) {
      const octet = piece[at];
      if (this.#pendingCr) {
        this.#pendingCr = false;
        if (octet === LF) {
          found(this.#offset + at + 1);
          continue;
        }
        found(this.#offset + at);
      }
      if (octet === LF) found(this.#offset + at + 1);
      else if (octet === CR) this.#pendingCr = true;
    }
    this.#offset += piece.length;
  }

  /** The input is over: a CR that still waits ended its line. */
  finish(found: (next: number) => void): void {
    if (this.#pendingCr) found(this.#offset);
    this.#pendingCr = false;
  }
}
