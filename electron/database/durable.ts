/** Files that must be there after a power cut, and damaged ones that must never be overwritten. Leaves their contents to their owners. */
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { diskFailure, isMissing } from './failure.ts';

const companions = ['', '-wal', '-shm', '-journal'];

/** A renamed or new file is only in its folder for good once the folder is synced. Windows cannot: NTFS keeps names in its own log. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and syncs every folder that got a new entry on the way. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = path.dirname(made)) {
    await syncFolder(path.dirname(made));
  }
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw diskFailure(error);
    },
  );
}

/** Renames a database and what SQLite keeps beside it to `<name>.damaged-<time>`; answers the new path. Nobody may have it open. */
export async function moveAside(file: string, now: number): Promise<string> {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  let aside = `${file}.damaged-${stamp}`;
  for (let n = 2; await exists(aside); n++) aside = `${file}.damaged-${stamp}-${String(n)}`;
  for (const companion of companions) {
    if (await exists(file + companion)) await rename(file + companion, aside + companion);
  }
  await syncFolder(path.dirname(file));
  return aside;
}

export async function removeDatabase(file: string): Promise<void> {
  for (const companion of companions) await rm(file + companion, { force: true });
}

/** Where the recovered copy of a damaged database is made. It takes the place of the damaged one only when it is complete. */
export const recoveredPath = (file: string): string => `${file}.recovered`;

/** Puts the recovered copy in the place of the damaged file, which is kept aside; answers where. */
export async function swapInRecovered(file: string, now: number): Promise<string> {
  const aside = await moveAside(file, now);
  await rename(recoveredPath(file), file);
  await syncFolder(path.dirname(file));
  return aside;
}

/** Ends a swap that a crash cut short: before it the copy may be incomplete and is made anew, after it the copy is all there is. */
export async function finishSwap(file: string, now: number): Promise<void> {
  if (!(await exists(recoveredPath(file)))) return;
  if (await exists(file)) {
    await removeDatabase(recoveredPath(file));
  } else {
    // The damaged file's log may still lie there: it must not be taken for the copy's.
    await swapInRecovered(file, now);
  }
}
