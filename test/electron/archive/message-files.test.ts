// The two files of each message, on a real disk.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { MessageFolder } from '#electron/archive/message-files.ts';
import { StoredMessageId } from '#core/message/ids.ts';
import { temporaryFolder } from '../database/folder.ts';
import { onSmallDisk } from '../database/small-disk.ts';
import { made, pieces } from './messages.ts';

const when = Date.UTC(2026, 0, 31, 23, 59, 59);
const message = 'From: a@example.test\r\nSubject: x\r\n\r\nHello\r\n.\r\n';
const newId = (at = when) => StoredMessageId.parse(ulid(at));

function archive() {
  const folder = temporaryFolder();
  return { folder, files: new MessageFolder(folder, { now: () => when }) };
}
const everyFile = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );

it('keeps the bytes as they came, below the month of the id in UTC', async () => {
  const { folder, files } = archive();
  const id = newId();
  const stored = await files.write(id, when, pieces(message));
  expect(files.pathOf(id)).toBe(path.join(folder, '2026', '01', `${id}.eml`));
  expect(readFileSync(files.pathOf(id), 'latin1')).toBe(message);
  expect(stored).toEqual({
    size: message.length,
    sha256: createHash('sha256').update(message).digest('hex'),
    headerSize: message.indexOf('\r\n\r\n') + 4,
  });
});

it.each([1, 2, 3, 1000])('finds the end of the header in pieces of %i bytes', async (size) => {
  const { files } = archive();
  expect((await files.write(newId(), when, pieces(message, size))).headerSize).toBe(36);
});

it('takes a message without a body for all header', async () => {
  const { files } = archive();
  expect((await files.write(newId(), when, pieces('A: b\r\n'))).headerSize).toBe(6);
});

it.each([
  ['empty', ''],
  ['bare-lf', 'A: b\n\r\n'],
  ['bare-cr', 'A: b\rc\r\n'],
  ['not-7-bit', 'A: é\r\n'],
  ['nul', 'A: \0\r\n'],
  ['line-too-long', `A: ${'x'.repeat(996)}\r\n`],
  ['no-final-crlf', 'A: b\r\n\r\nc'],
  ['no-final-crlf', 'A: b\r\n\r\nc\r'],
])('refuses what could not be sent as it is (%s) and keeps nothing of it', async (fault, text) => {
  const { folder, files } = archive();
  await expect(files.write(newId(), when, pieces(text, 5))).rejects.toMatchObject({ fault });
  expect(everyFile(folder)).toEqual([]);
});

it('allows lines of 998 octets', async () => {
  const { files } = archive();
  const line = `${'x'.repeat(998)}\r\n`;
  expect((await files.write(newId(), when, pieces(line, 64))).size).toBe(1000);
});

it('passes on what the source of the bytes ends with, and keeps nothing', async () => {
  const { folder, files } = archive();
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* pieces('A: b\r\n');
    throw Object.assign(new Error('gone'), { code: 'ENOENT', syscall: 'read' });
  }
  await expect(files.write(newId(), when, broken())).rejects.toThrow('gone');
  expect(everyFile(folder)).toEqual([]);
});

it('never writes a message a second time', async () => {
  const { files } = archive();
  const id = newId();
  await files.write(id, when, pieces(message));
  await expect(files.write(id, when, pieces('B: c\r\n'))).rejects.toThrow('once');
  expect(readFileSync(files.pathOf(id), 'latin1')).toBe(message);
});

it('reads back the records of several calls in their order', async () => {
  const { files } = archive();
  const { id, records } = made({ at: when });
  await Promise.all(records.map((record) => files.record(id, [record])));
  expect(await files.readRecords(id)).toEqual(records);
});

it('reads past a torn last line, and the next record takes its place', async () => {
  const { files } = archive();
  const { id, records } = made({ at: when });
  await files.record(id, records.slice(0, 2));
  const file = files.pathOf(id).replace(/eml$/, 'jsonl');
  appendFileSync(file, '{"record":"event","ev');
  expect(await files.readRecordFile(id)).toEqual({ records: records.slice(0, 2), damagedLines: 0 });
  await files.record(id, records.slice(2));
  expect(await files.readRecordFile(id)).toEqual({ records, damagedLines: 0 });
});

