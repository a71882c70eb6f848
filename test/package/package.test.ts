// What `npm run make` builds, as a user would get it: the Debian package unpacked, started with its shipping fuses by
// an unprivileged user, its window on the display. scripts/test.ts gives the display.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SPELLING_LANGUAGES } from '#core/spelling/languages.ts';
import { must, root } from '../../scripts/project.ts';
import { ownedFolder, writeLauncher } from '../../scripts/stage.ts';
import { killedPackaged } from './killed.ts';
import { verifiedPackaged } from './verified.ts';

const minute = 60_000;
const made = path.join(root, 'out/make');

let folder: string;
let installed: string;

beforeAll(async () => {
  rmSync(made, { recursive: true, force: true });
  await must(process.execPath, [path.join(root, 'scripts/make.ts'), 'make'], { limit: 8 * minute });
  folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-package-'));
  await must('dpkg-deb', ['-x', madeFile('.deb'), folder]);
  chmodSync(folder, 0o755);
  const [name = ''] = readdirSync(path.join(folder, 'usr/lib'));
  installed = path.join(folder, 'usr/lib', name);
}, 9 * minute);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the Debian package', () => {
  it('has the fuses that users get', async () => {
    const wire = await getCurrentFuseWire(path.join(installed, 'facteur'));
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => FuseState.ENABLE));
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => FuseState.DISABLE));
  });

  it('holds the build, its pictures and the native packages, and nothing else of the project', () => {
    const files = listPackage(path.join(installed, 'resources/app.asar'), { isPack: false });
    const tops = new Set(files.map((file) => file.split('/')[1]));
    expect([...tops].sort()).toEqual(['.vite', 'LICENSE', 'assets', 'node_modules', 'package.json']);
    expect(files.filter((file) => file.startsWith('/.vite') && file.endsWith('.map'))).toEqual([]);
    expect(files).toContain('/.vite/build/main.cjs');
    expect(files).toContain('/.vite/renderer/index.html');
  });

  it('holds the dictionaries and what reads them', () => {
    const files = listPackage(path.join(installed, 'resources/app.asar'), { isPack: false });
    const count = (pattern: RegExp): number => files.filter((file) => pattern.test(file)).length;
    expect(count(/^\/\.vite\/renderer\/assets\/[^/]+\.dic$/)).toBe(SPELLING_LANGUAGES.length);
    expect(count(/^\/\.vite\/renderer\/assets\/spelling-worker-[^/]+\.js$/)).toBe(1);
    expect(count(/^\/\.vite\/renderer\/assets\/hunspell-[^/]+\.wasm$/)).toBe(1);
  });

  it('is offered for messages by the desktop, and takes the files that it is given', () => {
    const applications = path.join(folder, 'usr/share/applications');
    const entries = readdirSync(applications).map((name) =>
      readFileSync(path.join(applications, name), 'utf8'),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatch(/^MimeType=message\/rfc822;/m);
    expect(entries[0]).toMatch(/^Exec=\S+ %U$/m);
  });

  it('says in its name and among its resources when it is a test build', () => {
    const test = path.basename(installed) === 'facteur-test-runtime';
    expect(existsSync(path.join(installed, 'resources/TEST-BUILD.txt'))).toBe(test);
    expect(path.basename(madeFile('.zip')).includes('-test-runtime-')).toBe(test);
  });

  it(
    'shows its window to an unprivileged user, and no debugger to anyone',
    { timeout: 2 * minute },
    async () => {
      const home = ownedFolder(folder, 'home-');
      const launcher = await writeLauncher(path.join(folder, 'start'), path.join(installed, 'facteur'), home);
      const program = spawn(launcher, ['--inspect=0'], {
        cwd: home,
        env: { ...process.env, HOME: home, FACTEUR_ANNOUNCE: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const said: string[] = [];
      program.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      try {
        await announced(program, 'facteur: window shown', said);
        expect(await windowIsViewable('Facteur')).toBe(true);
        expect(said.join('')).not.toContain('Debugger listening');
      } finally {
        await end(program);
      }
    },
  );

  it(
    'looks into a signature, whatever the DNS of this machine answers',
    { timeout: 5 * minute },
    async () => {
      const said = await verifiedPackaged(folder, await launcher());
      for (const part of ['DKIM signature of stagecraft.example', 'rsa-sha256', 'Verified here'])
        expect(said).toContain(part);
    },
  );

  it.each(['MAIL', 'DATA'] as const)(
    'that is killed at %s sends the message once, when it starts again',
    { timeout: 3 * minute },
    async (step) => {
      const { taken, items, sent } = await killedPackaged(await launcher(), step);
      expect([taken.length, items.length, sent]).toEqual([1, 0, 1]);
    },
  );

  it(
    'that is killed behind the final dot does not send it again, and says that nobody knows',
    { timeout: 3 * minute },
    async () => {
      const { taken, items, sent } = await killedPackaged(await launcher(), 'dot');
      expect(taken).toHaveLength(1);
      expect(items.map(({ submission }) => submission.status)).toEqual(['unknown']);
      expect(sent).toBe(0);
    },
  );
});

const launcher = (): Promise<string> =>
  writeLauncher(path.join(folder, 'start-again'), path.join(installed, 'facteur'), folder);

function madeFile(extension: string): string {
  const found = readdirSync(made, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith(extension),
  );
  expect(found).toHaveLength(1);
  return path.join(made, found[0] ?? '');
}

/** Ends when the program prints the line; fails with what it said when it ends first. */
function announced(program: ChildProcess, line: string, said: readonly string[]): Promise<void> {
  const { stdout } = program;
  if (stdout === null) throw new Error('no standard output');
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (printed) => {
      if (printed.trim() === line) resolve();
    });
    program.on('exit', (code) => reject(new Error(`it ended with ${String(code)}:\n${said.join('')}`)));
  });
}

/** Asks the X server, which learns of a window a moment after the program does. */
async function windowIsViewable(title: string): Promise<boolean> {
  const until = Date.now() + 10_000;
  do {
    const tree = await must('xwininfo', ['-root', '-tree']);
    const ids = [...tree.matchAll(/^\s+(0x[\da-f]+) "([^"]*)"/gm)].filter(
      ([, , name]) => name?.includes(title) === true,
    );
    for (const [, id = ''] of ids) {
      if ((await must('xwininfo', ['-id', id])).includes('Map State: IsViewable')) return true;
    }
    await pause(100);
  } while (Date.now() < until);
  return false;
}

async function end(program: ChildProcess): Promise<void> {
  if (program.pid === undefined || program.exitCode !== null) return;
  const ended = once(program, 'exit');
  process.kill(-program.pid, 'SIGKILL');
  await ended;
}
