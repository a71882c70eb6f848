/**
 * A message with 100 MB attached, sent to smtp-sink: memory of the main process at its peak, how long its event loop stood, and how long
 * the handing over took, against nodemailer with the same bytes.
 */
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import nodemailer from 'nodemailer';
import type { ElectronApplication, Page } from 'playwright-core';
import type { Reply } from '#core/contract/channels.ts';
import type { AccountId } from '#core/message/ids.ts';
import { layoutOf } from '#electron/archive/layout.ts';
import { accountAt, done } from '#test/e2e/calls.ts';
import { startMailSink } from './mail-sink.ts';
import { residentFrom, peakResident } from './memory.ts';
import { newProfile, openProgram } from './program.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 3;
const MEGABYTES = 100;

export async function benchAttachment(): Promise<Row[]> {
  const sink = await startMailSink();
  const rounds: Measured[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await sendLarge(sink.port));
  } finally {
    await sink.stop();
  }
  const of = (value: (round: Measured) => number): number => median(rounds.map(value));
  const memory = of((round) => round.memory);
  const delay = of((round) => round.delay);
  const [ours, theirs] = [of(({ handedOver }) => handedOver), of(({ nodemailer }) => nodemailer)];
  const ratio = of(({ handedOver, nodemailer }) => nodemailer / handedOver);
  return [
    {
      what: '100 MB attachment: main’s peak above idle',
      measured: `${memory.toFixed(0)} MB (in ${of(({ seconds }) => seconds).toFixed(1)} s)`,
      bound: '60 MB',
      within: memory <= 60,
    },
    {
      what: '100 MB attachment: event loop delay p99',
      measured: `${delay.toFixed(0)} ms`,
      bound: '20 ms',
      within: delay <= 20,
    },
    {
      what: '100 MB attachment: handed over, program / nodemailer',
      measured: `${ratio.toFixed(2)} × (${ours.toFixed(0)} ms; nodemailer ${theirs.toFixed(0)} ms)`,
      bound: '1.0 ×',
      within: ratio >= 1,
    },
  ];
}

interface Measured {
  /** MB */
  readonly memory: number;
  /** ms */
  readonly delay: number;
  /** from Send until it left the outbox */
  readonly seconds: number;
  /** ms that its attempt took, and that nodemailer took for the same file */
  readonly handedOver: number;
  readonly nodemailer: number;
}

async function sendLarge(port: number): Promise<Measured> {
  const profile = newProfile();
  const file = path.join(profile, 'large.bin');
  await writeLarge(file);
  const { app, page, pid } = await openProgram(profile);
  try {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, file);
    const accountId = await accountAt(page, { name: 'Bench', host: '127.0.0.1', port });
    // A small one first: what is loaded on first use is not the attachment's doing.
    await send(page, false, accountId);
    const idle = residentFrom(pid);
    await watchLoop(app);
    const began = performance.now();
    await send(page, true, accountId);
    const seconds = (performance.now() - began) / 1000;
    const memory = peakResident(pid) - idle;
    const delay = await loopDelay(app);
    const { attempts, message } = await largest(page);
    const [attempt] = attempts;
    if (attempt === undefined) throw new Error('no attempt');
    const handedOver = attempt.endedAt - attempt.beganAt;
    const { eml } = layoutOf(path.join(profile, 'archive'), message.id);
    return { memory, delay, seconds, handedOver, nodemailer: await timeOfNodemailer(port, eml) };
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** Through the contract alone, as the page does it; resolves when the message has left the outbox. */
async function send(page: Page, attach: boolean, accountId: AccountId): Promise<void> {
  await page.evaluate(
    async ({ withFile, accountId }) => {
      const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
        if (!result.ok) throw new Error(result.error.code);
        return result.value;
      };
      const draft = value(await window.facteur.call('drafts.create', { accountId }));
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
    },
    { withFile: attach, accountId },
  );
}

/** What was sent last, with its conversation. */
async function largest(page: Page): Promise<Reply<'lens.open'>> {
  const { rows } = await done(page, 'sent.page', { list: 'sent', offset: 0, limit: 1 });
  const [row] = rows;
  if (row === undefined) throw new Error('nothing in Sent');
  return done(page, 'lens.open', { messageId: row.messageId, submissionId: row.submissionId });
}

/** ms to hand over a file that is there, as the program does it. */
async function timeOfNodemailer(port: number, file: string): Promise<number> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const began = performance.now();
  await transport.sendMail({
    envelope: { from: 'ada@example.org', to: ['jonas@dest.example'] },
    raw: createReadStream(file),
  });
  return performance.now() - began;
}

const watchLoop = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
    histogram.enable();
    Object.assign(globalThis, { loopDelay: () => histogram.percentile(99) / 1e6 });
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
