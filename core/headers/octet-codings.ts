/** How octets are written as ASCII within header fields: Q and base64 (RFC 2047 §4), percent (RFC 2231 §4). Lenient, linear, total. */
import { octetsOf } from './bytes.ts';

/** RFC 2047 §4.2: `_` is a space, `=XX` an octet; anything else stands for itself. */
export function qOctets(payload: string): Uint8Array {
  return hexOctets(payload.replaceAll('_', ' '), /=([0-9A-Fa-f]{2})/g);
}

/** RFC 2231 §4: `%XX` an octet. */
export const percentOctets = (text: string): Uint8Array => hexOctets(text, /%([0-9A-Fa-f]{2})/g);

function hexOctets(text: string, escape: RegExp): Uint8Array {
  // Raw characters beyond an octet have no place here: UTF-8 is what they were read as.
  if (/[^\0-\u00ff]/.test(text)) return hexOctets(utf8AsOctets(text), escape);
  return octetsOf(text.replaceAll(escape, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
}

const utf8AsOctets = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join('');

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEXTETS = new Map(Array.from(ALPHABET, (letter, value) => [letter, value] as const));

/** Letters outside the alphabet are passed over (RFC 2045 §6.8); an incomplete last octet is dropped. */
export function base64Octets(payload: string): Uint8Array {
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
