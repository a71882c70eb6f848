/** The built program under Playwright, for benchmarks that look inside. */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { machineSwitches } from '../scripts/electron.ts';
import { root } from '../scripts/project.ts';
import { prepareRuntime } from '../scripts/runtime.ts';

export const newProfile = (): string => mkdtempSync(path.join(os.tmpdir(), 'facteur-bench-'));

export async function openProgram(
  profile: string,
): Promise<{ app: ElectronApplication; page: Page; pid: number }> {
  const runtime = await prepareRuntime();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [root, ...(await machineSwitches({ virtualDisplay: true }))],
    env: { ...definedEnvironment(), FACTEUR_USER_DATA: profile, LANGUAGE: 'en' },
  });
  const page = await app.firstWindow();
  await page.getByRole('navigation').first().waitFor();
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the program has no process');
  return { app, page, pid };
}

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
