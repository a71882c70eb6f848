/** What comes between DATA and the final dot: dot-stuffing undone (RFC 5321 §4.5.2), with the faults that are due inside it. */
import { breakAt, type Done } from './breaks.ts';
import type { Desk, Seen } from './connection.ts';
import type { Fault } from '../plan.ts';
import type { ServerWire } from './wire.ts';

const DOT = 0x2e;

/** Undoes dot-stuffing line by line. */
class Unstuffed {
  readonly #lines: Buffer[] = [];
  #partial: Buffer = Buffer.alloc(0);
  /** octets of whole lines */
  length = 0;

  /** What stands behind the final dot's line; null while that has not come. */
  take(chunk: Buffer): Buffer | null {
    const bytes = this.#partial.length === 0 ? chunk : Buffer.concat([this.#partial, chunk]);
    let start = 0;
    for (let end = bytes.indexOf('\r\n'); end >= 0; end = bytes.indexOf('\r\n', start)) {
      const isStuffed = bytes[start] === DOT;
      if (isStuffed && end === start + 1) {
        this.#partial = Buffer.alloc(0);
        return bytes.subarray(end + 2);
      }
      const line = bytes.subarray(isStuffed ? start + 1 : start, end + 2);
      this.#lines.push(line);
      this.length += line.length;
      start = end + 2;
    }
    this.#partial = bytes.subarray(start);
    return null;
  }

  bytes(): Buffer {
    return Buffer.concat([...this.#lines, this.#partial]);
  }
}

/**
 * Reads up to and with the final dot. Gives the reply that was given to it already, if one was; `over` when the connection was broken
 * or ended before.
 */
export async function readBody(
  wire: ServerWire,
  seen: Seen,
  desk: Desk,
  size: number,
): Promise<Done | null | 'over'> {
  let waiting: { readonly fault: Fault; readonly point: number } | null = pointOf(desk, size);
  let said: Done | null = null;
  const body = new Unstuffed();
  const leave = (): 'over' => {
    seen.body = body.bytes();
    return 'over';
  };
  for (;;) {
    const chunk = await wire.some();
    if (chunk === null) return leave();
    const rest = body.take(chunk);
    if (waiting !== null && (rest !== null || body.length >= waiting.point)) {
      const { fault } = waiting;
      waiting = null;
      desk.reached(fault);
      if (fault.how === 'silence') {
        wire.deafen();
        return leave();
      }
      if (fault.how !== 'nothing') {
        said = await breakAt(wire, fault, '250 2.0.0 taken');
        if (said.isOver) return leave();
      }
    }
    if (rest === null) continue;
    wire.unread(rest);
    seen.body = body.bytes();
    return said;
  }
}

function pointOf(desk: Desk, size: number): { readonly fault: Fault; readonly point: number } | null {
  const within = desk.due('body');
  if (within !== null) return { fault: within, point: Math.floor(within.portion * size) };
  const atEnd = desk.due('last byte');
  return atEnd === null ? null : { fault: atEnd, point: size };
}
