/**
 * What the contents of a message's parts are once their encoding is undone: size and SHA-256, measured while the message comes by in
 * pieces a second time. A multipart has no content of its own.
 */
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

/** A SHA-256 under way; each end brings its own. */
export interface Digest {
  update(octets: Uint8Array): void;
  /** hexadecimal */
  end(): string;
}

/** A message within a message within a message is read once for each: beyond this many it is not measured. */
const MOST_AT_ONCE = 4;

interface Measuring {
  readonly part: Part;
  readonly decoder: TransferDecoder;
  readonly digest: Digest;
  size: number;
}

export class ContentMeter {
  /** leaves and messages, in the order in which they begin */
  readonly #waiting: readonly Part[];
  readonly #newDigest: () => Digest;
  readonly #contents = new Map<number, Content>();
  #next = 0;
  #offset = 0;
  #measuring: Measuring[] = [];

  constructor({ parts }: Structure, newDigest: () => Digest) {
    this.#newDigest = newDigest;
    this.#waiting = parts.filter(({ kind }) => kind !== 'multipart');
  }

  push(piece: Uint8Array): void {
    const end = this.#offset + piece.length;
    for (let part = this.#waiting[this.#next]; part !== undefined; part = this.#waiting[this.#next]) {
      if (part.body.start >= end) break;
      this.#next += 1;
      // Those that end before this one begins make room for it.
      this.#feed(piece, part.body.start);
      if (this.#measuring.length < MOST_AT_ONCE) this.#measuring.push(this.#begun(part));
    }
    this.#feed(piece, end);
    this.#fed.clear();
    this.#offset = end;
  }

  /** By the part's index. */
  finish(): ReadonlyMap<number, Content> {
    for (const part of this.#waiting.slice(this.#next)) {
      this.#measuring.push(this.#begun(part));
    }
    for (const one of this.#measuring) this.#end(one);
    this.#measuring = [];
    return this.#contents;
  }

  #begun(part: Part): Measuring {
    return { part, decoder: transferDecoder(part.encoding), digest: this.#newDigest(), size: 0 };
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
    one.digest.update(octets);
    one.size += octets.length;
  }

  #end(one: Measuring): void {
    this.#take(one, one.decoder.finish());
    const { stray } = one.decoder;
    this.#contents.set(one.part.index, { size: one.size, sha256: one.digest.end(), stray });
  }
}
