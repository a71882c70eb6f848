/** Looks at a message's bytes as they stream by: what cannot be sent unchanged is refused before it is kept. Writes nothing. */
import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { StoredBytes } from '../outbox/ports.ts';

/** What a message must not have: it could not go over the wire as the bytes it is (RFC 5321 §2.3.7, §2.4, §4.5.3.1.6). */
export type MessageFault =
  'empty' | 'not-7-bit' | 'nul' | 'bare-cr' | 'bare-lf' | 'line-too-long' | 'no-final-crlf';

export class MessageFailure extends Error {
  readonly fault: MessageFault;
  /** bytes before the fault, or before the line that is too long goes on */
  readonly offset: number;
  constructor(fault: MessageFault, offset: number) {
    super(`${fault} at byte ${String(offset)}`);
    this.name = 'MessageFailure';
    this.fault = fault;
    this.offset = offset;
  }
}

const CR = 13;
const LF = 10;
/** RFC 5322 §2.1.1, without CRLF */
const LONGEST_LINE = 998;

export class MessageCheck {
  readonly #hash = createHash('sha256');
  readonly #eightBit: boolean;
  #size = 0;
  /** bytes of the line so far, less its CR */
  #line = 0;
  #afterCr = false;
  #headerSize: number | undefined;

  /** `eightBit`: the text may be (RFC 6152); NUL, line ends and lengths are judged as ever. */
  constructor(eightBit = false) {
    this.#eightBit = eightBit;
  }

  /** Ends with MessageFailure at a fault. Goes from line end to line end: byte by byte takes three times as long. */
  take(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const fault = (kind: MessageFault, index: number) => new MessageFailure(kind, this.#size + index);
    if (!this.#eightBit && !isAscii(bytes)) {
      const index = bytes.findIndex((byte) => byte > 127);
      throw fault('not-7-bit', index);
    }
    const nul = bytes.indexOf(0);
    if (nul !== -1) throw fault('nul', nul);
    for (let at = 0; at < bytes.length;) {
      const lf = bytes.indexOf(LF, at);
      const end = lf === -1 ? bytes.length : lf;
      if (this.#afterCr) {
        if (lf !== at) throw fault('bare-cr', at - 1);
      } else {
        const cr = bytes.indexOf(CR, at);
        const hasCr = cr !== -1 && cr < end;
        if (hasCr && cr !== end - 1) throw fault('bare-cr', cr);
        if (!hasCr && lf !== -1) throw fault('bare-lf', lf);
        this.#line += (hasCr ? cr : end) - at;
        if (this.#line > LONGEST_LINE) throw fault('line-too-long', at);
        this.#afterCr = hasCr;
      }
      if (lf === -1) break;
      // The first empty line ends the header.
      if (this.#line === 0) this.#headerSize ??= this.#size + lf + 1;
      this.#line = 0;
      this.#afterCr = false;
      at = lf + 1;
    }
    this.#size += bytes.length;
    this.#hash.update(bytes);
  }

  /** Ends with MessageFailure when the message is empty or does not end with CRLF. A message without an empty line is all header. */
  finish(): StoredBytes {
    if (this.#size === 0) throw new MessageFailure('empty', 0);
    if (this.#afterCr || this.#line > 0) throw new MessageFailure('no-final-crlf', this.#size);
    return {
      size: this.#size,
      sha256: this.#hash.digest('hex'),
      headerSize: this.#headerSize ?? this.#size,
    };
  }
}
