// `npm run package` and `npm run make`: Forge, on the runtime that scripts/runtime.ts finds. What comes of the
// fallback runtime is marked as a test build, by its name and by a file among its resources.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root, run, say } from './project.ts';
import { fallbackZipFolder, prepareRuntime } from './runtime.ts';
import { prepareSystem } from './system.ts';

await run(async () => {
  const [task = 'make', ...rest] = process.argv.slice(2);
  await prepareSystem(['runtime', 'package']);
  const runtime = await prepareRuntime();
  const env = { ...process.env };
  if (!runtime.declared) {
    say(`What is made on Electron ${runtime.version} is a test build, and is marked as one`);
    env['FACTEUR_FALLBACK_ZIPS'] = await fallbackZipFolder(runtime);
    // A test build need not be small: zip packs it four times as fast.
    env['ZIPOPT'] = '-1';
  }
  const forge = path.join(root, 'node_modules/@electron-forge/cli/dist/electron-forge.js');
  const child = spawn(process.execPath, [forge, task, ...rest], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(child, 'exit');
  return child.exitCode ?? 1;
});
