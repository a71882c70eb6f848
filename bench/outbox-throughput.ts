/**
 * How many messages a second the outbox hands over with every promise kept: journal, archive, index and drafts as in the program, to
 * smtp-sink; against nodemailer's own pool with the same bytes from memory, with smtp-source and a bare loop that does nothing but sync its
 * markers as the limits. Ours are on disk and journalled when the clock starts, and done when the last one's fate is journalled.
 */
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SubmissionId } from '#core/message/ids.ts';
import { openRig, type Rig } from '#test/electron/outbox/rig.ts';
import { FROM, TO } from './bare-session.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { sendWithNodemailer } from './nodemailer-pool.ts';
import { newProfile } from './program.ts';
import { sendSyncedOnly } from './sync-floor.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 5;
const CASES = [
  { name: '2 KB', bytes: 2 * 1024, connections: 1, count: 500, bound: 1 },
  { name: '2 KB', bytes: 2 * 1024, connections: 5, count: 1000, bound: 1.8 },
  { name: '100 KB', bytes: 100 * 1024, connections: 1, count: 200, bound: 1.7 },
  { name: '1 MB', bytes: 1024 * 1024, connections: 1, count: 40, bound: 1.7 },
] as const;
type Case = Pick<(typeof CASES)[number], 'bytes' | 'connections' | 'count'>;

export async function benchOutboxThroughput(): Promise<Row[]> {
  const sink = await startMailSink();
  try {
    const rows: Row[] = [];
    for (const { name, bound, ...load } of CASES) {
      const rates = await compare(sink, load);
      rows.push(row(`${name}, ${String(load.connections)} conn.`, rates, bound));
    }
    return rows;
  } finally {
    await sink.stop();
  }
}

/** messages a second, in each round */
interface Rates {
  readonly ours: number[];
  readonly nodemailer: number[];
  readonly limit: number[];
  readonly floor: number[];
  /** ours, until records, index and drafts are written too, and the journal has forgotten the last */
  readonly atRest: number[];
}

/** One after the other in each round, so that what else the machine does falls on all. */
async function compare(sink: MailSink, load: Case, rounds = ROUNDS): Promise<Rates> {
  const rates: Rates = { ours: [], nodemailer: [], limit: [], floor: [], atRest: [] };
  const profile = newProfile();
  const outbox = await openScheduled(profile, sink.port, load);
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const { rate, atRest, raw } = await outbox.round();
      const { connections, count } = load;
      const pool = { port: sink.port, raw, from: FROM, to: TO, count, connections };
      const nodemailer = await sendWithNodemailer(pool);
      const limit = await sink.source({ count, connections, bytes: raw.length });
      const floor = await sendSyncedOnly(profile, pool);
      // The first warms up.
      if (round === 0) continue;
      rates.ours.push(rate);
      rates.atRest.push(atRest);
      rates.nodemailer.push(nodemailer);
      rates.limit.push(limit);
      rates.floor.push(floor);
    }
    return rates;
  } finally {
    await outbox.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

function row(what: string, { ours, nodemailer, limit, floor, atRest }: Rates, bound: number): Row {
  const ratioOf = (rates: readonly number[]): number =>
    median(rates.map((rate, round) => rate / (nodemailer[round] ?? Number.NaN)));
  const ratio = ratioOf(ours);
  return {
    what: `throughput ${what}: outbox / nodemailer`,
    measured:
      `${ratio.toFixed(2)} × (${median(ours).toFixed(0)}/s; until all is put away ` +
      `${ratioOf(atRest).toFixed(2)} ×; smtp-source ${ratioOf(limit).toFixed(2)} ×; ` +
      `floor, one sync a message: ${ratioOf(floor).toFixed(2)} ×)`,
    bound: `${bound.toFixed(1)} ×`,
    within: ratio >= bound,
  };
}

const HOUR = 60 * 60 * 1000;
/** Drafts that are made at the same time, before the clock starts. */
const WRITERS = 8;

/** Messages wait for a time that comes when the clock is set: nothing but the sending itself is measured. */
async function openScheduled(profile: string, port: number, { bytes, connections, count }: Case) {
  let leap = 0;
  const clock = { now: () => Date.now() + leap };
  const told = countdown();
  const gone = countdown();
  const rig = await openRig({
    profile,
    port,
    clock,
    account: { throttle: { connections, messagesPerConnection: 10_000, messagesPerMinute: 0 } },
    idleFor: HOUR,
    onJournalled: (events) => {
      for (const event of events) {
        if (event.kind === 'transaction-ended' && event.results.some(({ result }) => result !== 'accepted'))
          throw new Error('not accepted');
        if (event.kind === 'attempt-ended') told.one();
      }
    },
    onForgotten: (ids) => ids.forEach(() => gone.one()),
  });
  const body = textOf(bytes);
  return {
    async round(
      ready = (): Promise<void> => Promise.resolve(),
    ): Promise<{ rate: number; atRest: number; raw: Buffer }> {
      const schedule = { at: clock.now() + HOUR, zone: 'UTC' };
      const first = await fill(rig, body, schedule, count);
      const raw = await readFile(rig.files.pathOf(await messageOf(rig, first)));
      const [allTold, allGone] = [told.of(count), gone.of(count)];
      await ready();
      const began = performance.now();
      leap += 2 * HOUR;
      rig.outbox.resume();
      await allTold;
      const took = performance.now() - began;
      await allGone;
      return { rate: (count * 1000) / took, atRest: (count * 1000) / (performance.now() - began), raw };
    },
    close: () => rig.close(),
  };
}

/** Resolves when so many have come. */
function countdown(): { of(count: number): Promise<void>; one(): void } {
  let left = 0;
  let done: () => void = () => undefined;
  return {
    of: (count) =>
      new Promise((resolve) => {
        left = count;
        done = resolve;
      }),
    one: () => {
      left -= 1;
      if (left === 0) done();
    },
  };
}

async function fill(
  rig: Rig,
  body: string,
  schedule: { at: number; zone: string },
  count: number,
): Promise<SubmissionId> {
  let left = count - 1;
  const write = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await rig.send({ body }, schedule);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return rig.send({ body }, schedule);
}

async function messageOf(rig: Rig, id: SubmissionId) {
  return (await rig.outbox.open(id)).item.submission.messageId;
}

/** Text whose message is about as many bytes: header and composition's form take some. */
function textOf(bytes: number): string {
  const line = `${'Lorem ipsum dolor sit amet. '.repeat(3).slice(0, 71)}\n`;
  return line.repeat(Math.max(1, Math.floor((bytes - 600) / (line.length + 1))));
}
