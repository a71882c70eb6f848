// Ten thousand addresses pasted into To: the window takes keys meanwhile and afterwards, says how many there are, and main looks at the
// draft without standing still. What it took is printed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ElectronApplication, Page } from 'playwright-core';
import { done } from './calls.ts';
import { field, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

const COUNT = 10_000;
const list = Array.from(
  { length: COUNT },
  (_, nth) =>
    `${nth === 7 ? '"boss@bank.example"' : `Person ${String(nth)}`} <person.${String(nth)}@d${String(nth % 500)}.example>`,
).join('\n');

let program: Launched;
let page: Page;
const say = (what: string) => process.stdout.write(`10,000 addresses, ${what}\n`);

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

/** The longest that the page's frames, and main's loop, stood still since. */
async function watch(): Promise<
  () => Promise<{ readonly page: number; readonly main: number; readonly p99: number }>
> {
  await page.evaluate(() => {
    let last = performance.now();
    const seen = { longest: 0 };
    const frame = (now: number) => {
      seen.longest = Math.max(seen.longest, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(globalThis, { longestFrame: seen });
  });
  await watchMain(program.app);
  return async () => ({
    page: await page.evaluate(() => {
      const seen: unknown = Reflect.get(globalThis, 'longestFrame');
      return typeof seen === 'object' && seen !== null ? Number(Reflect.get(seen, 'longest')) : Number.NaN;
    }),
    ...(await mainDelay(program.app)),
  });
}

const watchMain = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 2 });
    histogram.enable();
    Object.assign(globalThis, {
      loopDelay: () => ({ main: histogram.max / 1e6, p99: histogram.percentile(99) / 1e6 }),
    });
  });

const mainDelay = (app: ElectronApplication): Promise<{ readonly main: number; readonly p99: number }> =>
  app.evaluate(() => {
    const ask: unknown = Reflect.get(globalThis, 'loopDelay');
    const told: unknown = typeof ask === 'function' ? Reflect.apply(ask, undefined, []) : {};
    const of = (name: string) =>
      typeof told === 'object' && told !== null ? Number(Reflect.get(told, name)) : Number.NaN;
    return { main: of('main'), p99: of('p99') };
  });

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

describe('ten thousand addresses', () => {
  it('are pasted into To, and the window says how many', async () => {
    await write(page, { subject: 'To all', body: 'Hello.' });
    await program.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), list);
    await field(page, 'To').focus();
    const stood = await watch();
    const began = performance.now();
    await page.keyboard.press('Control+v');
    await page.getByRole('button', { name: `and ${String(COUNT - 150)} more` }).waitFor();
    const took = performance.now() - began;
    const { page: frame } = await stood();
    say(`pasted and shown after ${seconds(took)}; the longest frame ${seconds(frame)}`);
    expect(took).toBeLessThan(10_000);
  });

  it('leave room for keys: a subject is typed letter by letter', async () => {
    const stood = await watch();
    await field(page, 'Subject').focus();
    const began = performance.now();
    await page.keyboard.type(', and more');
    await expect.poll(() => field(page, 'Subject').inputValue()).toBe('To all, and more');
    const took = performance.now() - began;
    const { page: frame } = await stood();
    say(`ten letters of the subject after ${seconds(took)}; the longest frame ${seconds(frame)}`);
    expect(frame).toBeLessThan(2000);
  });

  it('are saved and looked at by main, whose loop goes on', async () => {
    await page.getByText(/Draft saved \d/).waitFor({ timeout: 30_000 });
    const { 0: summary } = await done(page, 'drafts.list', null);
    if (summary === undefined) throw new Error('no draft');
    const { content } = await done(page, 'drafts.open', { id: summary.id });
    expect(content.to).toHaveLength(COUNT);
    // The first question begins the thread.
    const { id } = summary;
    await done(page, 'drafts.lint', { id, content });
    const stood = await watch();
    const began = performance.now();
    const { findings } = await done(page, 'drafts.lint', { id, content });
    const took = performance.now() - began;
    const { main, p99 } = await stood();
    say(
      `linted in ${seconds(took)}: main’s loop stood ${main.toFixed(0)} ms at most, ${p99.toFixed(0)} ms at the 99th percentile`,
    );
    expect(findings.map(({ rule }) => rule)).toContain('A17');
  });
});
