// Headers of the corpora, broken in ways that mail is broken: told by a seed, so that a case can be run again.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../../../fixtures/corpora');

/** The first 4 kB of each message, without most of its body. */
export function seeds(): Uint8Array[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .toSorted()
    .map((name) => new Uint8Array(readFileSync(path.join(folder, name)).subarray(0, 4096)));
}

/** mulberry32: numbers below 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What parsers trip over. */
const pieces = [
  '\r',
  '\n',
  '\r\n',
  '\r\n ',
  '\r\n\r\n',
  '\0',
  ':',
  ';',
  '"',
  '\\',
  '(',
  ')',
  '<',
  '>',
  '=?',
  '?=',
  '=?utf-8?Q?=E2=82?=',
  '=?iso-2022-jp?B?GyRC?=',
  '=?x?B?/////?=',
  '*0*=',
  '*99999=',
  "utf-8''%E2%82%",
  '\xE9',
  '\xC3\xA9',
  '\xE2\x80\xAE',
  '\t',
  ' '.repeat(300),
  '('.repeat(200),
  '"'.repeat(99),
  'Received: from ',
  'Subject:',
  '[IPv6:',
  '@',
  ',',
  ', '.repeat(200),
].map((text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)));

export function mutated(all: readonly Uint8Array[], seed: number): Uint8Array {
  const next = random(seed);
  const below = (count: number) => Math.floor(next() * count);
  let bytes = [...(all[below(all.length)] ?? [])];
  for (let times = 1 + below(8); times > 0; times -= 1) {
    const at = below(bytes.length + 1);
    const length = below(40);
    switch (below(6)) {
      case 0:
        bytes.splice(at, 0, ...(pieces[below(pieces.length)] ?? []));
        break;
      case 1:
        bytes.splice(at, length);
        break;
      case 2:
        bytes[at] = below(256);
        break;
      case 3:
        bytes.splice(below(bytes.length + 1), 0, ...bytes.slice(at, at + length));
        break;
      case 4: {
        const other = all[below(all.length)] ?? new Uint8Array();
        bytes = [...bytes.slice(0, at), ...other.subarray(below(other.length + 1))];
        break;
      }
      default:
        bytes = bytes.map((octet, index) => (index === at || octet !== 13 ? octet : 32));
    }
  }
  return Uint8Array.from(bytes);
}
