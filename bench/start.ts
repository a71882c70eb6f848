/**
 * From the start of the packaged program to the first key that To accepts, against a bare Electron window's first key in an input: same
 * runtime, same run, in turns. And what both hold in memory when idle.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { machineSwitches } from '../scripts/electron.ts';
import { must, root } from '../scripts/project.ts';
import { prepareRuntime } from '../scripts/runtime.ts';
import { PageUnderTest } from './devtools.ts';
import { treePss } from './memory.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 7;
const IDLE = 10_000;

interface Measured {
  /** ms */
  readonly firstKey: number;
  /** ms until the composer itself has that key; for the bare window the same */
  readonly whole: number;
  /** MB, PSS of all processes 10 s later; NaN when not asked for */
  readonly memory: number;
}

export async function benchStart(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-bench-'));
  try {
    await must('npm', ['run', '--silent', 'package']);
    const bare = await bareProgram(folder);
    const packaged = packagedProgram();
    const runs: { bare: Measured; facteur: Measured }[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      const withMemory = round >= ROUNDS - 3;
      const measured = {
        bare: await measure(bare, path.join(folder, `bare-${String(round)}`), withMemory, nothing),
        facteur: await measure(packaged, path.join(folder, `facteur-${String(round)}`), withMemory, composer),
      };
      // The first round warms the file cache.
      if (round >= 0) runs.push(measured);
    }
    const firstKey = runs.map((run) => run.facteur.firstKey / run.bare.firstKey);
    const memory = runs
      .filter((run) => !Number.isNaN(run.bare.memory))
      .map((run) => run.facteur.memory / run.bare.memory);
    return [
      row('start to first key in To', firstKey, 1.25, runs, (run) => run.firstKey, 'ms'),
      {
        what: 'start to the whole composer',
        measured: `${median(runs.map((run) => run.facteur.whole)).toFixed(0)} ms`,
        bound: 'none',
        within: true,
      },
      row('idle memory, PSS of all processes', memory, 1.3, runs, (run) => run.memory, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  }
}

function row(
  what: string,
  ratios: number[],
  bound: number,
  runs: readonly { bare: Measured; facteur: Measured }[],
  of: (run: Measured) => number,
  unit: string,
): Row {
  const values = (pick: (run: { bare: Measured; facteur: Measured }) => Measured): string =>
    median(runs.map((run) => of(pick(run))).filter((value) => !Number.isNaN(value))).toFixed(0);
  const ratio = median(ratios);
  return {
    what,
    measured: `${ratio.toFixed(2)} × (${values((run) => run.facteur)} to ${values((run) => run.bare)} ${unit})`,
    bound: `${String(bound)} ×`,
    within: ratio <= bound,
  };
}

async function measure(
  program: string,
  profile: string,
  withMemory: boolean,
  { prepare, whole }: Steps,
): Promise<Measured> {
  mkdirSync(profile);
  const switches = await machineSwitches({ virtualDisplay: true });
  const began = performance.now();
  const child = spawn(program, [`--user-data-dir=${profile}`, '--remote-debugging-port=0', ...switches], {
    // A packaged program takes no profile from its environment: its configuration's place is moved instead.
    env: { ...process.env, XDG_CONFIG_HOME: profile, LANG: 'en_GB.UTF-8', LANGUAGE: 'en' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const page = await PageUnderTest.of(child);
    await prepare(page);
    await page.until('document.activeElement instanceof HTMLInputElement');
    await page.press('a');
    await page.until("document.activeElement?.value === 'a'");
    const firstKey = performance.now() - began;
    await whole(page);
    const all = performance.now() - began;
    let memory = Number.NaN;
    if (withMemory) {
      await delay(IDLE);
      memory = treePss(child.pid ?? 0);
    }
    page.close();
    return { firstKey, whole: all, memory };
  } finally {
    await end(child);
  }
}

interface Steps {
  /** what it takes until there is a field */
  readonly prepare: (page: PageUnderTest) => Promise<void>;
  /** what comes after the first key */
  readonly whole: (page: PageUnderTest) => Promise<void>;
}

const nothing: Steps = { prepare: () => Promise.resolve(), whole: () => Promise.resolve() };

/** The early window takes the key, and hands it to the composer. */
const composer: Steps = {
  prepare: async (page) => {
    await page.until("document.querySelector('nav button') !== null");
    await page.press('n', { control: true });
  },
  whole: (page) => page.until("document.querySelector('#recipients-to')?.value === 'a'"),
};

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** The runtime itself with an application of ten lines: a window with one input. */
async function bareProgram(folder: string): Promise<string> {
  const runtime = await prepareRuntime();
  const bare = path.join(folder, 'bare');
  cpSync(runtime.folder, bare, { recursive: true });
  const app = path.join(bare, 'resources/app');
  rmSync(path.join(bare, 'resources/default_app.asar'), { force: true });
  mkdirSync(app, { recursive: true });
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.js' }));
  writeFileSync(path.join(app, 'index.html'), '<!doctype html><title>bare</title><input autofocus>');
  writeFileSync(
    path.join(app, 'main.js'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile(require('path').join(__dirname, 'index.html')));`,
  );
  const executable = path.join(bare, path.basename(runtime.executable));
  const named = path.join(bare, 'bare');
  renameSync(executable, named);
  return named;
}

function packagedProgram(): string {
  const out = path.join(root, 'out');
  const folder = readdirSync(out).find((name) => name.startsWith('Facteur') && name.includes('linux'));
  if (folder === undefined) throw new Error('nothing was packaged');
  return path.join(out, folder, 'facteur');
}
