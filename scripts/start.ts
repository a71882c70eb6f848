// `npm start`: builds what changed, finds Electron, and runs the program. Where there is no display it shows the main
// job without one: the real window, on a display of its own, with a profile of its own.
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildIfStale } from './build.ts';
import { hasDisplay, startDisplay } from './display.ts';
import { machineSwitches, runElectron } from './electron.ts';
import { run, say } from './project.ts';
import { prepareRuntime } from './runtime.ts';
import { prepareSystem } from './system.ts';

const demoLimit = 3 * 60_000;

await run(async () => {
  const given = process.argv.slice(2);
  const displayed = hasDisplay();
  if (!displayed)
    say(
      'No display here (neither DISPLAY nor WAYLAND_DISPLAY): showing the main job on a virtual one, with a temporary profile',
    );
  const demo = !displayed || given.includes('--demo');

  await prepareSystem(displayed ? ['runtime'] : ['runtime', 'window']);
  const runtime = await prepareRuntime();
  await buildIfStale();
  const switches = await machineSwitches({ virtualDisplay: !displayed });
  const args = demo && !given.includes('--demo') ? ['--demo', ...given] : given;
  const env = { ...process.env };
  // A demonstration never touches the user's own profile. It stays afterwards: its pictures may lie in it.
  if (demo) env['FACTEUR_USER_DATA'] = mkdtempSync(path.join(os.tmpdir(), 'facteur-demo-'));

  // Where nobody sees the window, the demonstration ends by itself.
  if (!displayed) env['FACTEUR_DEMO_EXIT'] = '1';

  const display = displayed ? undefined : await startDisplay();
  try {
    const electron = runElectron({
      executable: runtime.executable,
      switches,
      args,
      env: { ...env, ...display?.env },
      ...(displayed ? {} : { limit: demoLimit, quiet: true }),
    });
    return await electron.ended;
  } finally {
    await display?.stop();
  }
});
