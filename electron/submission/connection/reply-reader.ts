/**
 * Bytes from the server → complete replies (RFC 5321 §4.2), strictly: three digits, the same in each line, CRLF, bounded. Half a reply
 * is no reply. Which replies were asked for, and what they mean, is the conversation's.
 */
import { enhancedStatusOf } from '#core/smtp/reply.ts';
import type { Reply } from '#core/smtp/vocabulary.ts';

/** RFC 5321 §4.5.3.1.5 allows 512 octets; servers that write an essay into one line are let off up to here. */
const MAX_LINE = 8 * 1024;
/** An EHLO reply has some thirty lines. A server that never ends one must not fill memory. */
const MAX_LINES = 500;
const MAX_REPLY = 64 * 1024;

const LINE = /^([2-5][0-9]{2})(?:([ -])(.*))?$/s;

export type Read =
  | { readonly kind: 'line'; readonly text: string; readonly reply: Reply | null }
  /** Not SMTP, or without end. Nothing after it can be trusted. */
  | {
      readonly kind: 'broken';
      readonly text: string;
      readonly isTls: boolean;
      readonly isEndless: boolean;
    };

export class ReplyReader {
  #pending: Buffer = Buffer.alloc(0);
  #code: number | null = null;
  #lines: string[] = [];
  #size = 0;

  push(chunk: Buffer): void {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
  }

  /** The next complete line, with the reply that it completes; null when more bytes are needed. */
  next(): Read | null {
    const end = this.#pending.indexOf(0x0a);
    const isHopeless = this.#pending.length > MAX_LINE || isTlsRecord(this.#pending);
    if (end < 0) return isHopeless ? this.#broken(this.#pending, this.#pending.length > MAX_LINE) : null;
    const raw = this.#pending.subarray(0, end);
    this.#pending = this.#pending.subarray(end + 1);
    // A bare LF ends no line (RFC 5321 §2.3.8).
    if (raw.length > MAX_LINE || raw.at(-1) !== 0x0d) return this.#broken(raw, raw.length > MAX_LINE);
    const text = decode(raw.subarray(0, -1));
    const match = LINE.exec(text);
    if (match === null) return this.#broken(raw);
    const [, digits = '', separator, words = ''] = match;
    const code = Number(digits);
    this.#size += raw.length;
    const tooLong = this.#lines.length >= MAX_LINES || this.#size > MAX_REPLY;
    if (tooLong || (this.#code !== null && this.#code !== code)) return this.#broken(raw, tooLong);
    this.#lines.push(shown(words));
    if (separator === '-') {
      this.#code = code;
      return { kind: 'line', text: shown(text), reply: null };
    }
    const reply = makeReply(code, this.#lines);
    this.#code = null;
    this.#lines = [];
    this.#size = 0;
    return { kind: 'line', text: shown(text), reply };
  }

  /** Something was read that is no complete reply yet. */
  get isInReply(): boolean {
    return this.#pending.length > 0 || this.#code !== null;
  }

  /** Bytes of a line that has not ended yet; null when there are none. */
  get unfinishedLine(): string | null {
    return this.#pending.length > 0 ? shown(decode(this.#pending.subarray(0, MAX_LINE))) : null;
  }

  #broken(raw: Buffer, isEndless = false): Read {
    const text = shown(decode(raw.subarray(0, 512)));
    return { kind: 'broken', text, isTls: isTlsRecord(raw), isEndless };
  }
}

export const makeReply = (code: number, lines: readonly string[]): Reply => ({
  code,
  enhanced: enhancedStatusOf(code, lines),
  lines: [...lines],
});

const PLAIN = /^[\t\x20-\x7e]*$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reply text has no charset (RFC 5321 §4.2.1); servers use UTF-8, and what is not UTF-8 is shown byte for byte. */
function decode(bytes: Buffer): string {
  const latin1 = bytes.toString('latin1');
  if (PLAIN.test(latin1)) return latin1;
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1;
  }
}

/** An alert or a handshake message (RFC 8446 §5.1): the port speaks TLS from the first byte. */
const isTlsRecord = (bytes: Buffer): boolean => (bytes[0] === 0x15 || bytes[0] === 0x16) && bytes[1] === 0x03;

/** Control characters must not reach a screen or a log. */
const shown = (text: string): string =>
  PLAIN.test(text) ? text : text.replaceAll(/(?!\t)\p{Cc}/gu, '\uFFFD');
