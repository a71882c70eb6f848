/**
 * `npm run faults`: the fault campaign, with its tables; ends with 0 only where nothing is wrong. `--cases N`, `--seed S`, `--jobs J`;
 * `--case N` (or `N,N`) runs that one
 * case of the seed and tells all about it. `--packaged` makes the package and drives that, for a sample; `--program FILE` one that is made.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startDisplay } from '../../../scripts/display.ts';
import { machineSwitches } from '../../../scripts/electron.ts';
import { must, root } from '../../../scripts/project.ts';
import { runCampaign } from './campaign.ts';
import { mountable } from './full-disk.ts';
import type { Packaged } from './packaged.ts';
import { planOf } from './plan.ts';
import type { CaseResult } from './run-case.ts';
import { tables } from './table.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string' },
    case: { type: 'string' },
    jobs: { type: 'string' },
    mounts: { type: 'string' },
    packaged: { type: 'boolean', default: false },
    program: { type: 'string' },
  },
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const isPackaged = values.packaged || values.program !== undefined;
if (isPackaged) process.exitCode = await onDisplay();
else if (values.mounts === undefined) process.exitCode = inOwnNamespace();
else process.exitCode = await run(values.mounts === 'yes', null);

/** Mounts of the full-disk cases vanish with the namespace, whatever happens to this process. */
function inOwnNamespace(): number {
  const namespace = mountable();
  const script = [process.execPath, ...process.execArgv, import.meta.filename, ...process.argv.slice(2)];
  const [command = '', ...rest] =
    namespace === null
      ? [...script, '--mounts', 'no']
      : ['unshare', ...namespace, ...script, '--mounts', 'yes'];
  return spawnSync(command, rest, { stdio: 'inherit' }).status ?? 1;
}

/** Its window has to be drawn somewhere. */
async function onDisplay(): Promise<number> {
  const { program } = values;
  const executable = program === undefined ? await makePackage() : path.resolve(program);
  const display = await startDisplay();
  const switches = await machineSwitches({ virtualDisplay: true });
  // No keychain, and no question about one.
  const env = { ...process.env, ...display.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:', LANGUAGE: 'en' };
  try {
    return await run(false, { executable, switches, env });
  } finally {
    await display.stop();
  }
}

async function makePackage(): Promise<string> {
  await must(process.execPath, [path.join(root, 'scripts/make.ts'), 'package'], { limit: 5 * 60_000 });
  const [made] = globSync('out/*/facteur', { cwd: root });
  if (made === undefined) throw new Error('there is no package');
  return path.join(root, made);
}

async function run(canMount: boolean, packaged: Packaged | null): Promise<number> {
  const seed = Number(values.seed);
  const only = values.case?.split(',').map(Number) ?? null;
  const numbers =
    only ?? Array.from({ length: Number(values.cases ?? (packaged === null ? 2000 : 60)) }, (_, n) => n);
  // Electron takes a processor while it starts.
  const usual = (packaged === null ? 2 : 1) * os.availableParallelism();
  const jobs = Number(values.jobs ?? usual);
  const results: CaseResult[] = [];
  const began = Date.now();
  if (!canMount && packaged === null)
    console.log('No disk can be mounted here: the cases with a full disk run with one that is not.');
  if (only !== null && only.length < 4)
    for (const number of only) console.log(JSON.stringify(planOf(seed, number), null, 1));
  await runCampaign({
    seed,
    numbers,
    jobs: Math.min(jobs, numbers.length),
    canMount,
    packaged,
    tell:
      only === null || only.length > 3
        ? () => undefined
        : (line) => console.log(`${((Date.now() - began) / 1000).toFixed(2)} ${line}`),
    ended: (result) => {
      results.push(result);
      for (const { wrong, detail } of result.findings)
        console.log(`WRONG: ${wrong}: ${detail} (--seed ${seed} --case ${result.plan.number})`);
      if (results.length % 100 === 0) console.log(`${results.length} cases, ${elapsed(began)} s`);
    },
  });
  if (only === null || only.length > 3) console.log(tables(results));
  const wrong = results.filter(({ findings }) => findings.length > 0).length;
  console.log(
    `${results.length} cases of seed ${seed} in ${elapsed(began)} s, ${wrong} with something wrong`,
  );
  // Of some cases nothing is left for the packaged program.
  const areAll = results.length === numbers.length || (packaged !== null && results.length > 0);
  return wrong === 0 && areAll ? 0 : 1;
}

function elapsed(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}
