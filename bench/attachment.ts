/** A message with 100 MB attached, sent to the practice account: memory of the main process at its peak, and how long its event loop stood. */
import { createWriteStream } from 'node:fs';
import { rmSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { residentFrom, peakResident } from './memory.ts';
import { newProfile, openProgram } from './program.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 3;
const MEGABYTES = 100;

export async function benchAttachment(): Promise<Row[]> {
  const memory: number[] = [];
  const delay: number[] = [];
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const measured = await sendLarge();
    memory.push(measured.memory);
    delay.push(measured.delay);
    seconds.push(measured.seconds);
  }
  return [
    {
      what: '100 MB attachment: main’s peak above idle',
      measured: `${median(memory).toFixed(0)} MB (in ${median(seconds).toFixed(1)} s)`,
      bound: '100 MB',
      within: median(memory) <= 100,
    },
    {
      what: '100 MB attachment: event loop delay p99.9',
      measured: `${median(delay).toFixed(0)} ms`,
      bound: '50 ms',
      within: median(delay) <= 50,
    },
  ];
}

async function sendLarge(): Promise<{ memory: number; delay: number; seconds: number }> {
  const profile = newProfile();
  const file = path.join(profile, 'large.bin');
  await writeLarge(file);
  const { app, page, pid } = await openProgram(profile);
  try {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, file);
    // A small one first: what is loaded on first use is not the attachment's doing.
    await send(page, false);
    const idle = residentFrom(pid);
    await watchLoop(app);
    const began = performance.now();
    await send(page, true);
    const seconds = (performance.now() - began) / 1000;
    return { memory: peakResident(pid) - idle, delay: await loopDelay(app), seconds };
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** Through the contract alone, as the page does it; resolves when the message has left the outbox. */
async function send(page: Page, attach: boolean): Promise<void> {
  await page.evaluate(async (withFile) => {
    const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
      if (!result.ok) throw new Error(result.error.code);
      return result.value;
    };
    const draft = value(await window.facteur.call('drafts.create', { accountId: null }));
    if (withFile) value(await window.facteur.call('attachments.choose', { draftId: draft.id }));
    const { revision } = value(
      await window.facteur.call('drafts.save', {
        id: draft.id,
        revision: value(await window.facteur.call('drafts.open', { id: draft.id })).revision,
        content: { ...draft.content, to: [{ name: '', address: 'jonas@dest.example' }], subject: 'Large' },
      }),
    );
    const left = new Promise<void>((resolve) => {
      const stop = window.facteur.on('outbox.changed', ({ item }) => {
        if (item !== null) return;
        stop();
        resolve();
      });
    });
    value(await window.facteur.call('outbox.send', { draftId: draft.id, revision, schedule: null }));
    await left;
  }, attach);
}

const watchLoop = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
    histogram.enable();
    Object.assign(globalThis, { loopDelay: () => histogram.percentile(99.9) / 1e6 });
  });

const loopDelay = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => {
    const ask: unknown = Reflect.get(globalThis, 'loopDelay');
    return typeof ask === 'function' ? Number(Reflect.apply(ask, undefined, [])) : Number.NaN;
  });

async function writeLarge(file: string): Promise<void> {
  const stream = createWriteStream(file);
  const chunk = Buffer.alloc(1_000_000);
  for (let n = 0; n < MEGABYTES; n += 1)
    if (!stream.write(randomFillSync(Buffer.from(chunk)))) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}
