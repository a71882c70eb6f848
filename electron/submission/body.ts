/**
 * The message's bytes on their way out: read from the file, digested while they stream, and dot-stuffed. Each piece is read while the one
 * before it is on its way; what a small message holds is there before the server is asked.
 */
import { createHash } from 'node:crypto';
import { close, closeSync, open, openSync, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import { atOnce, isDiskSlow } from '../database/at-once.ts';
import type { MessageSource } from './session.ts';

const openFile = promisify(open);
const closeFile = promisify(close);
const readFile = promisify(read);

const CR = 0x0d;
const LF = 0x0a;
const DOT = 0x2e;
/** bytes; large writes, and yet no long stop of the event loop */
const CHUNK = 128 * 1024;

/** Pieces in their order; null at the end. Rejects with the system's error. */
export interface MessageReader {
  /** All of it, where it was small enough to be read in one piece: the first that `take` gives. */
  readonly whole: Buffer | null;
  take(): Promise<Buffer | null>;
  close(): Promise<void>;
}

/** Rejects with the system's error. A small file is read at once, unless the disk is slow: half of what a small message takes in all. */
export async function openMessage(source: MessageSource, isSlow = isDiskSlow()): Promise<MessageReader> {
  if (source.size >= CHUNK || isSlow) return await FileReader.open(source);
  const whole = atOnce(() => readWhole(source));
  let left: Buffer | null = whole;
  return {
    whole,
    take: () => {
      const bytes = left;
      left = null;
      return Promise.resolve(bytes);
    },
    close: () => Promise.resolve(),
  };
}

/** One byte more than was recorded, if there is one: that is a mismatch. */
function readWhole({ path, size }: MessageSource): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(size + 1);
    return buffer.subarray(0, readSync(file, buffer, 0, size + 1, 0));
  } finally {
    closeSync(file);
  }
}

/** Ends by itself one byte past the recorded size. */
class FileReader implements MessageReader {
  readonly whole = null;
  readonly #file: number;
  readonly #size: number;
  #at = 0;
  /** One is on its way to the socket while the other is filled: whoever takes the next piece is done with the one before. */
  #buffers: readonly [Buffer, Buffer];
  #ahead: Promise<Buffer | null>;

  private constructor(file: number, size: number) {
    this.#file = file;
    this.#size = size;
    const most = Math.min(CHUNK, size + 1);
    this.#buffers = [Buffer.allocUnsafe(most), Buffer.allocUnsafe(size < CHUNK ? 0 : most)];
    this.#ahead = this.#read();
  }

  /** The first piece is read when this resolves. */
  static async open({ path, size }: MessageSource): Promise<FileReader> {
    const reader = new FileReader(await openFile(path, 'r'), size);
    try {
      await reader.#ahead;
    } catch (error) {
      await reader.close();
      throw error;
    }
    return reader;
  }

  async take(): Promise<Buffer | null> {
    const bytes = await this.#ahead;
    if (bytes === null) return null;
    this.#ahead = this.#read();
    // Whoever takes next learns of an error.
    this.#ahead.catch(() => undefined);
    return bytes;
  }

  async #read(): Promise<Buffer | null> {
    const [free, inUse] = this.#buffers;
    const most = Math.min(free.length, this.#size + 1 - this.#at);
    if (most <= 0) return null;
    this.#buffers = [inUse, free];
    const { bytesRead } = await readFile(this.#file, free, 0, most, this.#at);
    this.#at += bytesRead;
    return bytesRead === 0 ? null : free.subarray(0, bytesRead);
  }

  async close(): Promise<void> {
    await this.#ahead.catch(() => undefined);
    await closeFile(this.#file).catch(() => undefined);
  }
}

/**
 * Doubles dots that begin a line (RFC 5321 §4.5.2), chunk by chunk, and sees to it that every line ends CRLF: a bare CR or LF
 * (RFC 5321 §2.3.8) would be changed on the way, or taken for the end of the message.
 */
export class Stuffer {
  #last = LF;
  #isClean = true;

  /** All that came ended its lines properly, and it came to an end. */
  get isWhole(): boolean {
    return this.#isClean && this.#last === LF;
  }

  /** The same buffer where there is nothing to double. */
  push(chunk: Buffer): Buffer {
    if (chunk.length === 0) return chunk;
    const dots = this.#dots(chunk);
    this.#check(chunk);
    this.#last = chunk.at(-1) ?? this.#last;
    return dots.length === 0 ? chunk : doubled(chunk, dots);
  }

  /** Offsets of the dots to double. */
  #dots(chunk: Buffer): number[] {
    const dots = this.#last === LF && chunk[0] === DOT ? [0] : [];
    for (let at = chunk.indexOf('\n.'); at >= 0; at = chunk.indexOf('\n.', at + 2)) dots.push(at + 1);
    return dots;
  }

  #check(chunk: Buffer): void {
    const goesOn = this.#last !== CR || chunk[0] === LF;
    this.#isClean = this.#isClean && goesOn && endsLinesProperly(chunk, this.#last);
  }
}

