/** The lines of a `<id>.jsonl`: how they are written, and read again after whatever happened. Which lines there are is core's. */
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { MessageRecord } from '#core/message/record.ts';
import { isMissing } from '../database/failure.ts';

const LF = 10;

export interface RecordsRead {
  readonly records: MessageRecord[];
  /** complete lines that are not what was written; a torn last line is none: it was never acknowledged */
  readonly damagedLines: number;
}

export function parseRecords(text: string): RecordsRead {
  const lines = text.split('\n');
  // What follows the last line end was never acknowledged.
  lines.pop();
  const parsed = lines.map((line) => MessageRecord.safeParse(parseJson(line)));
  const records = parsed.flatMap((line) => (line.success ? [line.data] : []));
  return { records, damagedLines: parsed.length - records.length };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * Appends whole lines and syncs them unless said otherwise, in the place of a torn last line if there is one. When it fails, the file is as long as it was:
 * no half line stays.
 */
export async function appendRecords(
  file: string,
  records: readonly MessageRecord[],
  synced = true,
): Promise<void> {
  const lines = linesOf(records);
  // Not in append mode: Linux would then ignore the position.
  const handle = await openForBoth(file);
  try {
    const end = await endOfLines(handle);
    try {
      await handle.truncate(end);
      for (let written = 0; written < lines.length;) {
        written += (await handle.write(lines, written, lines.length - written, end + written)).bytesWritten;
      }
      if (synced) await handle.datasync();
    } catch (error) {
      await handle.truncate(end);
      throw error;
    }
  } finally {
    await handle.close();
  }
}

/**
 * As `appendRecords`, on the spot and without a sync; answers how long the file was. Null, and nothing done, where there is no file yet, or
 * a torn line in it.
 */
export function appendRecordsNow(file: string, records: readonly MessageRecord[]): number | null {
  const descriptor = openIfThere(file);
  if (descriptor === null) return null;
  const end = fstatSync(descriptor).size;
  try {
    if (!endsLine(descriptor, end)) return null;
    const lines = linesOf(records);
    for (let written = 0; written < lines.length;)
      written += writeSync(descriptor, lines, written, lines.length - written, end + written);
    return end;
  } catch (error) {
    ftruncateSync(descriptor, end);
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** As `appendRecordsNow`, and synced. */
export async function appendRecordsSynced(file: string, records: readonly MessageRecord[]): Promise<boolean> {
  const end = appendRecordsNow(file, records);
  if (end === null) return false;
  const handle = await open(file, 'r+');
  try {
    await handle.datasync();
  } catch (error) {
    await handle.truncate(end);
    throw error;
  } finally {
    await handle.close();
  }
  return true;
}

function openIfThere(file: string): number | null {
  try {
    return openSync(file, 'r+');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function endsLine(descriptor: number, end: number): boolean {
  if (end === 0) return true;
  const last = Buffer.allocUnsafe(1);
  return readSync(descriptor, last, 0, 1, end - 1) === 1 && last[0] === LF;
}

const linesOf = (records: readonly MessageRecord[]): Buffer =>
  Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));

async function openForBoth(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r+');
  } catch (error) {
    if (isMissing(error)) return open(file, 'wx+');
    throw error;
  }
}

/** bytes up to and with the last line end */
async function endOfLines(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const block = Buffer.alloc(64 * 1024);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - block.length);
    const { bytesRead } = await handle.read(block, 0, end - start, start);
    const found = block.subarray(0, bytesRead).lastIndexOf(LF);
    if (found !== -1) return start + found + 1;
    end = start;
  }
  return 0;
}
