// What every script needs to know of its surroundings: the project's folder, the cache folder outside node_modules
// where what is prepared once is kept, and how a script speaks and gives up.
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..');

/** The folder for what is fetched and prepared once per machine; FACTEUR_CACHE overrides the platform's place. */
export function cacheFolder(): string {
  const { FACTEUR_CACHE, XDG_CACHE_HOME } = process.env;
  const folder =
    FACTEUR_CACHE !== undefined && FACTEUR_CACHE !== ''
      ? path.resolve(FACTEUR_CACHE)
      : path.join(
          XDG_CACHE_HOME !== undefined && XDG_CACHE_HOME !== ''
            ? XDG_CACHE_HOME
            : path.join(os.homedir(), '.cache'),
          'facteur-dev',
        );
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

/** Runs a script's body; an `Unprepared` ends it with its message and exit code 1. */
export async function run(body: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
