/**
 * The message's bytes as the views need them: fetched in pages when first asked for, a bounded number kept. Asking is synchronous: what
 * is not there yet is undefined now, and listeners hear when it came.
 */
import { joined } from '#core/headers/bytes.ts';

export const PAGE_SIZE = 256 * 1024;
/** 16 MB: some thousand screens of text. */
const KEPT = 64;

export type ReadBytes = (offset: number, length: number) => Promise<Uint8Array>;

export class BytePages {
  readonly total: number;
  readonly #read: ReadBytes;
  readonly #pages = new Map<number, Uint8Array>();
  readonly #asked = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #version = 0;
  #failed = false;

  constructor(total: number, read: ReadBytes) {
    this.total = total;
    this.#read = read;
  }

  /** Bytes of [start, end), cut at the message's end; undefined until all of them came. */
  slice(start: number, end: number): Uint8Array | undefined {
    const to = Math.min(end, this.total);
    if (to <= start) return new Uint8Array();
    const first = Math.floor(start / PAGE_SIZE);
    const last = Math.floor((to - 1) / PAGE_SIZE);
    const pages: Uint8Array[] = [];
    for (let page = first; page <= last; page += 1) {
      const held = this.#page(page);
      if (held) pages.push(held);
    }
    if (pages.length <= last - first) return undefined;
    const [only] = pages;
    if (pages.length === 1 && only) return only.subarray(start - first * PAGE_SIZE, to - first * PAGE_SIZE);
    return joined(pages).subarray(start - first * PAGE_SIZE, to - first * PAGE_SIZE);
  }

  /** Changes whenever bytes came, or could not be read. */
  get version(): number {
    return this.#version;
  }

  get failed(): boolean {
    return this.#failed;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #page(page: number): Uint8Array | undefined {
    const held = this.#pages.get(page);
    if (held) {
      // A Map keeps insertion order: the page just used becomes the newest.
      this.#pages.delete(page);
      this.#pages.set(page, held);
      return held;
    }
    if (!this.#asked.has(page)) void this.#fetch(page);
    return undefined;
  }

  async #fetch(page: number): Promise<void> {
    this.#asked.add(page);
    try {
      const offset = page * PAGE_SIZE;
      this.#pages.set(page, await this.#read(offset, Math.min(PAGE_SIZE, this.total - offset)));
      const [oldest] = this.#pages.keys();
      if (this.#pages.size > KEPT && oldest !== undefined) this.#pages.delete(oldest);
      // Only what came may be asked for again: a page that fails would be asked for at each drawing.
      this.#asked.delete(page);
    } catch {
      this.#failed = true;
    }
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** The first piece comes at once, the later ones are as large as one call may hand over. */
const FIRST_PIECE = 256 * 1024;
const PIECE = 4 * 1024 * 1024;

/** Reads [start, end) piece by piece; ends early when the signal says so. */
export async function* pieces(
  read: ReadBytes,
  start: number,
  end: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly offset: number; readonly bytes: Uint8Array }, void, undefined> {
  // A function: the signal may be raised while a read is awaited.
  const stopped = () => signal.aborted;
  let offset = start;
  let size = FIRST_PIECE;
  while (offset < end && !stopped()) {
    const bytes = await read(offset, Math.min(size, end - offset));
    size = Math.min(size * 2, PIECE);
    if (bytes.length === 0 || stopped()) return;
    yield { offset, bytes };
    offset += bytes.length;
  }
}
