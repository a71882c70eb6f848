/**
 * Where the header ends in a message that comes in pieces: behind the first empty line, as parse.ts takes it, without keeping anything.
 * What the header says is parse.ts's business.
 */

const CR = 13;
const LF = 10;

/** The empty line is LF, or CRLF, right behind an LF or at the very beginning; a bare CR begins no line of the header. */
export class HeaderEnd {
  /** the octets before the piece: as if an LF stood before the first one */
  #last = LF;
  #beforeLast = 0;
  #read = 0;

  /** Offset of the body once the piece with the header's end was given; undefined until then. */
  scan(piece: Uint8Array): number | undefined {
    const octet = (at: number): number =>
      at >= 0 ? (piece[at] ?? 0) : at === -1 ? this.#last : this.#beforeLast;
    for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) {
      const before = octet(at - 1);
      if (before === LF || (before === CR && octet(at - 2) === LF)) return this.#read + at + 1;
    }
    const [last, beforeLast] = [octet(piece.length - 1), octet(piece.length - 2)];
    this.#last = last;
    this.#beforeLast = beforeLast;
    this.#read += piece.length;
    return undefined;
  }
}
