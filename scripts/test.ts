// `npm test`: prepares what is missing, runs every stage, and ends with one line, `N passed, N failed`. A stage that
// ran no test, or skipped one, has failed. Types and lint run beside the first suite, and are shown behind it. `npm test -- unit e2e` runs those stages; what follows names test files.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { build } from './build.ts';
import { hasDisplay, startDisplay, type Display } from './display.ts';
import { root, say, Unprepared } from './project.ts';
import { prepareRuntime, type Runtime } from './runtime.ts';
import { stageProgram, type Stage } from './stage.ts';
import { prepareMailServers, prepareSystem, type Group } from './system.ts';

const minute = 60_000;

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** A count with what the stage wrote, and how long it took. */
interface Told extends Count {
  readonly output: string;
  readonly ms: number;
}

/** Stages that are one test each: the command's success. They wait for nothing and leave nothing behind. */
const readings = {
  types: () => reading('node', ['node_modules/typescript-7/bin/tsc', '--noEmit'], 5 * minute),
  lint: () => reading('npm', ['run', '--silent', 'lint'], 15 * minute),
  unused: () => reading('npm', ['run', '--silent', 'knip'], 5 * minute),
} as const satisfies Record<string, () => Promise<Told>>;

const suites = {
  unit: (files: readonly string[]) => suite('unit', files, 20 * minute),
  e2e: (files: readonly string[]) => suite('e2e', files, 40 * minute),
  package: (files: readonly string[]) => suite('package', files, 12 * minute),
} as const satisfies Record<string, (files: readonly string[]) => Promise<Count>>;

type ReadingName = keyof typeof readings;
type SuiteName = keyof typeof suites;
const order = ['types', 'lint', 'unused', 'unit', 'e2e', 'package'] as const satisfies (
  ReadingName | SuiteName
)[];
const withWindow: readonly (ReadingName | SuiteName)[] = ['e2e', 'package'];
const isReading = (name: ReadingName | SuiteName): name is ReadingName => name in readings;

/** What is read of Vitest's report. */
const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const given = process.argv.slice(2);
const named = order.filter((name) => given.includes(name));
const chosen = named.length > 0 ? named : order;
const files = given.filter((word) => !order.some((name) => name === word));

const temporary = mkdtempSync(path.join(os.tmpdir(), 'facteur-test-'));
const environment: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'test' };
// The services' threads are started hundreds of times: reading their sources anew takes half of each start.
environment['NODE_COMPILE_CACHE'] = path.join(temporary, 'compiled');
/** Windows that are open at once share a clipboard, unless each has a display of its own. */
const seats = Math.max(2, Math.min(4, os.availableParallelism()));
let displays: readonly Display[] = [];
let stage: Stage | undefined;
let total: Count = { passed: 0, failed: 0 };
const read: { readonly name: ReadingName; readonly told: Promise<Told> }[] = [];
// Leaving by `exit` ends what was started: the stage's process group and the display.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
try {
  const runtime = await prepare();
  read.push(...chosen.filter(isReading).map((name) => ({ name, told: readings[name]() })));
  for (const name of chosen) {
    if (isReading(name)) continue;
    if (withWindow.includes(name)) await openStage(runtime);
    const started = Date.now();
    say(`\n== ${name}`);
    add(name, await suites[name](files), Date.now() - started);
    await showRead();
  }
} catch (error) {
  say(error instanceof Unprepared ? error.message : String(error instanceof Error ? error.stack : error));
  total = { ...total, failed: total.failed + 1 };
} finally {
  await showRead();
  stage?.remove();
  await Promise.all(displays.map((display) => display.stop()));
  rmSync(temporary, { recursive: true, force: true });
}
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);

async function prepare(): Promise<Runtime | undefined> {
  const groups: Group[] = ['runtime'];
  if (chosen.includes('unit') || chosen.includes('e2e')) groups.push('keyring', 'readers');
  if (chosen.some((name) => withWindow.includes(name))) groups.push('window');
  if (chosen.includes('package')) groups.push('package');
  await prepareSystem(groups);
  if (process.platform === 'linux' && (chosen.includes('unit') || chosen.includes('e2e')))
    await prepareMailServers();
  if (!chosen.some((name) => withWindow.includes(name))) return undefined;
  return prepareRuntime();
}

