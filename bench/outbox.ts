/** Ten thousand waiting messages: what they cost the start, the list and main's memory, against ten. In plain Node, with the real services. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { newProfile } from './program.ts';
import type { Row } from './table.ts';

const CHILD = path.join(import.meta.dirname, 'outbox-child.ts');
const MANY = 10_000;
const FEW = 10;

const Told = z.strictObject({
  /** ms until the outbox answers */
  start: z.number(),
  /** ms, the longest that main was not to be spoken to meanwhile */
  blocked: z.number(),
  /** ms for the first hundred, and for the summary */
  page: z.number(),
  summary: z.number(),
  /** MB of heap behind what is kept */
  heap: z.number(),
});
type Told = z.infer<typeof Told>;

export async function benchOutbox(): Promise<Row[]> {
  const few = await measured(FEW);
  const many = await measured(MANY);
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  const what = (name: string): string => `outbox of ${String(MANY)}: ${name}`;
  return [
    row(
      what('start'),
      `${ms(many.start)} (${ms(few.start)} with ${String(FEW)})`,
      '1000 ms',
      many.start <= 1000,
    ),
    row(what('longest pause of main at start'), ms(many.blocked), '100 ms', many.blocked <= 100),
    row(what('first page'), ms(many.page), '100 ms', many.page <= 100),
    row(what('summary'), ms(many.summary), '20 ms', many.summary <= 20),
    row(
      what('heap over an outbox of ten'),
      `${(many.heap - few.heap).toFixed(1)} MB`,
      '50 MB',
      many.heap - few.heap <= 50,
    ),
  ];
}

const row = (what: string, measured_: string, bound: string, within: boolean): Row => ({
  what,
  measured: measured_,
  bound,
  within,
});

/** A process of its own for each: SQLite and the heap begin anew. */
async function measured(count: number): Promise<Told> {
  const profile = newProfile();
  try {
    await child(profile, 'fill', count);
    return Told.parse(JSON.parse(await child(profile, 'start', count)));
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

async function child(profile: string, what: 'fill' | 'start', count: number): Promise<string> {
  const running = spawn(process.execPath, ['--expose-gc', CHILD, profile, what, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  running.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(running, 'close');
  if (running.exitCode !== 0) throw new Error(`outbox-child ${what}`);
  return said;
}
