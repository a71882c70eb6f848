// The one way the program is built, for `npm start`, the end-to-end tests and `npm run make`: the page, the main
// process, its preload and its helper processes, into .vite/. It leaves packaging to forge.config.ts.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build as viteBuild } from 'vite';
import { nodeConfig, type NodeEntry } from '../vite.node.config.ts';
import { root, say } from './project.ts';

const out = path.join(root, '.vite');
const stamp = path.join(out, 'built');

const entries: readonly NodeEntry[] = [
  { name: 'main', source: 'electron/main.ts', chunks: true },
  { name: 'preload', source: 'electron/preload.ts', chunks: false },
  { name: 'keychain-process', source: 'electron/host/keychain-process.ts', chunks: false },
  { name: 'journal-worker', source: 'electron/outbox/journal/worker.ts', chunks: false },
  { name: 'index-worker', source: 'electron/archive/index-worker.ts', chunks: false },
  { name: 'age-worker', source: 'electron/accounts/age-worker.ts', chunks: false },
  { name: 'lint-worker', source: 'electron/outbox/lint/lint-worker.ts', chunks: false },
  { name: 'drafts-worker', source: 'electron/drafts/drafts-worker.ts', chunks: false },
];

const sources = ['core', 'electron', 'renderer', 'assets', 'scripts/build.ts', 'package-lock.json'];

/** Builds what is there. An entry whose source does not exist is named and passed over. */
export async function build(options: { readonly page?: boolean } = {}): Promise<void> {
  const started = Date.now();
  // Built beside the old output and swapped in at the end: a running program keeps the files that it may still load.
  const fresh = path.join(out, `build-${String(process.pid)}`);
  const page = path.join(out, `renderer-${String(process.pid)}`);
  mkdirSync(fresh, { recursive: true });
  try {
    for (const entry of entries) {
      if (existsSync(path.join(root, entry.source))) await viteBuild(nodeConfig(entry, fresh));
      else say(`build: no ${entry.source} yet`);
    }
    if (options.page !== false && existsSync(path.join(root, 'renderer/index.html'))) {
      await viteBuild({
        configFile: path.join(root, 'vite.renderer.config.ts'),
        configLoader: 'native',
        logLevel: 'warn',
        build: { outDir: page, reportCompressedSize: false },
      });
      swap(page, path.join(out, 'renderer'));
    }
    swap(fresh, path.join(out, 'build'));
    if (options.page !== false) writeFileSync(stamp, new Date(started).toISOString());
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(page, { recursive: true, force: true });
  }
  say(`build: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Builds only when a source is newer than the last whole build. */
export async function buildIfStale(): Promise<void> {
  const configs = readdirSync(root).filter((name) => /^vite\..*\.ts$/.test(name));
  const builtAt = existsSync(stamp) ? Date.parse(readFileSync(stamp, 'utf8')) : 0;
  const newest = Math.max(...[...sources, ...configs].map((name) => newestChange(path.join(root, name))));
  if (newest >= builtAt) await build();
}

function swap(from: string, to: string): void {
  const old = `${to}-old-${String(process.pid)}`;
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}

/** Newest modification time (ms) below a path; folders count, so that a deleted file is a change too. */
function newestChange(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(file).map((name) => newestChange(path.join(file, name))));
}

if (import.meta.main) await build();
