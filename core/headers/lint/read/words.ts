/** The encoded words of a message's header (RFC 2047), and whatever looks like one; each decoded when somebody asks, once. */
import { octetsOf } from '../../bytes.ts';
import type { Linted, LintField } from './linted.ts';

/** The classes exclude the mark that follows, so that reading stays linear. */
const LIKE = /=\?([^?\s]*)\?([^?\s]*)\?([^?]*)\?=/g;
const HEX = /^(?:[^=]|=[0-9A-Fa-f]{2})*$/;
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

  constructor(field: LintField, match: RegExpMatchArray) {
    const [whole, charset = '', encoding = '', payload = ''] = match;
    this.field = field;
    this.value = match.input ?? '';
    this.start = match.index ?? 0;
    this.end = this.start + whole.length;
    this.charset = charset.replace(/\*.*$/, '').toLowerCase();
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
    const { encoding, payload } = this;
    if (!this.isWhole) return false;
    return encoding === 'q'
      ? HEX.test(payload)
      : encoding === 'b' && BASE64.test(payload) && payload.length % 4 === 0;
  }

  get octets(): string {
    if (!this.isValid) return '';
    return this.encoding === 'b' ? atob(this.payload) : fromQ(this.payload);
  }

  /** Empty where it cannot be decoded. */
  get plain(): string {
    this.#plain ??= decoder(this.charset)?.decode(octetsOf(this.octets)) ?? '';
    return this.#plain;
  }
}

/** RFC 2047 §4.2: `_` is a space, `=XX` an octet. */
const fromQ = (payload: string): string =>
  payload
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** One for all words of a charset: nothing is carried over, since none is decoded as a stream. */
const decoders = new Map<string, TextDecoder | null>();
const MOST_CHARSETS = 200;

export function decoder(charset: string): TextDecoder | null {
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

/** Only fields with a `?` are looked at. In the order of the message. */
export function wordsIn(message: Linted): readonly Word[] {
  const { questioned } = message.lines;
  return message.fields.flatMap((field) =>
    field.index !== null && questioned.has(field.index)
      ? Array.from(message.raw(field).matchAll(LIKE), (match) => new Word(field, match))
      : [],
  );
}
