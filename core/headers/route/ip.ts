/** IP addresses as they stand in trace fields: which family, and whose they are (RFC 1918, 4193, 4291, 6598, 6890). Nothing is looked up. */

/** `shared`: behind a provider's address translation (RFC 6598). `documentation`: for samples only (RFC 5737, RFC 3849). */
type IpScope = 'public' | 'private' | 'loopback' | 'link-local' | 'shared' | 'documentation';

export interface IpAddress {
  /** as written, without brackets and the `IPv6:` tag */
  readonly text: string;
  readonly family: 4 | 6;
  readonly scope: IpScope;
}

/** Of a bare or bracketed literal (RFC 5321 §4.1.3); null when it is none. */
export function ipAddress(literal: string): IpAddress | null {
  if (literal.length > 64) return null;
  const text = literal
    .replace(/^\[/, '')
    .replace(/\]$/, '')
    .replace(/^ipv6:/i, '');
  const four = ipv4(text);
  if (four) return { text, family: 4, scope: scope4(four) };
  const six = ipv6(text);
  return six && { text, family: 6, scope: scope6(six) };
}

type Octets = readonly [number, number, number, number];

function ipv4(text: string): Octets | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  const [a = 256, b = 256, c = 256, d = 256] = match.slice(1).map(Number);
  return Math.max(a, b, c, d) > 255 ? null : [a, b, c, d];
}

function scope4([a, b, c]: Octets): IpScope {
  if (a === 127) return 'loopback';
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
  if (a === 169 && b === 254) return 'link-local';
  if (a === 100 && b >= 64 && b < 128) return 'shared';
  const sample =
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113);
  return sample ? 'documentation' : 'public';
}

/** Eight groups (RFC 4291 §2.2), a zone after % passed over. */
function ipv6(literal: string): number[] | null {
  let text = literal.replace(/%[\w.-]+$/, '');
  const tail = /(?<=:)\d+\.\d+\.\d+\.\d+$/.exec(text);
  if (tail) {
    const four = ipv4(tail[0]);
    if (four === null) return null;
    const [a, b, c, d] = four;
    text = `${text.slice(0, tail.index)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return null;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const [before = [], after = []] = groups;
  if (![...before, ...after].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  const missing = 8 - before.length - after.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const zeros = Array.from({ length: halves.length === 1 ? 0 : missing }, () => '0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

function scope6(groups: readonly number[]): IpScope {
  const [first = 0, second = 0] = groups;
  const high = groups.slice(0, 5).every((group) => group === 0);
  const [six = 0, seven = 0] = groups.slice(6);
  // IPv4-mapped: the IPv4 address decides.
  if (high && groups[5] === 0xffff) return scope4([six >> 8, six & 255, seven >> 8, seven & 255]);
  if (high && groups[5] === 0 && six === 0 && seven === 1) return 'loopback';
  if ((first & 0xfe00) === 0xfc00) return 'private';
  if ((first & 0xffc0) === 0xfe80) return 'link-local';
  return first === 0x2001 && second === 0x0db8 ? 'documentation' : 'public';
}
