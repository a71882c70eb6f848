// The keychain process where there is no Electron: a plain child process, on the session bus that a test gives it.
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { SpawnKeychain } from '#electron/secrets/keychain-client.ts';

const entry = path.join(import.meta.dirname, '../../../electron/host/keychain-process.ts');

export interface ChildKeychain {
  readonly spawn: SpawnKeychain;
  readonly children: readonly ChildProcess[];
}

export function keychainInChild(env: NodeJS.ProcessEnv, program = entry): ChildKeychain {
  const children: ChildProcess[] = [];
  const spawn: SpawnKeychain = () => {
    const child = fork(program, [], { env: { ...env, LC_ALL: 'C' }, execArgv: [], silent: true });
    children.push(child);
    return {
      post: (message) => void child.send(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill('SIGKILL'),
    };
  };
  return { spawn, children };
}
