// How a script runs Electron on the project: with which switches, whether its sandbox can work here, and how it is
// ended. Which Electron is the runtime's matter.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { capture, isRoot, root, say, Unprepared } from './project.ts';

/** Switches for this machine. Says so when the sandbox is off; ends with `Unprepared` where it cannot work. */
export async function machineSwitches(options: { readonly virtualDisplay: boolean }): Promise<string[]> {
  const switches: string[] = [];
  if (process.platform === 'linux') {
    if (isRoot) {
      say('As root, Electron cannot use its sandbox: it runs with --no-sandbox');
      switches.push('--no-sandbox');
    } else {
      await checkNamespaces();
    }
    if (smallSharedMemory()) switches.push('--disable-dev-shm-usage');
  }
  if (options.virtualDisplay) switches.push('--disable-gpu');
  return switches;
}

/** Containers often give 64 MB of shared memory, where a page of Chromium's dies. */
export function smallSharedMemory(): boolean {
  if (!existsSync('/dev/shm')) return true;
  const { blocks, bsize } = statfsSync('/dev/shm');
  return blocks * bsize < 512 * 2 ** 20;
}

/** The sandbox needs user namespaces, with their own ids, for this user. Some systems forbid them by default. */
async function checkNamespaces(): Promise<void> {
  if ((await capture('unshare', ['--user', '--map-root-user', 'true'])).code === 0) return;
  const settings = [
    [
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
      '1',
      'kernel.apparmor_restrict_unprivileged_userns=0',
    ],
    ['/proc/sys/kernel/unprivileged_userns_clone', '0', 'kernel.unprivileged_userns_clone=1'],
    ['/proc/sys/user/max_user_namespaces', '0', 'user.max_user_namespaces=15000'],
  ] as const;
  const mend = settings.filter(
    ([file, bad]) => existsSync(file) && readFileSync(file, 'utf8').trim() === bad,
  );
  throw new Unprepared(
    "Electron's sandbox needs user namespaces, and this system does not let you create one. " +
      (mend.length === 0
        ? 'A container has to be started so that it may (its seccomp profile forbids it).'
        : `Allow it with this command, then start again:\n  sudo sysctl -w ${mend.map(([, , set]) => set).join(' ')}`),
  );
}

export interface Start {
  readonly executable: string;
  readonly switches: readonly string[];
  /** What the program itself gets. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds after which it is killed. */
  readonly limit?: number;
  /** Whether to drop Chromium's complaints about a missing message bus. */
  readonly quiet?: boolean;
}

/** Runs Electron on the project to its end and gives its exit code; passes on the signals that end this script. */
export function runElectron(start: Start): { readonly ended: Promise<number>; readonly stop: () => void } {
  const env = { ...start.env };
  // Both would make of Electron a plain Node, or of Node something else.
  delete env['ELECTRON_RUN_AS_NODE'];
  delete env['NODE_OPTIONS'];
  const child = spawn(start.executable, [...start.switches, root, ...start.args], {
    cwd: root,
    env,
    stdio: ['inherit', 'inherit', start.quiet === true ? 'pipe' : 'inherit'],
    // Its own process group, so that no helper process of Chromium's stays behind.
    detached: true,
  });
  if (child.stderr !== null) withoutBusErrors(child.stderr);
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, name);
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, signal);
  const ended = new Promise<number>((resolve, reject) => {
    const { limit } = start;
    const giveUp = (): void => {
      say(`Electron did not end within ${(limit ?? 0) / 1000} s and is killed`);
      signal('SIGKILL');
    };
    const timer = limit === undefined ? undefined : setTimeout(giveUp, limit);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      for (const name of names) process.off(name, signal);
      resolve(code ?? 1);
    });
  });
  return { ended, stop: () => signal('SIGTERM') };
}

/** Passes a stream on, less what Chromium says again and again where there is no message bus, as in a container. */
function withoutBusErrors(stream: NodeJS.ReadableStream): void {
  createInterface({ input: stream }).on('line', (line) => {
    if (!/:ERROR:(?:dbus\/)?(?:bus|object_proxy)\.cc[(:]/.test(line)) process.stderr.write(`${line}\n`);
  });
}
