/**
 * What stands in a redacted header instead of addresses, hosts, IPs and identifiers: the same for the same, hosts of one domain together, and
 * nothing that the original contains. Names are RFC 2606's, addresses RFC 5737's and RFC 3849's.
 */
import { ipAddress } from '../route/ip.ts';

export class Pseudonyms {
  /** letters that make our words differ from all that the original says */
  readonly #mark: string;
  readonly #v4: string;
  readonly #v6: string;
  readonly #numbers = new Map<string, Map<string, number>>();

  /** `original`: all of the header, as octets. */
  constructor(original: string) {
    const lower = original.toLowerCase();
    const isFree = (text: string) => !lower.includes(text);
    this.#mark = marks.find((mark) => !new RegExp(`(?:domain|name|user|id)${mark}\\d`).test(lower)) ?? 'zzzz';
    this.#v4 = ['192.0.2.', '198.51.100.', '203.0.113.'].find(isFree) ?? '233.252.0.';
    this.#v6 =
      Array.from({ length: 100 }, (_, at) => `2001:db8:${String(at)}::`).find(isFree) ?? '2001:db8:ffff::';
  }

  /** A host, or an address literal in its brackets. */
  host(written: string): string {
    if (written.startsWith('[')) return `[${this.ip(written.slice(1).replace(/\]$/, ''))}]`;
    const labels = written.toLowerCase().replace(/\.$/, '').split('.');
    const own =
      labels.length > 2 && /^(?:com?|org|net|ac|gov|edu|gouv|asso)$/.test(labels.at(-2) ?? '') ? 3 : 2;
    const domain = `domain${this.#mark}${this.#number('domain', labels.slice(-own).join('.'))}.example`;
    const rest = labels.slice(0, -own).join('.');
    return rest === '' ? domain : `name${this.#mark}${this.#number('name', rest)}.${domain}`;
  }

  ip(written: string): string {
    const tag = /^ipv6:/i.exec(written)?.[0] ?? '';
    const number = this.#number('ip', written.slice(tag.length).toLowerCase());
    if (ipAddress(written)?.family === 6) return `${tag}${this.#v6}${Number(number).toString(16)}`;
    return `${this.#v4}${String(((Number(number) - 1) % 254) + 1)}`;
  }

  address(local: string, host: string): string {
    const user = local === '' ? '' : `user${this.#mark}${this.#number('user', local.toLowerCase())}`;
    return `${user}@${this.host(host)}`;
  }

  identifier(local: string, host: string): string {
    return `id${this.#mark}${this.#number('id', `${local}@${host}`)}${host === '' ? '' : `@${this.host(host)}`}`;
  }

  #number(kind: string, of: string): string {
    const numbers = this.#numbers.get(kind) ?? new Map<string, number>();
    this.#numbers.set(kind, numbers);
    const number = numbers.get(of) ?? numbers.size + 1;
    numbers.set(of, number);
    return String(number);
  }
}

const letters = Array.from('qzkwvjx');
const marks = ['', ...letters, ...letters.map((letter) => `z${letter}q`)];
