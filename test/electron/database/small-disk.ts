/**
 * Runs a script of the tests on a disk that is nearly full: a small tmpfs in a mount namespace of its own, gone with the process.
 * Where a container allows neither mounts nor namespaces, /dev/shm is filled up to the same room (it is small there).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './folder.ts';

const MOUNT = 'mount -t tmpfs -o "size=$0" tmpfs "$1" && shift && exec "$@"';
/** No test fills more memory than this. */
const LARGEST = 1 << 30;

/** `room` in bytes; the script gets the folder as its first argument. Answers what it printed, parsed as JSON. */
export function onSmallDisk(room: number, script: string): unknown {
  const folder = temporaryFolder();
  const command = ['sh', '-c', MOUNT, String(room), folder, process.execPath, script, folder];
  for (const namespace of [['-m'], ['-U', '-r', '-m']]) {
    if (spawnSync('unshare', [...namespace, 'sh', '-c', MOUNT, String(room), folder, 'true']).status === 0)
      return run('unshare', [...namespace, ...command]);
  }
  return onFilledMemory(room, script);
}

function onFilledMemory(room: number, script: string): unknown {
  const folder = mkdtempSync('/dev/shm/facteur-test-');
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize > LARGEST)
      throw new Error('no way to a small disk: neither namespaces nor a small /dev/shm');
    const ballast = openSync(path.join(folder, 'ballast'), 'w');
    const block = Buffer.alloc(bsize);
    for (let left = bavail - Math.ceil(room / bsize); left > 0; left--) writeSync(ballast, block);
    return run(process.execPath, [script, folder]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr}`);
  return JSON.parse(stdout);
}
