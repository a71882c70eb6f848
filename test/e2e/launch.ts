// Starts the real program for an end-to-end test: the built files on the prepared Electron, by the unprivileged user,
// each run with a profile of its own. scripts/test.ts has staged both and opened the display.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { ownedFolder } from '../../scripts/stage.ts';
import type { SessionBus } from '#test/servers/keyring.ts';

/** ms to wait for anything to be seen; two cores may be busy with much else */
const PATIENCE = 40_000;

export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** All that the program wrote to its standard output and error so far. */
  output(): string;
  /** Starts the program once more on the same profile, with other words; resolves when that second start has ended. */
  again(args: readonly string[]): Promise<void>;
  /** Ends the program as closing its last window does. */
  close(): Promise<void>;
  /** Ends the program at once, as `kill -9` does, and waits for it. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  /** A profile that an earlier run left; a new one otherwise. */
  readonly profile?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The bus on which the program looks for its keychain; without one it finds none. */
  readonly bus?: SessionBus;
  /** PEM of an authority that the program takes for one of the system's. */
  readonly authority?: string;
}

/** ms; the services have ten seconds of these */
const CLOSED_WITHIN = 30_000;

/** Windows that are open in this file's tests. */
const pages = new Set<Page>();

/** ms; a page that hangs says nothing */
const ANSWERED_WITHIN = 3000;

/** What the windows show while a test fails: whether the page has been loaded, what of it waits for a part, what it still asks for. */
export async function tellWindows(): Promise<void> {
  for (const page of pages) {
    const silent = new Promise((resolve) =>
      setTimeout(() => resolve('says nothing'), ANSWERED_WITHIN).unref(),
    );
    const said = page
      .evaluate(() => ({
        ready: document.readyState,
        size: [innerWidth, innerHeight],
        // React hides what waits for a part of it so.
        waiting: [...document.querySelectorAll<HTMLElement>('[style*="none !important"]')].map(
          ({ tagName, className }) => `${tagName}.${className}`,
        ),
        busy: document.querySelectorAll('[aria-busy="true"]').length,
        asked: performance
          .getEntriesByType('resource')
          .slice(-5)
          .map((entry) => entry.name),
        text: document.body.innerText.slice(0, 4000),
      }))
      .catch(String);
    process.stdout.write(
      `A window of the test that failed: ${JSON.stringify(await Promise.race([said, silent]))}\n`,
    );
  }
}

type Start = NonNullable<Parameters<typeof _electron.launch>[0]>;

/** ms; a start takes one or two seconds */
const ATTACHED_WITHIN = 40_000;

/** Playwright holds the program until its debugger is attached; where that was missed, nothing of ours has run yet, and it is started anew. */
async function attached(start: Start): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...start, timeout: ATTACHED_WITHIN });
  } catch (error) {
    process.stdout.write(`The program was not reached, and is started once more: ${String(error)}\n`);
    return _electron.launch(start);
  }
}

export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const profile = options.profile ?? newProfile();
  const trust = options.authority === undefined ? undefined : trustFolder(options.authority);
  const executablePath = trust === undefined ? staged('FACTEUR_TEST_ELECTRON') : path.join(trust, 'electron');
  const env = {
    ...definedEnvironment(),
    ...neutral,
    FACTEUR_TEST_HOME: profile,
    FACTEUR_USER_DATA: profile,
    ...busEnvironment(options.bus),
    ...options.env,
  };
  const app = await attached({
    executablePath,
    args: [staged('FACTEUR_TEST_PROGRAM'), ...(options.args ?? [])],
    chromiumSandbox: true,
    env,
  });
  const said: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const page = await app.firstWindow();
  page.setDefaultTimeout(PATIENCE);
  pages.add(page);
  page.once('close', () => pages.delete(page));
  const ended = new Promise<void>((resolve) =>
    app.process().once('exit', () => {
      if (trust !== undefined) rmSync(trust, { recursive: true, force: true });
      resolve();
    }),
  );
  return {
    app,
    page,
    profile,
    output: () => said.join(''),
    async again(args) {
      const second = spawn(executablePath, [staged('FACTEUR_TEST_PROGRAM'), ...args], {
        env,
        stdio: 'ignore',
      });
      await new Promise((resolve) => second.once('exit', resolve));
    },
    async close() {
      const late = setTimeout(() => tellStanding(app.process().pid, profile), CLOSED_WITHIN);
      await app.close();
      await ended;
      clearTimeout(late);
      if (closedLate(profile)) throw new Error('The services did not come to an end, and were left to it.');
    },
    async kill() {
      // The launcher has become Electron's main process: the handle is the program's own.
      app.process().kill('SIGKILL');
      await ended;
    },
  };
}

/** A program that does not end stands there with these processes: said while they can still be seen. */
function tellStanding(pid: number | undefined, profile: string): void {
  const listed = spawnSync('ps', [
    '-eo',
    'pid,ppid,pgid,stat,wchan:24,etimes,args',
    '--forest',
  ]).stdout.toString();
  const file = path.join(profile, 'logs/facteur.log');
  const log = existsSync(file) ? readFileSync(file, 'utf8') : '';
  process.stdout.write(`Program ${String(pid)} has not ended:\n${listed}\n${log}\n`);
}

/** Whether a run on this profile gave up on its services as it quit. */
function closedLate(profile: string): boolean {
  const file = path.join(profile, 'logs/facteur.log');
  return existsSync(file) && readFileSync(file, 'utf8').includes('close-timed-out {"ms":10000}');
}

/** A profile that the program's user can write to, empty but for one choice: what is sent goes at once, without the delay for Undo. */
export function newProfile(): string {
  const profile = ownedFolder(staged('FACTEUR_TEST_PROFILES'), 'profile-');
  writeFileSync(
    path.join(profile, 'settings.json'),
    JSON.stringify({ version: 1, data: { undoSeconds: 0 } }),
  );
  return profile;
}

/** Chromium's own processes end a moment behind a killed main process, and may still write: hence the retries. */
export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Whether Chromium's sandbox can work here; scripts/test.ts says so aloud when it cannot. */
export function sandboxed(): boolean {
  return staged('FACTEUR_TEST_SANDBOX') === 'on';
}

/** Of the machine's own settings the language alone could change what is seen. */
const neutral = { LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8', LANGUAGE: 'en', DBUS_SESSION_BUS_ADDRESS: 'disabled:' };

function busEnvironment(bus: SessionBus | undefined): Record<string, string> {
  if (bus === undefined) return {};
  const { DBUS_SESSION_BUS_ADDRESS = '', XDG_RUNTIME_DIR = '' } = bus.env;
  return { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR };
}

/**
 * A program that starts Electron with one authority more in what Node gives as the system's list, in the runtimes that lack the list too.
 * Playwright takes NODE_OPTIONS out of what it starts, hence a script.
 */
function trustFolder(authority: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-trust-'));
  chmodSync(folder, 0o755);
  const list = JSON.stringify([authority]);
  const hook = path.join(folder, 'trust.cjs');
  writeFileSync(hook, `require('node:tls').getCACertificates = () => ${list};\n`);
  const script = `#!/bin/sh\nNODE_OPTIONS='--require=${hook}' exec '${staged('FACTEUR_TEST_ELECTRON')}' "$@"\n`;
  writeFileSync(path.join(folder, 'electron'), script, { mode: 0o755 });
  return folder;
}

function staged(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this test with npm run test:e2e`);
  return value;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
