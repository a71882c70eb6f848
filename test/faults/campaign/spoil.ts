/** Damage inside what was synced, as disks, memory and other programs make it. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { filesBelow } from './power-cut.ts';
import type { Spoilt } from './plan.ts';
import type { Random } from './random.ts';

const TARGETS: Readonly<Record<Spoilt, RegExp>> = {
  'journal flipped': /\/journal\.db$/,
  'journal log flipped': /\/journal\.db-log$/,
  'journal log cut': /\/journal\.db-log$/,
  'journal wal flipped': /\/journal\.db-wal$/,
  'journal wal cut': /\/journal\.db-wal$/,
  'message flipped': /\.eml$/,
  'record flipped': /\.jsonl$/,
  'record cut': /\.jsonl$/,
};

/** False when there is nothing to spoil. */
export function spoil(profile: string, what: Spoilt, random: Random): boolean {
  const candidates = filesBelow(profile).filter((file) => TARGETS[what].test(file.replaceAll('\\', '/')));
  const file = candidates[random.int(candidates.length)];
  if (file === undefined) return false;
  const whole = readFileSync(file);
  // The journal's own log is longer than what is in it.
  const bytes = whole.subarray(0, whole.findLastIndex((byte) => byte !== 0) + 1);
  if (bytes.length === 0) return false;
  if (what.endsWith('cut')) {
    truncateSync(file, lengthAfterCut(bytes, what, random));
    return true;
  }
  const at = random.int(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
  writeFileSync(file, whole);
  return true;
}

/** Often where a whole commit or line ends: then what is left looks whole too. */
function lengthAfterCut(bytes: Buffer, what: Spoilt, random: Random): number {
  const anywhere = random.int(bytes.length);
  if (random.chance(0.4)) return anywhere;
  if (what === 'record cut') return bytes.subarray(0, anywhere).lastIndexOf('\n') + 1;
  if (what === 'journal log cut') return anywhere - (anywhere % SECTOR);
  const frame = FRAME_HEADER + bytes.readUInt32BE(8);
  // Near the end, where the last transaction is.
  const frames = Math.floor((bytes.length - LOG_HEADER) / frame);
  return LOG_HEADER + Math.max(0, frames - 1 - random.int(8)) * frame;
}

/** octets; an entry of the journal's log begins at a multiple of it */
const SECTOR = 512;
/** octets; sqlite.org/fileformat2, §4.1 */
const LOG_HEADER = 32;
const FRAME_HEADER = 24;
