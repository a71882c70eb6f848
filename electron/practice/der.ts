/** The few DER encodings (X.690) that a certificate is made of. Writing only. */

function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return Buffer.concat([Buffer.from([tag, 0x80 | octets.length, ...octets]), content]);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => element(0x30, ...parts);
export const set = (...parts: readonly Buffer[]): Buffer => element(0x31, ...parts);
export const octetString = (value: Buffer): Buffer => element(0x04, value);
export const utf8 = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'));
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]));
export const bitString = (value: Buffer, unusedBits: number): Buffer =>
  element(0x03, Buffer.from([unusedBits]), value);
/** Context-specific, constructed. */
export const explicit = (tag: number, value: Buffer): Buffer => element(0xa0 | tag, value);
/** Context-specific, primitive. */
export const implicit = (tag: number, value: Buffer): Buffer => element(0x80 | tag, value);

/** Big-endian; the first bit must not be set, or it would be negative. */
export const integer = (value: Buffer): Buffer => element(0x02, value);

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const octets = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) octets.unshift(0x80 | (rest & 0x7f));
  return octets;
}

/** RFC 5280 §4.1.2.5: two-digit years until 2049, four digits from 2050 on. */
export function time(date: Date): Buffer {
  const text = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(text.slice(2), 'ascii'))
    : element(0x18, Buffer.from(text, 'ascii'));
}
