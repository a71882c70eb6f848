/** The encoded words of a message's header (RFC 2047), and whatever looks like one; each decoded when somebody asks, once. */
import { octetsOf } from '../../bytes.ts';
import { charsetDecoder } from '../../charsets.ts';
import type { Linted, LintField } from './linted.ts';

/** The classes exclude the mark that follows, so that reading stays linear. */
const LIKE = /=\?([^?\s]*)\?([^?\s]*)\?([^?]*)\?=/g;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export class Word {
  readonly field: LintField;
  /** what stands behind the field's colon */
  readonly value: string;
  /** offsets in the value */
  readonly start: number;
  readonly end: number;
  /** in lower case, without RFC 2231's language */
  readonly charset: string;
  /** `q`, `b`, or what stands there instead */
  readonly encoding: string;
  readonly payload: string;
  #plain: string | undefined;
  #octets: string | null | undefined;

  constructor(field: LintField, match: RegExpMatchArray) {
    const [whole, charset = '', encoding = '', payload = ''] = match;
    this.field = field;
    this.value = match.input ?? '';
    this.start = match.index ?? 0;
    this.end = this.start + whole.length;
    this.charset = (charset.split('*', 1)[0] ?? '').toLowerCase();
    this.encoding = encoding.toLowerCase();
    this.payload = payload;
  }

  get isKnownEncoding(): boolean {
    return this.encoding === 'q' || this.encoding === 'b';
  }

  /** nothing but what an encoded word may have */
  get isWhole(): boolean {
    return !/\s/.test(this.payload);
  }

  get isValid(): boolean {
    return this.#read() !== null;
  }

  /** Empty where it cannot be decoded. */
  get octets(): string {
    return this.#read() ?? '';
  }

  #read(): string | null {
    if (this.#octets !== undefined) return this.#octets;
    const { encoding, payload } = this;
    const isBase64 = encoding === 'b' && payload.length % 4 === 0 && BASE64.test(payload);
    this.#octets = !this.isWhole ? null : encoding === 'q' ? fromQ(payload) : isBase64 ? atob(payload) : null;
    return this.#octets;
  }

  /** Empty where it cannot be decoded. */
  get plain(): string {
    this.#plain ??= decoderOf(this.charset)?.(octetsOf(this.octets)) ?? '';
    return this.#plain;
  }
}

type Decode = (octets: Uint8Array) => string;
const decoders = new Map<string, Decode | null>();
const MOST_CHARSETS = 200;

/** One for all words of a charset; null when it is unknown here. */
export function decoderOf(charset: string): Decode | null {
  const held = decoders.get(charset);
  if (held !== undefined) return held;
  const made = charsetDecoder(charset);
  if (decoders.size < MOST_CHARSETS) decoders.set(charset, made);
  return made;
}

/** RFC 2047 §4.2: `_` is a space, `=XX` an octet; null where something else stands behind the sign. */
function fromQ(payload: string): string | null {
  const [first = '', ...others] = payload.replaceAll('_', ' ').split('=');
  let octets = first;
  for (const piece of others) {
    const octet = hex(piece.charCodeAt(0)) * 16 + hex(piece.charCodeAt(1));
    if (Number.isNaN(octet)) return null;
    octets += String.fromCharCode(octet) + piece.slice(2);
  }
  return octets;
}

function hex(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN;
}

/** Only fields with a `?` are looked at. In the order of the message. */
export function wordsIn(message: Linted): readonly Word[] {
  const { questioned } = message.lines;
  if (questioned.size === 0) return [];
  return message.fields.flatMap((field) =>
    field.index !== null && questioned.has(field.index)
      ? Array.from(message.raw(field).matchAll(LIKE), (match) => new Word(field, match))
      : [],
  );
}
