/** What a power cut leaves of a profile, from what syncs.ts kept: nothing that was not synced, or some of it. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Random } from './random.ts';
import { folderKey, keyOf } from './program/syncs.ts';

const Names = z.array(z.strictObject({ name: z.string(), key: z.string().nullable() }));
const DATABASES = ['journal.db', 'facteur.db'];

/** `some`: each file that differs from what was synced is as it was synced, as it is, or cut anywhere between. */
export function cutPower(profile: string, mirror: string, what: 'all' | 'some', random: Random): void {
  const left = `${profile}.left`;
  mkdirSync(left, { recursive: true });
  const keepsMore = (): boolean => what === 'some' && random.chance(0.5);
  for (const database of DATABASES) restoreDatabase(profile, mirror, left, database, keepsMore());
  restoreFolder({ profile, mirror, left, keepsMore, random }, '');
  renameSync(profile, `${profile}.before`);
  renameSync(left, profile);
  rmSync(`${profile}.before`, { recursive: true, force: true });
}

function restoreDatabase(
  profile: string,
  mirror: string,
  left: string,
  name: string,
  keepsMore: boolean,
): void {
  const pointer = path.join(mirror, 'databases', name);
  const from =
    keepsMore || !existsSync(pointer)
      ? profile
      : path.join(mirror, 'databases', readFileSync(pointer, 'utf8'));
  // One that was never answered for may be there or not.
  if (from === profile && !keepsMore) return;
  for (const end of ['', '-wal', '-log', '-seq'])
    if (existsSync(path.join(from, `${name}${end}`)))
      copyFileSync(path.join(from, `${name}${end}`), path.join(left, `${name}${end}`));
}

interface Cut {
  readonly profile: string;
  readonly mirror: string;
  readonly left: string;
  readonly keepsMore: () => boolean;
  readonly random: Random;
}

function restoreFolder(cut: Cut, folder: string): void {
  const kept = path.join(cut.mirror, 'folders', folderKey(folder));
  if (!existsSync(kept)) return;
  mkdirSync(path.join(cut.left, folder), { recursive: true });
  for (const { name, key } of Names.parse(JSON.parse(readFileSync(kept, 'utf8')))) {
    const file = path.join(folder, name);
    if (DATABASES.some((database) => file.startsWith(database)) || file.startsWith('index.db')) continue;
    if (key === null) {
      mkdirSync(path.join(cut.left, file), { recursive: true });
      restoreFolder(cut, file);
    } else restoreFile(cut, file, key);
  }
}

/** A name that was synced and contents that were not is an empty file. */
function restoreFile({ profile, mirror, left, keepsMore, random }: Cut, file: string, key: string): void {
  const synced = path.join(mirror, 'files', key);
  const bytes = existsSync(synced) ? readFileSync(synced) : Buffer.alloc(0);
  const now = nowOf(profile, file, key);
  if (now === null || !keepsMore()) {
    writeFileSync(path.join(left, file), bytes);
    return;
  }
  const length = bytes.length + random.int(Math.max(0, now.length - bytes.length) + 1);
  writeFileSync(path.join(left, file), now.length > bytes.length ? now.subarray(0, length) : now);
}

/** What the file holds at the moment of the cut; null when it is gone from its place. */
function nowOf(profile: string, file: string, key: string): Buffer | null {
  const at = path.join(profile, file);
  return existsSync(at) && keyOf(at) === key ? readFileSync(at) : null;
}

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
