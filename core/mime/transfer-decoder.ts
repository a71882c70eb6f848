/** Content-Transfer-Encodings undone while the content comes in pieces (RFC 2045 §6.7, §6.8). Lenient, linear, total. */
import type { TransferEncoding } from './entity.ts';

export interface TransferDecoder {
  /** Decoded octets so far known; what waits for the next piece is kept. */
  push(piece: Uint8Array): Uint8Array;
  finish(): Uint8Array;
  /** octets that the encoding does not allow, so far */
  readonly stray: number;
}

export function transferDecoder(encoding: TransferEncoding): TransferDecoder {
  switch (encoding) {
    case 'base64':
      return new Base64Decoder();
    case 'quoted-printable':
      return new QuotedPrintableDecoder();
    case 'identity':
    case 'other':
      return { push: (piece) => piece, finish: () => new Uint8Array(), stray: 0 };
  }
}

const CR = 13;
const LF = 10;
const SPACE = 32;
const TAB = 9;
const EQUALS = 61;
const isBlank = (octet: number) => octet === SPACE || octet === TAB;
const isLineEnd = (octet: number) => octet === CR || octet === LF;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NONE = 255;
const sextets = new Uint8Array(256).fill(NONE);
for (let value = 0; value < ALPHABET.length; value += 1) sextets[ALPHABET.charCodeAt(value)] = value;

/** Letters outside the alphabet are passed over; padding ends the data, whatever stands behind it (§6.8). */
class Base64Decoder implements TransferDecoder {
  stray = 0;
  #held = 0;
  #bits = 0;
  #over = false;

  push(piece: Uint8Array): Uint8Array {
    const decoded = new Uint8Array(Math.ceil((piece.length * 3) / 4) + 1);
    let length = 0;
    for (const octet of piece) {
      const value = this.#over ? NONE : (sextets[octet] ?? NONE);
      if (value === NONE) {
        // Within a group of four it is padding; six bits left over, or none, are no group that could end so.
        if (octet === EQUALS && (this.#bits === 4 || this.#bits === 2)) this.#over = true;
        else if (!isLineEnd(octet) && !isBlank(octet) && !(this.#over && octet === EQUALS)) this.stray += 1;
        continue;
      }
      this.#held = ((this.#held << 6) | value) & 0xffff;
      this.#bits += 6;
      if (this.#bits >= 8) {
        this.#bits -= 8;
        decoded[length] = (this.#held >> this.#bits) & 0xff;
        length += 1;
      }
    }
    return decoded.subarray(0, length);
  }

  /** An incomplete last octet is none. */
  finish(): Uint8Array {
    return new Uint8Array();
  }
}

/** Octets kept while what follows decides about them: white space before a line end, or the beginning of an escape. */
const MOST_HELD = 4096;

class QuotedPrintableDecoder implements TransferDecoder {
  stray = 0;
  /** `=` and what followed; else white space that falls away if the line ends behind it (§6.7, rule 3) */
  #held: number[] = [];

  push(piece: Uint8Array): Uint8Array {
    const decoded = new Uint8Array(piece.length + this.#held.length);
    let length = 0;
    const emit = (octet: number) => {
      decoded[length] = octet;
      length += 1;
    };
    for (const octet of piece) {
      if (this.#held.length > 0 && this.#continues(octet, emit)) continue;
      if (octet === EQUALS || isBlank(octet)) this.#held.push(octet);
      else emit(octet);
    }
    return decoded.subarray(0, length);
  }

  /** What an escape or a run of white space makes of the next octet; false: that octet stands for itself. */
  #continues(octet: number, emit: (octet: number) => void): boolean {
    const held = this.#held;
    const last = held.at(-1) ?? 0;
    if (held[0] !== EQUALS) {
      if (isBlank(octet) && held.length < MOST_HELD) {
        held.push(octet);
        return true;
      }
      if (isLineEnd(octet)) this.#held = [];
      else this.#release(emit);
      return false;
    }
    const isHalf = held.length === 2 && isHex(last);
    if (isHalf && isHex(octet)) {
      this.#held = [];
      emit(hexValue(last) * 16 + hexValue(octet));
      return true;
    }
    if (!isHalf && octet === LF) {
      // A soft line break (rule 5), white space before its end forgiven.
      this.#held = [];
      return true;
    }
    const mayFollow =
      last === EQUALS
        ? isHex(octet) || isBlank(octet) || octet === CR
        : isBlank(last) && (isBlank(octet) || octet === CR) && held.length < MOST_HELD;
    if (mayFollow) {
      held.push(octet);
      return true;
    }
    this.stray += 1;
    this.#release(emit);
    return false;
  }

  /** It was no escape: it stands for itself. */
  #release(emit: (octet: number) => void): void {
    for (const octet of this.#held) emit(octet);
    this.#held = [];
  }

  /** `=` at the very end is a soft line break whose line end belongs to the boundary. */
  finish(): Uint8Array {
    const [first, second] = this.#held;
    const rest = first === EQUALS && second !== undefined && isHex(second) ? this.#held : [];
    this.#held = [];
    return Uint8Array.from(rest);
  }
}

const isHex = (octet: number) =>
  (octet >= 48 && octet <= 57) || (octet >= 65 && octet <= 70) || (octet >= 97 && octet <= 102);
const hexValue = (octet: number) => (octet <= 57 ? octet - 48 : (octet | 32) - 87);
