/** The keychain process as Electron runs it: a utility process. What is asked of it, and for how long, is keychain-client.ts's. */
import { utilityProcess } from 'electron';
import type { SpawnKeychain } from '../secrets/keychain-client.ts';

/** `entry`: the built keychain-process, an absolute path. */
export function keychainInUtilityProcess(entry: string): SpawnKeychain {
  return () => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Facteur keychain',
      stdio: 'ignore',
      // The keychain's words are told apart in English (keychain-reason.ts).
      env: { ...process.env, LC_ALL: 'C' },
    });
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => {
        // While a prompt is open a polite end may never come: its threads hang in the keychain.
        if (child.pid === undefined) child.kill();
        else endNow(child.pid);
      },
    };
  };
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
