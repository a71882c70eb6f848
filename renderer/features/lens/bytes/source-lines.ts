/**
 * The lines of one message as the source view walks through them: header lines, one stop that opens the body, then the body's lines,
 * which are found while the body is read. Keeps numbers; the bytes are byte-pages.ts's.
 */
import { LineScanner } from '#core/headers/lines.ts';
import type { HeaderItem, ParsedHeader } from '#core/headers/parse.ts';
import { pieces, type ReadBytes } from './byte-pages.ts';
import { LineTable, type PlacedRow } from './line-table.ts';

/** What a header line belongs to; `item` null: the empty line at the end. */
export interface LineOwner {
  readonly item: HeaderItem | null;
  /** of the item among the header's items; null for the empty line */
  readonly place: number | null;
  /** which of the item's lines */
  readonly index: number;
}

/** `body` is the stop between header and body: it opens and closes it. */
export type SourceRow = { readonly kind: 'line'; readonly placed: PlacedRow } | { readonly kind: 'body' };

export class SourceLines {
  readonly owners: readonly LineOwner[];
  readonly #bodyStart: number;
  readonly #total: number;
  readonly #listeners = new Set<() => void>();
  #table: LineTable;
  #open = false;
  #reading = false;
  #failed = false;
  #version = 0;

  constructor(header: ParsedHeader, total: number, width: number) {
    this.owners = [
      ...header.items.flatMap((item, place) => item.lines.map((_, index) => ({ item, place, index }))),
      ...(header.separator ? [{ item: null, place: null, index: 0 }] : []),
    ];
    this.#table = new LineTable(width);
    for (const line of header.items.flatMap((item) => item.lines)) this.#table.add(line.next);
    if (header.separator) this.#table.add(header.separator.next);
    this.#bodyStart = header.end;
    this.#total = total;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  get version(): number {
    return this.#version;
  }
  /** the body could not be read to its end; it is tried again when it is opened again */
  get failed(): boolean {
    return this.#failed;
  }
  get open(): boolean {
    return this.#open;
  }
  get headerLines(): number {
    return this.owners.length;
  }
  /** bytes whose lines are known; the total when the body was read to its end */
  get known(): number {
    return this.#table.end;
  }
  /** stops of the keyboard: lines and, between header and body, the one that opens it */
  get stops(): number {
    return (this.#open ? this.#table.lines : this.headerLines) + 1;
  }
  get rows(): number {
    return (this.#open ? this.#table.rows : this.#headerRows) + 1;
  }
  get #headerRows(): number {
    return this.headerLines < this.#table.lines ? this.#table.firstRow(this.headerLines) : this.#table.rows;
  }

  /** The stop of an item's first line. */
  stopOfItem(place: number): number {
    return Math.max(
      0,
      this.owners.findIndex((owner) => owner.place === place),
    );
  }
  row(row: number): SourceRow {
    const header = this.#headerRows;
    if (row === header) return { kind: 'body' };
    return { kind: 'line', placed: this.#table.row(row < header ? row : row - 1) };
  }
  stopOfLine(line: number): number {
    return line < this.headerLines ? line : line + 1;
  }
  /** Null: the stop that opens the body. */
  lineOfStop(stop: number): number | null {
    return stop === this.headerLines ? null : stop < this.headerLines ? stop : stop - 1;
  }
  rowOfStop(stop: number): number {
    const line = this.lineOfStop(stop);
    if (line === null) return this.#headerRows;
    return this.#table.firstRow(line) + (line < this.headerLines ? 0 : 1);
  }
  stopOfOffset(offset: number): number {
    return this.stopOfLine(this.#table.lineAtOffset(offset));
  }
  rowOfOffset(offset: number): number {
    return this.#table.rowAtOffset(offset) + (offset < this.#bodyStart ? 0 : 1);
  }
  lineRange(line: number): { start: number; end: number } {
    return { start: this.#table.lineStart(line), end: this.#table.lineEnd(line) };
  }

  /** bytes that a row takes */
  get width(): number {
    return this.#table.width;
  }

  setWidth(width: number): void {
    if (width === this.#table.width) return;
    this.#table = this.#table.rewrapped(width);
    this.#changed();
  }

  setOpen(open: boolean, read: ReadBytes): void {
    this.#open = open;
    if (open && !this.#reading) void this.#readBody(read);
    this.#changed();
  }

  /** Reads on while the message is looked at; a failure leaves the lines known so far. */
  async #readBody(read: ReadBytes): Promise<void> {
    this.#reading = true;
    this.#failed = false;
    // After a failure it goes on where it stopped.
    const from = Math.max(this.#bodyStart, this.#table.end);
    const scanner = new LineScanner(from);
    const found = (next: number) => this.#table.add(next);
    const never = new AbortController().signal;
    try {
      for await (const { bytes } of pieces(read, from, this.#total, never)) {
        scanner.scan(bytes, found);
        this.#changed();
      }
      scanner.finish(found);
      if (this.#table.end < this.#total) this.#table.add(this.#total);
    } catch {
      this.#reading = false;
      this.#failed = true;
    }
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
