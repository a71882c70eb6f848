/**
 * Encoded words (RFC 2047, with RFC 2231's language suffix). Linear; never throws. A word whose charset is unknown stays as written:
 * guessing would show something that nobody wrote.
 */
import { octetsOf } from './bytes.ts';

export interface EncodedWord {
  /** offsets in the text searched */
  readonly start: number;
  readonly end: number;
  readonly charset: string;
  readonly encoding: 'q' | 'b';
  readonly payload: string;
}

/** The classes exclude the `?` that follows, so that each stretch between two marks is read a bounded number of times. */
const WORD = /=\?([^\s?*]+)(?:\*[^\s?]*)?\?([QqBb])\?([^\s?]*)\?=/g;

export function encodedWords(text: string): EncodedWord[] {
  if (!text.includes('=?')) return [];
  return Array.from(text.matchAll(WORD), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    charset: (match[1] ?? '').toLowerCase(),
    encoding: match[2]?.toLowerCase() === 'q' ? 'q' : 'b',
    payload: match[3] ?? '',
  }));
}

const MARK = '\uFEFF';

/** One for all words of a charset: nothing is carried over, since none is decoded as a stream. */
const decoders = new Map<string, TextDecoder | null>();
const MOST_CHARSETS = 200;

/** Null when this runtime knows no such charset. */
export function decoderFor(charset: string): TextDecoder | null {
  const held = decoders.get(charset);
  if (held !== undefined) return held;
  let made: TextDecoder | null;
  try {
    made = new TextDecoder(charset, { ignoreBOM: true });
  } catch {
    made = null;
  }
  if (decoders.size < MOST_CHARSETS) decoders.set(charset, made);
  return made;
}

/**
 * Replaces each encoded word by its text. White space between two words is dropped (§6.2); neighbours of one charset are joined before
 * they are decoded, because programs cut characters in two although §5 forbids it.
 */
export function decodeWords(text: string): string {
  const words = encodedWords(text);
  if (words.length === 0) return text;
  let result = '';
  let at = 0;
  let afterWord = false;
  for (let index = 0; index < words.length;) {
    const run = runFrom(words, index, text);
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) break;
    const between = text.slice(at, first.start);
    const known = decoderFor(first.charset);
    const plain = known === null ? text.slice(first.start, last.end) : known.decode(joined(run));
    if (!(afterWord && known !== null && isBlank(between))) result += between;
    result += plain.startsWith(MARK) ? plain.slice(1) : plain;
    afterWord = known !== null;
    at = last.end;
    index += run.length;
  }
  return result + text.slice(at);
}

const isBlank = (text: string) => /^[ \t\r\n]*$/.test(text);

/** The words from `index` on that belong together: same charset, nothing but white space between. */
function runFrom(words: readonly EncodedWord[], index: number, text: string): EncodedWord[] {
  const run: EncodedWord[] = [];
  for (let next = index; next < words.length; next += 1) {
    const word = words[next];
    const before = run.at(-1);
    if (word === undefined) break;
    if (before && (before.charset !== word.charset || !isBlank(text.slice(before.end, word.start)))) break;
    run.push(word);
  }
  return run;
}

function joined(run: readonly EncodedWord[]): Uint8Array {
  const parts = run.map((word) => (word.encoding === 'q' ? fromQ(word.payload) : fromBase64(word.payload)));
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** §4.2: `_` is a space, `=XX` an octet; anything else stands for itself. */
function fromQ(payload: string): Uint8Array {
  const octets = payload
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Raw characters beyond an octet have no place in a word: UTF-8 is what they were read as.
  return /[^\0-\u00ff]/.test(octets) ? new TextEncoder().encode(octets) : octetsOf(octets);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEXTETS = new Map(Array.from(ALPHABET, (letter, value) => [letter, value] as const));

/** Letters outside the alphabet are passed over (RFC 2045 §6.8); an incomplete last octet is dropped. */
function fromBase64(payload: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((payload.length * 3) / 4));
  let length = 0;
  let held = 0;
  let bits = 0;
  for (const letter of payload) {
    if (letter === '=') break;
    const value = SEXTETS.get(letter);
    if (value === undefined) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = (held >> bits) & 0xff;
      length += 1;
    }
  }
  return bytes.subarray(0, length);
}
