/** Fills a profile with paused messages, or starts the outbox on it and tells what that took. Run by outbox.ts. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openRig } from '#test/electron/outbox/rig.ts';

const [profile = '', what = '', count = '0'] = process.argv.slice(2);

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

if (what === 'fill') {
  // A time far away: nothing is tried, and every message waits.
  const schedule = { at: Date.now() + 30 * 24 * 60 * 60 * 1000, zone: 'UTC' };
  const rig = await openRig({ profile, port: 1 });
  for (let n = 0; n < Number(count); n += 1) await rig.send({ subject: `Waiting ${String(n)}` }, schedule);
  await rig.close();
} else {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const rig = await openRig({ profile, port: 1 });
  const start = performance.now() - began;
  delay.disable();
  const timed = (work: () => unknown): number => {
    const from = performance.now();
    work();
    return performance.now() - from;
  };
  const page = timed(() => rig.outbox.page('all', 0, 100));
  const summary = timed(() => rig.outbox.summary());
  if (rig.outbox.summary().scheduled !== Number(count)) throw new Error('some are missing');
  console.log(JSON.stringify({ start, blocked: delay.max / 1e6, page, summary, heap: heap() }));
  await rig.close();
}
