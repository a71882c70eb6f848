/**
 * `npm run faults`: the fault campaign, with its tables; ends with 0 only where nothing is wrong. `--cases N`, `--seed S`, `--jobs J`;
 * `--case N` (or `N,N`) runs that one
 * case of the seed and tells all about it.
 */
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { mountable } from './full-disk.ts';
import { planOf } from './plan.ts';
import type { CaseResult } from './run-case.ts';
import { tables } from './table.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '2000' },
    case: { type: 'string' },
    jobs: { type: 'string', default: String(2 * os.availableParallelism()) },
    mounts: { type: 'string' },
  },
});

if (values.mounts === undefined) process.exitCode = inOwnNamespace();
else process.exitCode = await run(values.mounts === 'yes');

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

async function run(canMount: boolean): Promise<number> {
  const seed = Number(values.seed);
  const only = values.case?.split(',').map(Number) ?? null;
  const numbers = only ?? Array.from({ length: Number(values.cases) }, (_, n) => n);
  const results: CaseResult[] = [];
  const began = Date.now();
  if (!canMount)
    console.log('No disk can be mounted here: the cases with a full disk run with one that is not.');
  if (only !== null && only.length < 4)
    for (const number of only) console.log(JSON.stringify(planOf(seed, number), null, 1));
  await runCampaign({
    seed,
    numbers,
    jobs: Math.min(Number(values.jobs), numbers.length),
    canMount,
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
  return wrong === 0 && results.length === numbers.length ? 0 : 1;
}

function elapsed(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}
