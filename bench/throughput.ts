/**
 * How many messages a second reach smtp-sink: the bare session, without journal and archive, against nodemailer's own pool with ready-made
 * bytes, and smtp-source as the limit. Ours reads each message from its file and digests it again; nodemailer has it in memory.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { MessageSource, SubmissionSession } from '#electron/submission/session.ts';
import { FROM, openSession, submitted, TO } from './bare-session.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { sendWithNodemailer } from './nodemailer-pool.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 5;
const CASES = [
  { name: '2 KB', bytes: 2 * 1024, count: 2000, bounds: { 1: 1, 5: 1.8 } },
  { name: '100 KB', bytes: 100 * 1024, count: 400, bounds: { 1: 1.7, 5: 1.7 } },
  { name: '1 MB', bytes: 1024 * 1024, count: 60, bounds: { 1: 1.7, 5: 1.7 } },
] as const;

export async function benchThroughput(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-bench-'));
  const sink = await startMailSink();
  try {
    const rows: Row[] = [];
    for (const { name, bytes, count, bounds } of CASES) {
      const raw = messageOf(bytes);
      const file = path.join(folder, `${String(bytes)}.eml`);
      writeFileSync(file, raw);
      const source = { path: file, size: raw.length, sha256: createHash('sha256').update(raw).digest('hex') };
      for (const connections of [1, 5] as const) {
        const measured = await compare(sink, { raw, source, count, connections });
        rows.push(row(`${name}, ${String(connections)} conn.`, measured, bounds[connections]));
      }
    }
    return rows;
  } finally {
    await sink.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Load {
  readonly raw: Buffer;
  readonly source: MessageSource;
  readonly count: number;
  readonly connections: number;
}

/** messages a second, in each round */
interface Rates {
  readonly ours: number[];
  readonly nodemailer: number[];
  readonly limit: number[];
}

/** One after the other in each round, so that what else the machine does falls on all. */
async function compare(sink: MailSink, load: Load): Promise<Rates> {
  const rates: Rates = { ours: [], nodemailer: [], limit: [] };
  const { count, connections, raw } = load;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = await sendOurs(sink.port, load);
    const theirs = await sendWithNodemailer({ port: sink.port, raw, from: FROM, to: TO, count, connections });
    const limit = await sink.source({ count, connections, bytes: raw.length });
    // The first warms up.
    if (round === 0) continue;
    rates.ours.push(ours);
    rates.nodemailer.push(theirs);
    rates.limit.push(limit);
  }
  return rates;
}

function row(what: string, { ours, nodemailer: theirs, limit }: Rates, bound: number): Row {
  const ratio = median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)));
  const atMost = median(limit.map((rate, round) => rate / (theirs[round] ?? Number.NaN)));
  return {
    what: `throughput ${what}: session / nodemailer`,
    measured: `${ratio.toFixed(2)} × (${median(ours).toFixed(0)}/s; smtp-source ${atMost.toFixed(2)} ×)`,
    bound: `${bound.toFixed(1)} ×`,
    within: ratio >= bound,
  };
}

async function sendOurs(port: number, { source, count, connections }: Load): Promise<number> {
  const sessions = Array.from({ length: connections }, () => openSession(port));
  await Promise.all(sessions.map((session) => session.open()));
  let left = count;
  const feed = async (session: SubmissionSession): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await submitted(session, source);
    }
  };
  const began = performance.now();
  // Two at a time on each: the second travels with the dot of the first.
  await Promise.all([...sessions, ...sessions].map(feed));
  const rate = (count * 1000) / (performance.now() - began);
  await Promise.all(sessions.map((session) => session.close()));
  return rate;
}

/** Lines of text, and now and then a dot at the beginning of one. */
function messageOf(bytes: number): Buffer {
  const header = 'From: ada@example.org\r\nTo: jonas@dest.example\r\nSubject: bench\r\n\r\n';
  const line = `${'Lorem ipsum dolor sit amet. '.repeat(3).slice(0, 76)}\r\n`;
  const lines = Array.from({ length: Math.ceil(bytes / line.length) }, (_, index) =>
    index % 500 === 0 ? `.${line.slice(1)}` : line,
  );
  return Buffer.from(
    `${(header + lines.join('')).slice(0, bytes - 2)}\r\n`.replace(/\r\r\n$/, '\r\n'),
    'latin1',
  );
}
