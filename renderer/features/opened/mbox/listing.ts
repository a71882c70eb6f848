/**
 * The entries of one mbox file, found while it is read from end to end; what they say is read when they come into view. Offsets only, in
 * a typed array: a million messages take eight megabytes.
 */
import type { ByteRange } from '#core/headers/bytes.ts';
import { ENTRY_TAIL, fromLine, MboxScanner, messageOfEntry } from '#core/headers/mbox.ts';
import { fieldsNamed, parseHeader } from '#core/headers/parse.ts';
import { decoded, unfolded } from '#core/headers/unfold.ts';
import { headerDate } from '#core/headers/identifiers.ts';
import { pieces } from '../../lens/bytes/byte-pages.ts';
import type { SourceBytes } from '../source-bytes.ts';

export const MOST_ENTRIES = 1_000_000;
/** octets of an entry that its row is read from; a subject behind them is not shown in the list */
const ROW_HEAD = 16 * 1024;
/** ms between two tellings */
const PAUSE = 100;

export type Scan = 'running' | 'stopped' | 'failed' | 'full' | 'done';

export class MboxListing {
  readonly bytes: SourceBytes;
  #starts = new Float64Array(1024);
  #count = 0;
  #scanned = 0;
  #state: Scan = 'running';
  #version = 0;
  #told = 0;
  #stop = new AbortController();
  #scanner = new MboxScanner();
  readonly #listeners = new Set<() => void>();

  constructor(bytes: SourceBytes) {
    this.bytes = bytes;
  }

  get count(): number {
    return this.#count;
  }
  /** bytes read so far */
  get scanned(): number {
    return this.#scanned;
  }
  get state(): Scan {
    return this.#state;
  }
  get version(): number {
    return this.#version;
  }
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins, or goes on where it was stopped; resolves when it has ended, however that was. */
  async scan(): Promise<void> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#state = 'running';
    this.#tell(true);
    const found = (start: number): void => this.#add(start);
    const { size } = this.bytes;
    try {
      for await (const { bytes } of pieces(this.bytes.read, this.#scanned, size, signal)) {
        this.#scanner.scan(bytes, found);
        this.#scanned += bytes.length;
        if (this.#count >= MOST_ENTRIES) break;
        this.#tell(false);
      }
      if (this.#scanned >= size) this.#scanner.finish(found);
      this.#state = this.#count >= MOST_ENTRIES ? 'full' : this.#scanned >= size ? 'done' : 'stopped';
    } catch {
      this.#state = 'failed';
    }
    this.#tell(true);
  }

  stop(): void {
    this.#stop.abort();
  }

  #add(start: number): void {
    if (this.#count >= MOST_ENTRIES) return;
    if (this.#count === this.#starts.length) {
      const wider = new Float64Array(this.#count * 2);
      wider.set(this.#starts);
      this.#starts = wider;
    }
    this.#starts[this.#count] = start;
    this.#count += 1;
  }

  #tell(now: boolean): void {
    if (!now && performance.now() - this.#told < PAUSE) return;
    this.#told = performance.now();
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }

  /** From its From_ line to the next one, or as far as the file is known. */
  entry(index: number): ByteRange {
    const start = this.#starts[index] ?? 0;
    const next = index + 1 < this.#count ? this.#starts[index + 1] : undefined;
    return { start, end: next ?? (this.#state === 'done' ? this.bytes.size : this.#scanned) };
  }
}

export interface EntryFacts {
  readonly subject: string;
  readonly from: string;
  /** ms since the epoch; null: neither From_ line nor Date tell it */
  readonly at: number | null;
}

export async function entryFacts({ bytes }: MboxListing, { start, end }: ByteRange): Promise<EntryFacts> {
  const head = await bytes.read(start, Math.max(1, Math.min(ROW_HEAD, end - start)));
  const header = parseHeader(head);
  const field = (name: string) => fieldsNamed(header, name)[0];
  const [subject, from, date] = [field('Subject'), field('From'), field('Date')];
  return {
    subject: subject ? decoded(head, subject).slice(0, 300) : '',
    from: from ? decoded(head, from).slice(0, 200) : '',
    at: (date ? headerDate(unfolded(head, date))?.at : null) ?? fromLine(head, 0)?.at ?? null,
  };
}

/** Where the message of an entry stands, and what its From_ line names as sender. */
export async function entryMessage(
  { bytes }: MboxListing,
  { start, end }: ByteRange,
): Promise<{ readonly range: ByteRange; readonly sender: string }> {
  const head = await bytes.read(start, Math.max(1, Math.min(1024, end - start)));
  const from = Math.max(start, end - ENTRY_TAIL);
  const tail = await bytes.read(from, Math.max(1, end - from));
  return {
    range: messageOfEntry({ start, end }, head, tail),
    sender: fromLine(head, 0)?.sender ?? '',
  };
}