it('reads the other lines when one in the middle is damaged, and counts it', async () => {
  const { files } = archive();
  const { id, records } = made({ at: when });
  await files.record(id, records);
  const file = files.pathOf(id).replace(/eml$/, 'jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"attempt-began"', '"attempt-bXgan"'));
  const read = await files.readRecordFile(id);
  expect([read.records.length, read.damagedLines]).toEqual([records.length - 1, 1]);
});

it('reads any range of the bytes', async () => {
  const { files } = archive();
  const id = newId();
  await files.write(id, when, pieces(message));
  const read = async (offset: number, length: number) => {
    const { bytes, total } = await files.readBytes(id, offset, length);
    return [Buffer.from(bytes).toString('latin1'), total];
  };
  expect(await read(0, 4)).toEqual(['From', message.length]);
  expect(await read(message.length - 3, 100)).toEqual(['.\r\n', message.length]);
  expect(await read(message.length + 5, 100)).toEqual(['', message.length]);
  await expect(files.readBytes(newId(), 0, 1)).rejects.toMatchObject({ error: { code: 'not-found' } });
});

it('tells bytes that were changed afterwards', async () => {
  const { files } = archive();
  const { id, records } = made({ at: when });
  const stored = await files.write(id, when, pieces(message));
  const [first, ...rest] = records;
  if (first?.record !== 'message') throw new Error('no first record');
  await files.record(id, [{ ...first, ...stored }, ...rest]);
  expect(await files.verify(id)).toBe(true);
  writeFileSync(files.pathOf(id), message.replace('Hello', 'Hallo'));
  expect(await files.verify(id)).toBe(false);
});

it('sweeps what was never submitted and keeps what was, or may have been', async () => {
  const { folder, files } = archive();
  const [sent, journalled, orphan, damaged] = [1, 2, 3, 4].map((n) => made({ at: when - n }));
  const bare = newId();
  for (const message_ of [sent, journalled, orphan, damaged]) {
    if (message_ === undefined) throw new Error('not made');
    await files.write(message_.id, when, pieces(message));
    await files.record(message_.id, message_ === sent ? message_.records : message_.records.slice(0, 2));
  }
  appendFileSync(files.pathOf(damaged?.id ?? bare).replace(/eml$/, 'jsonl'), 'spoilt\n');
  await files.write(bare, when, pieces(message));
  writeFileSync(path.join(folder, 'tmp', 'half.eml'), 'A: ');
  const swept = await files.sweepOrphans(new Set([journalled?.id ?? '']));
  expect(new Set(swept)).toEqual(new Set([orphan?.id, bare]));
  expect([sent, journalled, damaged].every((kept) => existsSync(files.pathOf(kept?.id ?? bare)))).toBe(true);
  expect(readdirSync(path.join(folder, 'orphans'))).toContain(`${bare}.eml`);
  expect(readdirSync(path.join(folder, 'tmp'))).toEqual([]);
});

it('puts what it sweeps aside for a month: a message that was sent and lost the end of its record looks the same', async () => {
  const { folder, files } = archive();
  const { id, records } = made({ at: when });
  await files.write(id, when, pieces(message));
  await files.record(id, records.slice(0, 2));
  await files.sweepOrphans(new Set());
  expect(readFileSync(path.join(folder, 'orphans', `${id}.eml`), 'utf8')).toBe(message);
  const later = new MessageFolder(folder, { now: () => Date.now() + 31 * 24 * 60 * 60 * 1000 });
  await later.sweepOrphans(new Set());
  expect(readdirSync(path.join(folder, 'orphans'))).toEqual([]);
});

it('keeps nothing of a message that the disk has no room for', { timeout: 60_000 }, () => {
  expect(onSmallDisk(300_000, path.join(import.meta.dirname, 'archive-full-disk.ts'))).toEqual({
    wrote: { code: 'disk', reason: 'full' },
    recorded: { code: 'disk', reason: 'full' },
    files: ['small.eml', 'small.jsonl'],
    records: { lines: 2, damagedLines: 0 },
  });
});
