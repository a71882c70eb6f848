// A session bus of one's own for tests: with a real gnome-keyring on it (unlocked, locked, or asking the user), or with no secret
// service at all. Nothing of the machine's own session is seen or touched, and everything ends with `stop`.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { capture } from '../../scripts/project.ts';
import { ownedFolder } from '../../scripts/stage.ts';
import { prepareSystem } from '../../scripts/system.ts';

const PASSWORD = 'of the keyring';
const LOGIN = '/org/freedesktop/secrets/collection/login';

export interface SessionBus {
  /** For a process that is to use this bus, its keyring, and its home. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** A keyring talks to its own user alone: `window` is the one that the end-to-end tests run Electron as. */
export type BusUser = 'self' | 'window';

export interface Keyring extends SessionBus {
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /** Ends the keyring's process; the bus goes on. */
  kill(): Promise<void>;
  /** Resolves when the keyring asks the user for its password. Nobody answers. */
  asked(): Promise<void>;
}

/** A bus on which nothing is, and nothing can be started: what a machine without a keychain has. */
export async function busWithoutKeyring(options: { readonly user?: BusUser } = {}): Promise<SessionBus> {
  return startBus(false, options.user ?? 'self');
}

/** `prompter`: whether there is something to ask the user with. Where there is none, a locked keyring refuses at once. */
export async function busWithKeyring(options: {
  readonly prompter: boolean;
  readonly user?: BusUser;
}): Promise<Keyring> {
  const bus = await startBus(options.prompter, options.user ?? 'self');
  // A file with capabilities cannot be run in a container; a copy has none.
  const daemon = path.join(bus.home, 'gnome-keyring-daemon');
  copyFileSync('/usr/bin/gnome-keyring-daemon', daemon);
  chmodSync(daemon, 0o755);
  const run = (): ChildProcess => {
    const child = spawn(daemon, ['--foreground', '--unlock', '--components=secrets'], {
      env: bus.env,
      uid: bus.uid,
      gid: bus.gid,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.end(PASSWORD);
    return child;
  };
  let child = run();
  const keyring: Keyring = {
    env: bus.env,
    asked: () => until(() => existsSync(bus.asking), 'the keyring does not ask'),
    lock: async () => {
      await gdbus(bus.env, 'Service.Lock', '/org/freedesktop/secrets', [`[objectpath "${LOGIN}"]`]);
      await until(async () => (await locked(bus.env)) === true, 'the keyring does not lock');
    },
    unlock: async () => {
      // The daemon unlocks with a password from its standard input at its start alone; what it keeps is on disk.
      await end(child);
      child = run();
      await until(async () => (await locked(bus.env)) === false, 'the keyring does not unlock');
    },
    kill: () => end(child),
    stop: async () => {
      await end(child);
      await bus.stop();
    },
  };
  try {
    await until(async () => (await locked(bus.env)) === false, 'the keyring does not start unlocked');
  } catch (error) {
    await keyring.stop();
    throw error;
  }
  return keyring;
}

async function startBus(
  prompter: boolean,
  user: BusUser,
): Promise<
  SessionBus & { readonly home: string; readonly asking: string; readonly uid: number; readonly gid: number }
> {
  await prepareSystem(['keyring']);
  const home =
    user === 'window'
      ? ownedFolder(os.tmpdir(), 'facteur-bus-')
      : mkdtempSync(path.join(os.tmpdir(), 'facteur-bus-'));
  const { uid, gid } = statSync(home);
  const runtime = path.join(home, 'run');
  const services = path.join(home, 'services');
  const asking = path.join(home, 'asking');
  mkdirSync(runtime, { mode: 0o700 });
  chownSync(runtime, uid, gid);
  mkdirSync(services);
  if (prompter) silentPrompter(services, asking);
  const config = path.join(home, 'bus.conf');
  writeFileSync(config, busConfig(runtime, services));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
    DBUS_SESSION_BUS_ADDRESS: undefined,
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
  };
  const bus = spawn('dbus-daemon', ['--config-file', config, '--nofork', '--print-address=1'], {
    env,
    uid,
    gid,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface(bus.stdout);
  const [address] = (await Promise.race([
    once(lines, 'line'),
    once(bus, 'exit').then(() => Promise.reject(new Error('dbus-daemon does not start'))),
  ])) as [string];
  return {
    env: { ...env, DBUS_SESSION_BUS_ADDRESS: address },
    home,
    uid,
    gid,
    asking,
    stop: async () => {
      if (existsSync(asking)) endByPid(Number(readFileSync(asking, 'utf8')));
      await end(bus);
      rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Started by the bus when the keyring wants to ask the user, it says nothing: a dialog that stays open. */
function silentPrompter(services: string, asking: string): void {
  const program = path.join(services, 'prompter');
  writeFileSync(
    program,
    `#!/bin/sh\necho $$ > '${asking}.new' && mv '${asking}.new' '${asking}'\nexec sleep 600\n`,
  );
  chmodSync(program, 0o755);
  for (const name of ['org.gnome.keyring.SystemPrompter', 'org.gnome.keyring.PrivatePrompter'])
    writeFileSync(path.join(services, `${name}.service`), `[D-BUS Service]\nName=${name}\nExec=${program}\n`);
}

function busConfig(runtime: string, services: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=${runtime}</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
  <limit name="service_start_timeout">600000</limit>
</busconfig>
`;
}

/** undefined: nobody can tell yet */
async function locked(env: NodeJS.ProcessEnv): Promise<boolean | undefined> {
  const answer = await gdbus(env, 'Properties.Get', '/org/freedesktop/secrets/aliases/default', [
    'org.freedesktop.Secret.Collection',
    'Locked',
  ]);
  return answer.includes('(<false>,)') ? false : answer.includes('(<true>,)') ? true : undefined;
}

async function gdbus(
  env: NodeJS.ProcessEnv,
  method: 'Properties.Get' | 'Service.Lock',
  object: string,
  args: readonly string[],
): Promise<string> {
  const prefix = method === 'Service.Lock' ? 'org.freedesktop.Secret' : 'org.freedesktop.DBus';
  const call = ['call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path', object];
  const { output } = await capture('gdbus', [...call, '--method', `${prefix}.${method}`, ...args], { env });
  return output.trim();
}

async function until(holds: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await pause(50);
  }
  throw new Error(otherwise);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function endByPid(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its bus.
  }
}
