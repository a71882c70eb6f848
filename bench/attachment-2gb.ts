/**
 * A message with 2 GB attached, from where the file lies to the last byte on the wire: the real outbox in a plain Node of its own, a sink
 * that keeps nothing. Not among the benches that run by themselves: it writes 2.7 GB and takes minutes.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rm, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { say } from '../scripts/project.ts';
import { startHashingSink } from './hashing-sink.ts';
import { newProfile } from './program.ts';
import type { Row } from './table.ts';

const SIZE = 2_000_000_000;
/** of the message, and some room */
const NEEDED = 4_000_000_000;

const Told = z.strictObject({
  /** ms until it was built and journalled, and from then until it was accepted */
  built: z.number(),
  sent: z.number(),
  /** MB */
  memory: z.number(),
  /** ms */
  delay: z.number(),
  longest: z.number(),
});

export async function benchAttachment2Gb(): Promise<Row[]> {
  const profile = newProfile();
  const sink = await startHashingSink();
  try {
    const { bavail, bsize } = await statfs(profile);
    if (bavail * bsize < NEEDED) throw new Error('less than 4 GB free');
    const file = path.join(profile, 'large.bin');
    await makeSparse(file);
    const child = path.join(import.meta.dirname, 'attachment-2gb-child.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [child, profile, file, String(sink.port)]);
    const told = Told.parse(JSON.parse(stdout));
    const eml = await largest(path.join(profile, 'archive'));
    const kept = await digests(eml);
    const onWire = sink.taken.at(-1);
    say(
      `2 GB: ${String(onWire?.size)} bytes on the wire, sha256 ${onWire?.sha256 ?? ''}; built in ${seconds(told.built)}, sent in ${seconds(told.sent)}; the loop stood ${told.longest.toFixed(0)} ms at most`,
    );
    const isWhole =
      onWire?.size === kept.size && onWire.sha256 === kept.sha256 && kept.attached === (await digestOf(file));
    return [
      {
        what: '2 GB attachment: wire, archive and file are the same bytes',
        measured: isWhole ? `yes (${(kept.size / 1e9).toFixed(2)} GB on the wire)` : 'no',
        bound: 'yes',
        within: isWhole,
      },
      {
        what: '2 GB attachment: peak above idle',
        measured: `${told.memory.toFixed(0)} MB (built in ${seconds(told.built)}, sent in ${seconds(told.sent)})`,
        bound: '60 MB',
        within: told.memory <= 60,
      },
      {
        what: '2 GB attachment: event loop delay p99',
        measured: `${told.delay.toFixed(0)} ms`,
        bound: '20 ms',
        within: told.delay <= 20,
      },
    ];
  } finally {
    await sink.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(0)} s`;

/** Nothing but its ends takes room on the disk. */
async function makeSparse(file: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.truncate(SIZE);
    for (const at of [0, SIZE / 2 + 1, SIZE - 3]) await handle.write(Buffer.from([1, 2, 3]), 0, 3, at);
  } finally {
    await handle.close();
  }
}

async function largest(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.eml'))
      .map(async (name) => ({ name, size: (await stat(path.join(folder, name))).size })),
  );
  const [first] = files.toSorted((a, b) => b.size - a.size);
  if (first === undefined) throw new Error('no message');
  return path.join(folder, first.name);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(bytesOf(chunk));
  return hash.digest('hex');
}

const bytesOf = (chunk: unknown): Buffer => {
  if (!Buffer.isBuffer(chunk)) throw new Error('no bytes');
  return chunk;
};

/** Of the whole message, and of what its base64 part decodes to: whole lines, each of 76 characters but the last. */
async function digests(eml: string): Promise<{ size: number; sha256: string; attached: string }> {
  const whole = createHash('sha256');
  const attached = createHash('sha256');
  let size = 0;
  let rest = '';
  let at: 'before' | 'head' | 'part' | 'behind' = 'before';
  for await (const chunk of createReadStream(eml, { highWaterMark: 1 << 20 })) {
    const bytes = bytesOf(chunk);
    whole.update(bytes);
    size += bytes.length;
    const lines = (rest + bytes.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    const encoded: string[] = [];
    for (const line of lines) {
      if (at === 'before' && line.startsWith('Content-Disposition: attachment')) at = 'head';
      else if (at === 'head' && line === '') at = 'part';
      else if (at === 'part' && line.startsWith('--')) at = 'behind';
      else if (at === 'part') encoded.push(line);
    }
    attached.update(Buffer.from(encoded.join(''), 'base64'));
  }
  return { size, sha256: whole.digest('hex'), attached: attached.digest('hex') };
}
