/** A small disk that can be filled: a tmpfs in the mount namespace that the campaign runs in, gone with it at the latest. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import path from 'node:path';

const SIZE = 24 << 20;
const BLOCK = Buffer.alloc(64 * 1024);
const SMALL = Buffer.alloc(4096);

/** Under which this process may mount: the arguments of unshare; null where nobody may. */
export function mountable(): readonly string[] | null {
  const mount = ['sh', '-c', 'mount -t tmpfs tmpfs /mnt'];
  return (
    [['-m'], ['-U', '-r', '-m']].find(
      (namespace) => spawnSync('unshare', [...namespace, ...mount]).status === 0,
    ) ?? null
  );
}

const mounted = new Set<SmallDisk>();

/** Those of cases that were not ended. */
export function removeDisks(): void {
  for (const disk of mounted) disk.remove();
}

export class SmallDisk {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    const done = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]);
    if (done.status !== 0) throw new Error(`mount: ${String(done.stderr)}`);
    mounted.add(this);
  }

  get #ballast(): string {
    return path.join(this.folder, 'ballast');
  }

  /** Leaves `room` octets, more or less a page. */
  fill(room: number): void {
    const file = openSync(this.#ballast, 'a');
    let size = 0;
    for (const block of [BLOCK, SMALL]) {
      try {
        for (;;) size += writeSync(file, block);
      } catch {
        // Full, as wanted.
      }
    }
    closeSync(file);
    truncateSync(this.#ballast, Math.max(0, size - room));
  }

  /** False where it had not been filled. */
  free(): boolean {
    const wasFilled = existsSync(this.#ballast);
    rmSync(this.#ballast, { force: true });
    return wasFilled;
  }

  remove(): void {
    // Lazily: a program that was killed may not have let go of it yet.
    spawnSync('umount', ['-l', this.folder]);
    mounted.delete(this);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
