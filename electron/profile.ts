/** Which folder this run keeps its data in. Decided before anything reads or writes there. */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';

/**
 * The user's own profile, unless this is a demonstration, which gets a folder of its own each time. A run from source may name
 * another one; what is installed does not listen to the environment.
 */
export function chooseProfile(demo: boolean): void {
  const { FACTEUR_USER_DATA: named = '' } = process.env;
  if (!app.isPackaged && named !== '') app.setPath('userData', path.resolve(named));
  else if (demo) app.setPath('userData', mkdtempSync(path.join(os.tmpdir(), 'facteur-demo-')));
}
