/**
 * Octets and text. What a header says is octets first: a character is shown only where the octets really are one. Charsets other than
 * UTF-8 are encoded-words.ts's business.
 */

/** A stretch of the input: byte offsets, `end` not included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const CHUNK = 8192;
const SHORT = 24;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** One character per octet, U+0000 to U+00FF: lossless, so that offsets in the text are offsets in the bytes. */
export function octetText(bytes: Uint8Array, { start, end }: ByteRange): string {
  let text = '';
  if (end - start <= SHORT) {
    for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at] ?? 0);
    return text;
  }
  // As long as each octet became one character, it was ASCII.
  const ascii = utf8.decode(bytes.subarray(start, end));
  if (ascii.length === end - start && !ascii.includes('\ufffd')) return ascii;
  for (let at = start; at < end; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + CHUNK, end)));
  }
  return text;
}

/** Text of octets read as UTF-8 (RFC 6532); what is not UTF-8 becomes U+FFFD. */
export function utf8Text(octets: string): string {
  for (let index = 0; index < octets.length; index += 1) {
    if (octets.charCodeAt(index) > 0x7f) return new TextDecoder().decode(octetsOf(octets));
  }
  return octets;
}

const HIGH = 0xdc00;

/**
 * Text of octets read as UTF-8, and each octet that is none as a lone surrogate, U+DC80 to U+DCFF: no UTF-8 holds one, so that the octet
 * can be told again (`strayOctet`) behind parsers that work on text.
 */
export function textWithStrays(octets: string): string {
  if (!/[\u0080-\u00ff]/.test(octets)) return octets;
  const bytes = octetsOf(octets);
  let text = '';
  let run = 0;
  for (let at = 0; at < bytes.length;) {
    const length = utf8Length(bytes, at, bytes.length);
    if (length === 0) {
      text += decodeUtf8(bytes.subarray(run, at)) + String.fromCharCode(HIGH + (bytes[at] ?? 0));
      run = at + 1;
    }
    at += Math.max(1, length);
  }
  return text + decodeUtf8(bytes.subarray(run));
}

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** The octet that a lone surrogate stands for; undefined for any other character. */
export const strayOctet = (point: number): number | undefined =>
  point >= HIGH + 0x80 && point <= HIGH + 0xff ? point - HIGH : undefined;

/** An octet as it is written where it is no character: `\xE9`. */
export const escapedOctet = (octet: number): string =>
  String.raw`\x${octet.toString(16).toUpperCase().padStart(2, '0')}`;

/** The reverse of octetText. */
export function octetsOf(octets: string): Uint8Array {
  const bytes = new Uint8Array(octets.length);
  for (let index = 0; index < octets.length; index += 1) bytes[index] = octets.charCodeAt(index);
  return bytes;
}

/** Length of the well-formed UTF-8 sequence that begins here, 1 to 4; 0 when there is none (RFC 3629 §4). */
export function utf8Length(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > end) return 0;
  for (let next = 1; next < length; next += 1) {
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[at + 1] ?? 0;
  // Overlong forms, surrogates, beyond U+10FFFF.
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return length;
}

/** One behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
