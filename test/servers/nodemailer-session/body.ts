/**
 * The message's bytes on their way out: read from the file, and counted and digested again as they cross the wire, dot-stuffing undone,
 * so that what is compared with the recorded digest is what the server gets. The end of the stream, and with it the final dot, waits.
 */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';

const LF = 0x0a;
const DOT = 0x2e;
const CHUNK = 64 * 1024;

/** Undoes RFC 5321 §4.5.2 on the stream between DATA and the final dot. */
export class WireDigest {
  #hash = createHash('sha256');
  #bytes = 0;
  #lineStart = true;
  #digest: string | null = null;

  get bytes(): number {
    return this.#bytes;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    let from = this.#lineStart && chunk[0] === DOT ? 1 : 0;
    let stuffed = chunk.indexOf('\n.', from);
    while (stuffed >= 0) {
      this.#take(chunk.subarray(from, stuffed + 1));
      from = stuffed + 2;
      stuffed = chunk.indexOf('\n.', from);
    }
    this.#take(chunk.subarray(from));
    this.#lineStart = chunk[chunk.length - 1] === LF;
  }

  #take(bytes: Buffer): void {
    this.#bytes += bytes.length;
    this.#hash.update(bytes);
  }

  /** Lower-case hex; call it when all has passed. */
  digest(): string {
    this.#digest ??= this.#hash.digest('hex');
    return this.#digest;
  }
}

/** The file as a stream whose end is held: `atEnd` is awaited after the last byte; when it rejects, the stream fails without an end. */
export function heldStream(
  file: FileHandle,
  atEnd: (total: number, endsInCrlf: boolean) => Promise<void>,
): Readable {
  return Readable.from(chunks(file, atEnd), { objectMode: false, highWaterMark: CHUNK });
}

async function* chunks(
  file: FileHandle,
  atEnd: (total: number, endsInCrlf: boolean) => Promise<void>,
): AsyncGenerator<Buffer> {
  let total = 0;
  let tail = '';
  for (;;) {
    // A new buffer each time: the one before is still on its way to the socket.
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, total);
    if (bytesRead === 0) break;
    total += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    tail = (tail + chunk.subarray(-2).toString('latin1')).slice(-2);
    yield chunk;
  }
  await atEnd(total, tail === '\r\n');
}
