/** Many cases side by side, each on a process of its own; bounded work, and everything that was started is ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { makeCertificate } from '#electron/practice/certificate.ts';
import { nodeConfig } from '../../../vite.node.config.ts';
import { removeDisks } from './full-disk.ts';
import { Host } from './host.ts';
import { PackagedHost, planForPackaged, type Packaged } from './packaged.ts';
import { isPlain, planOf, type Plan } from './plan.ts';
import { runCases, type CaseResult, type Surroundings } from './run-case.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly numbers: readonly number[];
  /** cases at a time */
  readonly jobs: number;
  readonly canMount: boolean;
  /** null: the services in plain Node alone */
  readonly packaged: Packaged | null;
  readonly tell: (line: string) => void;
  readonly ended: (result: CaseResult) => void;
}

/** cases in one program */
const TOGETHER = 5;

const root = path.resolve(import.meta.dirname, '../../..');

export async function runCampaign(options: CampaignOptions): Promise<void> {
  // Below the project, so that native packages are found.
  const entries = mkdtempSync(path.join(root, 'node_modules', '.faults-'));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-faults-'));
  const hosts: Surroundings['host'][] = [];
  const clear = (): void => {
    for (const host of hosts) host.stop();
    removeDisks();
    rmSync(entries, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clear);
  try {
    await buildProgram(entries);
    const identity = await makeCertificate({
      commonName: 'campaign',
      names: ['localhost'],
      notBefore: new Date(Date.now() - 3_600_000),
      notAfter: new Date(Date.now() + 24 * 3_600_000),
      issuer: null,
      isAuthority: false,
    });
    const epoch = Date.now();
    const left = plansOf(options);
    const slot = async (): Promise<void> => {
      const services = new Host(path.join(entries, 'child.cjs'));
      const { canMount, tell, packaged } = options;
      const host = packaged === null ? services : new PackagedHost(packaged, services);
      hosts.push(host);
      const surroundings: Surroundings = { host, folder, entries, identity, canMount, tell, epoch };
      for (let group = left.shift(); group !== undefined; group = left.shift())
        for (const result of await runCases(group, surroundings)) options.ended(result);
    };
    await Promise.all(Array.from({ length: options.jobs }, slot));
  } finally {
    process.off('exit', clear);
    clear();
  }
}

/** In groups that run together. */
function plansOf({ seed, numbers, packaged }: CampaignOptions): Plan[][] {
  const plans = numbers.map((number) => planOf(seed, number));
  if (packaged === null) return groupsOf(plans);
  return plans.flatMap((plan) => planForPackaged(plan) ?? []).map((plan) => [plan]);
}

/** Plain cases share a program: starting one takes longer than they do. */
function groupsOf(plans: readonly Plan[]): Plan[][] {
  const plain = plans.filter(isPlain);
  const groups = plans.filter((plan) => !isPlain(plan)).map((plan) => [plan]);
  for (let from = 0; from < plain.length; from += TOGETHER) groups.push(plain.slice(from, from + TOGETHER));
  return groups;
}

/** One file each, so that a process starts in a tenth of a second. */
async function buildProgram(entries: string): Promise<void> {
  for (const [name, source] of [
    ['child', 'test/faults/campaign/program/child.ts'],
    ['journal-worker', 'electron/outbox/journal/worker.ts'],
    ['drafts-worker', 'electron/drafts/drafts-worker.ts'],
    ['index-worker', 'electron/archive/index-worker.ts'],
  ] as const)
    await build(nodeConfig({ name, source, chunks: false }, entries));
}
