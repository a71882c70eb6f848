// `npm run dev`: the program with its page served by Vite, so that a change shows at once; a change to the main
// process builds it anew and starts the program again.
import { watch } from 'node:fs';
import { createServer as createProbe } from 'node:net';
import path from 'node:path';
import { createServer } from 'vite';
import { build } from './build.ts';
import { hasDisplay } from './display.ts';
import { machineSwitches, runElectron } from './electron.ts';
import { root, run, say, Unprepared } from './project.ts';
import { prepareRuntime } from './runtime.ts';

await run(async () => {
  if (!hasDisplay())
    throw new Unprepared('npm run dev needs a display. npm start shows the main job without one.');
  const runtime = await prepareRuntime();
  const switches = await machineSwitches({ virtualDisplay: false });
  const port = await freePort();
  const server = await createServer({
    configFile: path.join(root, 'vite.renderer.config.ts'),
    configLoader: 'native',
    // The page's origin is the program's own scheme: Vite's client must be told where the socket is.
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: port },
    },
  });
  await server.listen();
  const env = { ...process.env, FACTEUR_DEV_SERVER: `http://127.0.0.1:${port}` };
  const start = { executable: runtime.executable, switches, args: process.argv.slice(2), env };

  let changed = false;
  let electron: ReturnType<typeof runElectron> | undefined;
  const watchers = ['core', 'electron'].map((room) => {
    let settled: NodeJS.Timeout | undefined;
    return watch(path.join(root, room), { recursive: true }, () => {
      clearTimeout(settled);
      settled = setTimeout(() => {
        changed = true;
        electron?.stop();
      }, 200);
    });
  });
  try {
    for (;;) {
      changed = false;
      await build({ page: false });
      electron = runElectron(start);
      const code = await electron.ended;
      // `changed` is set from a watcher while the program runs.
      if (!wasChanged()) return code;
      say('dev: the main process changed, starting again');
    }
  } finally {
    for (const watcher of watchers) watcher.close();
    await server.close();
  }

  function wasChanged(): boolean {
    return changed;
  }
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createProbe();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });
}
