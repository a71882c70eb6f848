/**
 * A draft for ten thousand is linted without main standing still: what main itself does for it is counted, in blocks of our own code that
 * its V8 ran, and does not grow with the recipients.
 */
import { Session, type Profiler } from 'node:inspector';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, describe, expect, it } from 'vitest';
import { DraftLint } from '#electron/outbox/lint/draft-lint.ts';
import { content, identity, mailbox } from '#test/core/message/drafts.ts';

const entry = new URL('../../../../electron/outbox/lint/lint-worker.ts', import.meta.url);
/** blocks: to look at each recipient once would be ten thousand */
const FEW = 300;
const thread = new DraftLint(entry);

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

afterAll(async () => {
  session.disconnect();
  await thread.close();
});

function taken(): number {
  let blocks = 0;
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error) throw error;
    blocks = answer.result
      .filter(({ url }) => /\/(?:core|electron)\//.test(url) && !url.includes('/test/'))
      .reduce(sumOf, 0);
  });
  return blocks;
}

const sumOf = (sum: number, { functions }: Profiler.ScriptCoverage): number =>
  sum + functions.reduce((all, { ranges }) => all + ranges.reduce((one, { count }) => one + count, 0), 0);

const draftFor = (count: number) => ({
  content: content({
    to: Array.from({ length: count }, (_, nth) =>
      mailbox(
        `person.${String(nth)}@d${String(nth % 500)}.example`,
        nth === 7 ? 'boss@bank.example' : 'Some Body',
      ),
    ),
  }),
  identity: identity(),
  sources: [],
  offers: null,
  at: Date.UTC(2026, 10, 24),
});

async function measured(lint: DraftLint, count: number) {
  const draft = draftFor(count);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  taken();
  delay.enable();
  const before = process.threadCpuUsage();
  const findings = await lint.findings(draft);
  const { user, system } = process.threadCpuUsage(before);
  delay.disable();
  const steps = taken();
  return { rules: findings.map(({ rule }) => rule), steps, delay, cpu: (user + system) / 1000 };
}

describe('a draft for 10,000', () => {
  it('is linted in a thread: main only asks and is answered', async () => {
    await measured(thread, 1000);
    // The quickest of some: what is left is what it takes, without what else the machine does.
    const rounds = [];
    for (let round = 0; round < 6; round += 1) rounds.push(await measured(thread, 10_000));
    const many = rounds.reduce((best, one) => (one.cpu < best.cpu ? one : best));
    expect(many.rules).toContain('A17');
    expect(many.steps).toBeLessThan(FEW);
    // In all that main did for it, its loop cannot have stood longer; the delay itself counts other programs too.
    expect(many.cpu).toBeLessThanOrEqual(20);
    const ms = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
    process.stdout.write(
      `lint of 10,000 recipients: main ran ${String(many.steps)} blocks in ${many.cpu.toFixed(1)} ms; its loop stood ${ms(many.delay.max)} ms at most, ${ms(many.delay.percentile(99))} ms at the 99th percentile\n`,
    );
  });

  it('has the same findings there as a small one has in main', async () => {
    const [small, large] = [await measured(thread, 100), await measured(thread, 300)];
    expect(small.rules.filter((rule) => large.rules.includes(rule))).toContain('A17');
    expect(small.steps).toBeGreaterThan(1000);
    expect(large.steps).toBeLessThan(FEW);
  });
});

describe('the thread', () => {
  it('does not begin for a small draft, and ends when nothing was asked for a while', async () => {
    const lint = new DraftLint(entry, { idle: 20 });
    await lint.findings(draftFor(10));
    expect(lint.hasThread).toBe(false);
    await lint.findings(draftFor(300));
    await expect.poll(() => lint.hasThread).toBe(false);
    expect((await lint.findings(draftFor(300))).map(({ rule }) => rule)).toContain('A17');
    await lint.close();
  });

  it('answers several at once', async () => {
    const found = await Promise.all([300, 301, 302].map((count) => thread.findings(draftFor(count))));
    expect(found.every((findings) => findings.some(({ rule }) => rule === 'A17'))).toBe(true);
  });
});
