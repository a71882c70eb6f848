// The built program where an unprivileged user can read and run it: the tests start Electron as such a user, so that
// its sandbox is on, even when they themselves run as root (a container), whose folders are closed to others.
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { smallSharedMemory } from './electron.ts';
import { copyNatives } from './natives.ts';
import { capture, isRoot, must, root, say } from './project.ts';
import type { Runtime } from './runtime.ts';

/** `nobody` on Debian-like systems. */
const nobody = 65_534;

export interface Stage {
  /** The program's folder: what `electron <folder>` takes. */
  readonly program: string;
  /** Starts Electron with the arguments given, as the unprivileged user when this is root. */
  readonly executable: string;
  /** A folder of the user that Electron runs as; profiles go here, each made by `ownedFolder`. */
  readonly profiles: string;
  /** Whether Chromium's sandbox can work for that user. */
  readonly sandboxed: boolean;
  remove(): void;
}

/** Copies the build (not its source maps) and the native packages, and writes the script that starts Electron. */
export async function stageProgram(runtime: Runtime): Promise<Stage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-stage-'));
  chmodSync(folder, 0o755);
  const program = path.join(folder, 'program');
  await cp(path.join(root, '.vite'), path.join(program, '.vite'), {
    recursive: true,
    filter: (file) => !file.endsWith('.map'),
  });
  await cp(path.join(root, 'package.json'), path.join(program, 'package.json'));
  await copyNatives(program, process.platform, process.arch);
  if (process.platform === 'linux') await must('chmod', ['-R', 'a+rX', folder]);
  const profiles = ownedFolder(folder, 'profiles-');
  const executable = await writeLauncher(
    path.join(folder, 'electron'),
    await readable(runtime, folder),
    profiles,
  );
  const sandboxed = process.platform !== 'linux' || (await sandboxWorks());
  return {
    program,
    executable,
    profiles,
    sandboxed,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const drop = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'] : [];

async function sandboxWorks(): Promise<boolean> {
  const [first, ...others] = [...drop, 'unshare', '--user', '--map-root-user', 'true'];
  return (await capture(first, others)).code === 0;
}

/** A new folder in `parent` that belongs to the user that Electron runs as. */
export function ownedFolder(parent: string, prefix: string): string {
  const folder = mkdtempSync(path.join(parent, prefix));
  if (isRoot) chownSync(folder, nobody, nobody);
  return folder;
}

/**
 * Writes a script at `file` that starts Electron, or a program made of it, with the arguments it is given: as the
 * unprivileged user when this is root, with its sandbox wherever that can work. `home` becomes that user's home unless
 * FACTEUR_TEST_HOME names another. Gives the path of what to start.
 */
export async function writeLauncher(file: string, electron: string, home: string): Promise<string> {
  if (process.platform !== 'linux') return electron;
  const switches = ['--disable-gpu', ...(smallSharedMemory() ? ['--disable-dev-shm-usage'] : [])];
  const sandboxed = await sandboxWorks();
  if (!sandboxed) {
    say('This machine lets no user create namespaces: the tests run WITHOUT the sandbox (--no-sandbox)');
    switches.push('--no-sandbox');
  }
  const script = [
    '#!/bin/sh',
    ...(isRoot ? [`HOME="\${FACTEUR_TEST_HOME:-${home}}"`, 'export HOME'] : []),
    // Playwright adds the switch on its own unless each launch is told otherwise.
    ...(sandboxed ? ['for given do shift; [ "$given" = --no-sandbox ] || set -- "$@" "$given"; done'] : []),
    `exec ${[...drop, electron, ...switches].join(' ')} "$@"`,
    '',
  ];
  writeFileSync(file, script.join('\n'), { mode: 0o755 });
  return file;
}

/** The runtime's executable, out of a copy where others cannot reach the original. */
async function readable(runtime: Runtime, folder: string): Promise<string> {
  if (!isRoot || openToOthers(runtime.folder)) return runtime.executable;
  const copy = path.join(folder, 'runtime');
  await must('cp', ['-a', runtime.folder, copy]);
  return path.join(copy, path.relative(runtime.folder, runtime.executable));
}

function openToOthers(folder: string): boolean {
  const parents = [folder];
  while (path.dirname(parents[0] ?? '/') !== parents[0]) parents.unshift(path.dirname(parents[0] ?? '/'));
  return parents.every((parent) => (statSync(parent).mode & 0o005) === 0o005);
}