/** Whether each LF follows a CR, and each CR comes before an LF; what follows a last CR is in the next chunk. Four bytes at a time. */
function endsLinesProperly(chunk: Buffer, before: number): boolean {
  const head = -chunk.byteOffset & 3;
  if (chunk.length < head) return endsProperlyIn(chunk, before, 0, chunk.length);
  const words = new Uint32Array(chunk.buffer, chunk.byteOffset + head, (chunk.length - head) >> 2);
  if (!endsProperlyIn(chunk, before, 0, head)) return false;
  for (let index = 0; index < words.length; index += 1) {
    const at = head + index * 4;
    if (mayEndLine(words[index] ?? 0) && !endsProperlyIn(chunk, before, at, at + 4)) return false;
  }
  return endsProperlyIn(chunk, before, head + words.length * 4, chunk.length);
}

function endsProperlyIn(chunk: Buffer, before: number, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = chunk[at] ?? 0;
    if (byte === LF && (at === 0 ? before : chunk[at - 1]) !== CR) return false;
    if (byte === CR && at + 1 < chunk.length && chunk[at + 1] !== LF) return false;
  }
  return true;
}

/** One of its four bytes is 0x08 to 0x0f, CR and LF among them: without its lowest three bits it is 0x08, and the well-known test for a zero byte tells. */
function mayEndLine(word: number): boolean {
  const rest = (word & 0xf8f8f8f8) ^ 0x08080808;
  return ((rest - 0x01010101) & ~rest & 0x80808080) !== 0;
}

function doubled(chunk: Buffer, dots: readonly number[]): Buffer {
  const stuffed = Buffer.allocUnsafe(chunk.length + dots.length);
  let from = 0;
  let to = 0;
  for (const dot of dots) {
    to += chunk.copy(stuffed, to, from, dot + 1);
    from = dot;
  }
  chunk.copy(stuffed, to, from);
  return stuffed;
}

/** Counts and digests what passes, and gives it stuffed. */
export class OutgoingBytes {
  /** before stuffing */
  bytes = 0;
  readonly #stuffer = new Stuffer();
  readonly #hash = createHash('sha256');
  #digest: string | null = null;
  #prepared: { readonly chunk: Buffer; readonly stuffed: Buffer } | null = null;

  /** Digests and stuffs a chunk before it is pushed: whoever waits for a reply has time for it. */
  prepare(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.#prepared = { chunk, stuffed: this.#stuffer.push(chunk) };
  }

  push(chunk: Buffer): Buffer {
    if (this.#prepared?.chunk !== chunk) this.prepare(chunk);
    const { stuffed = chunk } = this.#prepared ?? {};
    this.#prepared = null;
    this.bytes += chunk.length;
    return stuffed;
  }

  /** Lower-case hex; nothing may be pushed after. */
  digest(): string {
    this.#digest ??= this.#hash.digest('hex');
    return this.#digest;
  }

  /** All of the message has passed, as it was recorded, and the dot will stand on a line of its own. */
  isMessage({ size, sha256 }: MessageSource): boolean {
    return this.bytes === size && size > 0 && this.#stuffer.isWhole && this.digest() === sha256;
  }
}