/** Builds, stages the program and opens displays, once, for the stages that look at windows. */
async function openStage(runtime: Runtime | undefined): Promise<void> {
  if (stage !== undefined || runtime === undefined) return;
  // The program comes built, and its user may not write there.
  delete environment['NODE_COMPILE_CACHE'];
  await build();
  stage = await stageProgram(runtime);
  environment['FACTEUR_TEST_PROGRAM'] = stage.program;
  environment['FACTEUR_TEST_ELECTRON'] = stage.executable;
  environment['FACTEUR_TEST_PROFILES'] = stage.profiles;
  environment['FACTEUR_TEST_SANDBOX'] = stage.sandboxed ? 'on' : 'off';
  if (process.platform !== 'linux' && hasDisplay()) return;
  displays = await Promise.all(Array.from({ length: seats }, startDisplay));
  delete environment['WAYLAND_DISPLAY'];
  Object.assign(environment, displays[0]?.env);
  environment['FACTEUR_TEST_DISPLAYS'] = JSON.stringify(displays.map(({ env }) => env));
}

/** Each with its output in one piece, as if it had run just now. */
async function showRead(): Promise<void> {
  for (const { name, told } of read.splice(0)) {
    const { output, ms, ...count } = await told;
    say(`\n== ${name}`);
    process.stdout.write(output);
    add(name, count, ms);
  }
}

function add(name: string, { passed, failed }: Count, ms: number): void {
  total = { passed: total.passed + passed, failed: total.failed + failed };
  say(`== ${name}: ${passed} passed, ${failed} failed, ${(ms / 1000).toFixed(0)} s`);
}

async function reading(name: string, args: readonly string[], limit: number): Promise<Told> {
  const started = Date.now();
  const chunks: Buffer[] = [];
  const isFine = (await runCommand(name, args, limit, (chunk) => chunks.push(chunk))) === 0;
  const output = Buffer.concat(chunks).toString();
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, output, ms: Date.now() - started };
}

/** One of Vitest's projects, counted from its own report. */
async function suite(project: string, only: readonly string[], limit: number): Promise<Count> {
  const report = path.join(temporary, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters, ...only];
  const code = await runCommand('node', vitest, limit);
  const { passed, failed, unrun, broken } = readReport(report);
  if (passed + failed === 0) say(`${project}: no test ran`);
  if (unrun > 0) say(`${project}: ${unrun} skipped or to do, which counts as failed`);
  const reasons = failed + unrun + broken;
  // Vitest also fails for what happens outside a test, an unhandled rejection for one.
  const silent = reasons === 0 && (code !== 0 || passed === 0) ? 1 : 0;
  return { passed, failed: reasons + silent };
}

function readReport(file: string): Count & { readonly unrun: number; readonly broken: number } {
  if (!existsSync(file)) return { passed: 0, failed: 0, unrun: 0, broken: 0 };
  const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
  // A file that failed before or after its tests, at an import for one, has no test of its own that says so.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    unrun: report.numPendingTests + report.numTodoTests,
    broken: broken.length,
  };
}

/**
 * Runs a command without this terminal's input, and with its output unless someone takes that; null when it was killed at its limit (ms).
 */
function runCommand(
  name: string,
  args: readonly string[],
  limit: number,
  take?: (chunk: Buffer) => void,
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      cwd: root,
      env: environment,
      stdio: [
        'ignore',
        ...(take === undefined ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const)),
      ],
      detached: true,
    });
    if (take !== undefined) for (const stream of [child.stdout, child.stderr]) stream?.on('data', take);
    const kill = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => {
      say(`${name} ${args[0] ?? ''} did not end within ${limit / minute} minutes and is killed`);
      kill();
    }, limit);
    process.once('exit', kill);
    child.on('error', (error) => {
      say(error.message);
      clearTimeout(timer);
      resolve(null);
    });
    // Closed once its output was read as well.
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('exit', kill);
      resolve(code);
    });
  });
}
