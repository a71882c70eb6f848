// What every script needs to know of its surroundings: the project's folder, the cache folder outside node_modules
// where what is prepared once is kept, and how a script speaks, runs commands and gives up.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');
export const isRoot = process.getuid?.() === 0;

/**
 * The folder for what is fetched and prepared once per machine. FACTEUR_CACHE overrides the platform's place. Root's
 * is the system's cache, because root's home is closed to the unprivileged user that the tests run Electron as.
 */
export function cacheFolder(): string {
  const { FACTEUR_CACHE: own = '', XDG_CACHE_HOME: xdg = '' } = process.env;
  const base = xdg !== '' ? xdg : isRoot ? '/var/cache' : path.join(os.homedir(), '.cache');
  const folder = own !== '' ? path.resolve(own) : path.join(base, 'facteur-dev');
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Something that the user can mend; its message says how. Scripts print it without a stack and exit 1. */
export class Unprepared extends Error {
  override readonly name = 'Unprepared';
}

/** Runs a script's body and exits with the code it gives; an `Unprepared` ends it with its message and code 1. */
export async function run(body: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

export interface Ended {
  /** Exit code; null when a signal or the time limit ended it, or when it could not be started. */
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command to its end, without standard input, and gives back what it wrote. `limit` is in milliseconds. */
export function capture(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly limit?: number } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.limit === undefined ? {} : { timeout: options.limit, killSignal: 'SIGKILL' }),
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

/** Like `capture`, for a command whose failure ends the script: `Unprepared` with what it wrote. */
export async function must(...call: Parameters<typeof capture>): Promise<string> {
  const { code, output } = await capture(...call);
  if (code !== 0) throw new Unprepared(`${call[0]} ${call[1].join(' ')} failed:\n${output.trim()}`);
  return output;
}
