/** Looks at a message's bytes as they stream by: what cannot be sent unchanged is refused before it is kept. Writes nothing. */
import { createHash } from 'node:crypto';
import type { StoredBytes } from '../outbox/ports.ts';

/** What a message must not have: it could not go over the wire as the bytes it is (RFC 5321 §2.3.7, §2.4, §4.5.3.1.6). */
export type MessageFault =
  'empty' | 'not-7-bit' | 'nul' | 'bare-cr' | 'bare-lf' | 'line-too-long' | 'no-final-crlf';

export class MessageFailure extends Error {
  readonly fault: MessageFault;
  /** bytes before the fault */
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
  #size = 0;
  /** bytes of the line so far, less its CR */
  #line = 0;
  #afterCr = false;
  #headerSize: number | undefined;

  /** Ends with MessageFailure at the first fault. */
  take(chunk: Uint8Array): void {
    let line = this.#line;
    let afterCr = this.#afterCr;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0;
      if (byte === LF) {
        if (!afterCr) throw new MessageFailure('bare-lf', this.#size + index);
        // The first empty line ends the header.
        if (line === 0) this.#headerSize ??= this.#size + index + 1;
        line = 0;
        afterCr = false;
        continue;
      }
      if (afterCr) throw new MessageFailure('bare-cr', this.#size + index - 1);
      if (byte === CR) {
        afterCr = true;
        continue;
      }
      if (byte > 127) throw new MessageFailure('not-7-bit', this.#size + index);
      if (byte === 0) throw new MessageFailure('nul', this.#size + index);
      if (++line > LONGEST_LINE) throw new MessageFailure('line-too-long', this.#size + index);
    }
    this.#line = line;
    this.#afterCr = afterCr;
    this.#size += chunk.length;
    this.#hash.update(chunk);
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
