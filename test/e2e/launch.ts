// Starts the real program for an end-to-end test: the built files on the prepared Electron, by the unprivileged user,
// each run with a profile of its own. scripts/test.ts has staged both and opened the display.
import { rmSync } from 'node:fs';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { ownedFolder } from '../../scripts/stage.ts';

export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
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
}

export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const profile = options.profile ?? newProfile();
  const app = await _electron.launch({
    executablePath: staged('FACTEUR_TEST_ELECTRON'),
    args: [staged('FACTEUR_TEST_PROGRAM'), ...(options.args ?? [])],
    chromiumSandbox: true,
    env: { ...definedEnvironment(), FACTEUR_TEST_HOME: profile, FACTEUR_USER_DATA: profile, ...options.env },
  });
  const page = await app.firstWindow();
  const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
  return {
    app,
    page,
    profile,
    close: () => app.close(),
    async kill() {
      // The launcher has become Electron's main process: the handle is the program's own.
      app.process().kill('SIGKILL');
      await ended;
    },
  };
}

/** An empty profile that the program's user can write to. */
export function newProfile(): string {
  return ownedFolder(staged('FACTEUR_TEST_PROFILES'), 'profile-');
}

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true });
}

/** Whether Chromium's sandbox can work here; scripts/test.ts says so aloud when it cannot. */
export function sandboxed(): boolean {
  return staged('FACTEUR_TEST_SANDBOX') === 'on';
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
