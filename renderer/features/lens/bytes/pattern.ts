/**
 * A regular expression over bytes: one character per octet, so that offsets are bytes; `^` and `$` are a line's. Read piece by piece, cut at
 * line ends; runs in a thread of its own (find-worker.ts), since an expression can take for ever.
 */
import { octetText } from '#core/headers/bytes.ts';

export interface PatternMatch {
  readonly at: number;
  readonly length: number;
}

/** bytes of a line behind which it is cut: a match across the cut is not found */
const LONGEST = 1 << 20;
const LF = 10;

/** Undefined: no expression. Beyond ASCII a character is its UTF-8 octets. */
export function compiled(pattern: string): RegExp | undefined {
  try {
    const octets = pattern.replaceAll(/[^\0-\u007f]/gu, (character) => {
      const bytes = new TextEncoder().encode(character);
      return `(?:${octetText(bytes, { start: 0, end: bytes.length })})`;
    });
    return new RegExp(octets, 'gim');
  } catch {
    return undefined;
  }
}

export class PatternSearch {
  readonly #expression: RegExp;
  #tail: Uint8Array = new Uint8Array();
  #offset = 0;

  constructor(expression: RegExp) {
    this.#expression = expression;
  }

  /** Matches in the lines that this piece completes; empty ones are none. At most `most`. */
  take(piece: Uint8Array, isLast: boolean, most: number): PatternMatch[] {
    const window = new Uint8Array(this.#tail.length + piece.length);
    window.set(this.#tail);
    window.set(piece, this.#tail.length);
    const lineEnd = window.lastIndexOf(LF) + 1;
    const end = isLast || (lineEnd === 0 && window.length > LONGEST) ? window.length : lineEnd;
    const found: PatternMatch[] = [];
    const text = octetText(window, { start: 0, end });
    for (const match of text.matchAll(this.#expression)) {
      if (match[0] !== '') found.push({ at: this.#offset + match.index, length: match[0].length });
      if (found.length >= most) break;
    }
    this.#tail = window.slice(end);
    this.#offset += end;
    return found;
  }
}
