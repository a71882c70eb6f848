// Preparing something once, when several scripts may want it at the same time: one makes it, the others wait, and a
// folder that was left half-made is never taken for a finished one.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const abandonedAfter = 15 * 60_000;

/** The folder `target`, made by `make` in a temporary folder beside it unless it is there already. */
export async function onceFolder(target: string, make: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(target)) return target;
  return exclusively(`${target}.lock`, async () => {
    if (existsSync(target)) return target;
    const temporary = mkdtempSync(`${target}.making-`);
    try {
      await make(temporary);
      renameSync(temporary, target);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
    return target;
  });
}

/** Runs `body` while no other process runs one under the same lock file. A lock whose owner is gone is taken over. */
export async function exclusively<T>(lock: string, body: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(lock), { recursive: true });
  while (!take(lock)) await pause(200);
  try {
    return await body();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (abandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function abandoned(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > abandonedAfter) return true;
    const owner = Number(readFileSync(lock, 'utf8'));
    // Empty for an instant while its owner writes it.
    if (owner > 0) process.kill(owner, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
