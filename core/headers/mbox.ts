/**
 * An mbox file (RFC 4155, and its relatives mboxo and mboxrd) → where its messages stand. Found in pieces, in constant memory but for what
 * is told; nothing is changed or unquoted. What an entry says is read by those who show it.
 */
import { octetText, type ByteRange } from './bytes.ts';
import { headerDate } from './identifiers.ts';

const CR = 13;
const LF = 10;
const FROM = [0x46, 0x72, 0x6f, 0x6d, 0x20];
/** octets of a From_ line that are looked at */
const LOOK = 256;

/** `From camille@example.org Mon Nov 23 09:15:28 2026`, and Thunderbird's `From - Mon…`; some write a zone or a remark behind the time. */
const FROM_LINE =
  /^From ([^\r\n]{0,200}?) {0,9}((?:mon|tue|wed|thu|fri|sat|sun) {1,9}[a-z]{3} {1,9}\d{1,2} {1,9}\d{1,2}:\d{2}(?::\d{2})?[^\r\n]{0,60})/i;

export interface FromLine {
  /** as written, often the return path; `-` or empty where the writer knew none */
  readonly sender: string;
  /** ms since the epoch, read as UTC where no zone is told; null when there is none */
  readonly at: number | null;
}

/** What a From_ line tells; null when the line is none. */
export function fromLine(bytes: Uint8Array, start: number): FromLine | null {
  const match = FROM_LINE.exec(octetText(bytes, { start, end: Math.min(bytes.length, start + LOOK) }));
  if (match === null) return null;
  const [, sender = '', written = ''] = match;
  const [, month = '', day = '', time = '', rest = ''] = written.split(/ +/);
  const zone = /[+-]\d{4}/.exec(written)?.[0] ?? '+0000';
  const year = /(?:^| )(\d{4})(?: |$)/.exec(`${rest} ${written.slice(-24)}`)?.[1] ?? '';
  return { sender, at: headerDate(`${day} ${month} ${year} ${time} ${zone}`)?.at ?? null };
}

const begins = (bytes: Uint8Array, at: number): boolean =>
  FROM.every((octet, index) => bytes[at + index] === octet);

/** Whether a file begins as an mbox does. One message that was cut out of one does too: it has one entry. */
export const beginsAsMbox = (head: Uint8Array): boolean => begins(head, 0) && fromLine(head, 0) !== null;

/**
 * Calls `found` with the offset of each From_ line: one that looks like one and begins the file, or follows an empty line. A line
 * `From time to time…` in a body is none; `>From ` is quoted and none either.
 */
export class MboxScanner {
  /** what of the piece before is still to be looked at, with the two octets before it */
  #tail: Uint8Array = new Uint8Array();
  /** of the tail's first octet in the file */
  #offset = 0;
  /** no line that begins before this is looked at again */
  #next = 0;

  scan(piece: Uint8Array, found: (start: number) => void): void {
    const window = new Uint8Array(this.#tail.length + piece.length);
    window.set(this.#tail);
    window.set(piece, this.#tail.length);
    this.#look(window, window.length - LOOK, found);
    const keep = Math.max(0, window.length - LOOK - 3);
    this.#tail = window.slice(keep);
    this.#offset += keep;
  }

  /** The file is over. */
  finish(found: (start: number) => void): void {
    this.#look(this.#tail, this.#tail.length, found);
  }

  /** Lines that begin before `until`. */
  #look(window: Uint8Array, until: number, found: (start: number) => void): void {
    const take = (start: number): void => {
      if (begins(window, start) && fromLine(window, start) !== null) found(this.#offset + start);
    };
    if (until <= 0) return;
    if (this.#offset === 0 && this.#next === 0) take(0);
    let at = window.indexOf(LF, Math.max(0, this.#next - 1 - this.#offset));
    while (at >= 0 && at + 1 < until) {
      if (isEmptyBefore(window, at) && this.#offset + at + 1 >= this.#next) take(at + 1);
      at = window.indexOf(LF, at + 1);
    }
    this.#next = Math.max(this.#next, this.#offset + until);
  }
}

/** Whether the line that ends with the LF at `at` is empty. */
const isEmptyBefore = (bytes: Uint8Array, at: number): boolean =>
  bytes[at - 1] === LF || (bytes[at - 1] === CR && bytes[at - 2] === LF);

/**
 * The message of an entry without its From_ line, and without the empty line that the file has put behind it. `from` and `next` are
 * offsets of From_ lines, or the file's end; `head` and `tail` are the entry's first and last octets.
 */
export function messageOfEntry(entry: ByteRange, head: Uint8Array, tail: Uint8Array): ByteRange {
  const lineEnd = head.indexOf(LF);
  const start = lineEnd < 0 ? entry.end : entry.start + lineEnd + 1;
  const last = tail.length;
  if (tail[last - 1] !== LF) return { start, end: entry.end };
  const lf = tail[last - 2] === CR ? 2 : 1;
  const isEmptyLine = tail[last - lf - 1] === LF;
  return { start, end: isEmptyLine ? Math.max(start, entry.end - lf) : entry.end };
}

/** How many octets of the entry's end `messageOfEntry` looks at. */
export const ENTRY_TAIL = 4;

/** `>From `, `>>From `…: what mboxrd quotes on writing, by one `>` (mboxo only quotes `From ` itself). Offset 0 is a line's beginning. */
export function isQuotedFrom(line: Uint8Array): boolean {
  let at = 0;
  while (line[at] === 0x3e) at += 1;
  return at > 0 && begins(line, at);
}
