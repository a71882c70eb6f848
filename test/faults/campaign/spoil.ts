/** Damage inside what was synced, as disks, memory and other programs make it. */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { filesBelow } from './power-cut.ts';
import type { Spoilt } from './plan.ts';
import type { Random } from './random.ts';

const TARGETS: Readonly<Record<Spoilt, RegExp>> = {
  'journal flipped': /\/journal\.db$/,
  'journal log flipped': /\/journal\.db-wal$/,
  'journal log cut': /\/journal\.db-wal$/,
  'message flipped': /\.eml$/,
  'record flipped': /\.jsonl$/,
  'record cut': /\.jsonl$/,
};

/** False when there is nothing to spoil. */
export function spoil(profile: string, what: Spoilt, random: Random): boolean {
  const candidates = filesBelow(profile).filter((file) => TARGETS[what].test(file.replaceAll('\\', '/')));
  const file = candidates[random.int(candidates.length)];
  if (file === undefined) return false;
  const bytes = readFileSync(file);
  if (bytes.length === 0) return false;
  if (what.endsWith('cut')) {
    truncateSync(file, random.int(bytes.length));
    return true;
  }
  const at = random.int(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
  writeFileSync(file, bytes);
  return true;
}
