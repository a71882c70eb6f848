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
}

const CR = 13;
const LF = 10;

/** The line that begins at `start`; undefined at the end of the input. */
export function lineAt(bytes: Uint8Array, start: number): PhysicalLine | undefined {
  if (start >= bytes.length) return undefined;
  for (let at = start; at < bytes.length; at += 1) {
    const octet = bytes[at];
    if (octet === LF) return { start, end: at, next: at + 1, lineEnd: 'lf' };
    if (octet === CR) {
      return bytes[at + 1] === LF
        ? { start, end: at, next: at + 2, lineEnd: 'crlf' }
        : { start, end: at, next: at + 1, lineEnd: 'cr' };
    }
  }
  return { start, end: bytes.length, next: bytes.length, lineEnd: 'none' };
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
