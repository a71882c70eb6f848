/** Whether a file can stand in a message as it is, without an encoding: 7bit data of RFC 2045 §2.7. */
import { createReadStream } from 'node:fs';

const CR = 13;
const LF = 10;
/** RFC 5322 §2.1.1: octets of a line, its end not counted */
const MAX_LINE = 998;

/** False where a line is too long or ends with anything but CRLF, for an octet beyond 127, for NUL, and for what cannot be read. */
export async function isSevenBit(path: string): Promise<boolean> {
  const lines = new Lines();
  try {
    for await (const chunk of createReadStream(path))
      if (!(chunk instanceof Uint8Array) || !lines.take(chunk)) return false;
  } catch {
    return false;
  }
  return lines.isWhole;
}

class Lines {
  #length = 0;
  #afterCr = false;

  take(chunk: Uint8Array): boolean {
    for (const octet of chunk) {
      if (this.#afterCr !== (octet === LF) || octet === 0 || octet > 127) return false;
      this.#afterCr = octet === CR;
      if (octet === LF) this.#length = 0;
      else if (octet !== CR && (this.#length += 1) > MAX_LINE) return false;
    }
    return true;
  }

  /** No CR waits for its LF. */
  get isWhole(): boolean {
    return !this.#afterCr;
  }
}
