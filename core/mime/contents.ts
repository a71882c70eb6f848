/**
 * What the contents of a message's parts are once their encoding is undone: size and SHA-256, measured while the message comes by in
 * pieces a second time. A multipart has no content of its own.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Part, Structure } from './structure.ts';
import { transferDecoder, type TransferDecoder } from './transfer-decoder.ts';

export interface Content {
  /** bytes */
  readonly size: number;
  /** of the decoded content, hexadecimal */
  readonly sha256: string;
  /** octets that its encoding does not allow, and which were passed over */
  readonly stray: number;
}

/** A message within a message within a message is read once for each: beyond this many it is not measured. */
const MOST_AT_ONCE = 4;

interface Measuring {
  readonly part: Part;
  readonly decoder: TransferDecoder;
  readonly hash: ReturnType<typeof sha256.create>;
  size: number;
}

export class ContentMeter {
  /** leaves and messages, in the order in which they begin */
  readonly #waiting: readonly Part[];
  readonly #contents = new Map<number, Content>();
  #next = 0;
  #offset = 0;
  #measuring: Measuring[] = [];

  constructor({ parts }: Structure) {
    this.#waiting = parts.filter(({ kind }) => kind !== 'multipart');
  }

  push(piece: Uint8Array): void {
    const end = this.#offset + piece.length;
    for (let part = this.#waiting[this.#next]; part !== undefined; part = this.#waiting[this.#next]) {
      if (part.body.start >= end) break;
      this.#next += 1;
      // Those that end before this one begins make room for it.
      this.#feed(piece, part.body.start);
      if (this.#measuring.length < MOST_AT_ONCE)
        this.#measuring.push({
          part,
          decoder: transferDecoder(part.encoding),
          hash: sha256.create(),
          size: 0,
        });
    }
    this.#feed(piece, end);
    this.#fed.clear();
    this.#offset = end;
  }

  /** By the part's index. */
  finish(): ReadonlyMap<number, Content> {
    for (const part of this.#waiting.slice(this.#next)) {
      this.#measuring.push({ part, decoder: transferDecoder(part.encoding), hash: sha256.create(), size: 0 });
    }
    for (const one of this.#measuring) this.#end(one);
    this.#measuring = [];
    return this.#contents;
  }

  /** how far of this piece each has been given */
  readonly #fed = new Map<Measuring, number>();

  #feed(piece: Uint8Array, until: number): void {
    const still: Measuring[] = [];
    for (const one of this.#measuring) {
      const from = Math.max(one.part.body.start, this.#fed.get(one) ?? this.#offset);
      const to = Math.min(one.part.body.end, until);
      if (to > from) {
        this.#take(one, one.decoder.push(piece.subarray(from - this.#offset, to - this.#offset)));
        this.#fed.set(one, to);
      }
      if (one.part.body.end <= until) this.#end(one);
      else still.push(one);
    }
    this.#measuring = still;
  }

  #take(one: Measuring, octets: Uint8Array): void {
    one.hash.update(octets);
    one.size += octets.length;
  }

  #end(one: Measuring): void {
    this.#take(one, one.decoder.finish());
    const { stray } = one.decoder;
    this.#contents.set(one.part.index, { size: one.size, sha256: bytesToHex(one.hash.digest()), stray });
  }
}
