/**
 * SQLite reads its write-ahead log up to the first frame that does not check, and silently takes the rest for a write that was cut
 * short. In the middle of what was synced that loses committed work, so it is looked for here. Format: sqlite.org/fileformat2, §4.
 */
import { readFileSync } from 'node:fs';
import { isMissing } from './failure.ts';

const HEADER = 32;
const FRAME_HEADER = 24;

/**
 * False when the log's header is spoilt, or a commit of the current log stands behind a frame that does not check. To be called
 * when the database is open and locked, and nothing was written yet.
 */
export function walIntact(database: string): boolean {
  const log = read(`${database}-wal`);
  if (log === undefined || log.length <= HEADER + FRAME_HEADER) return true;
  const magic = log.readUInt32BE(0);
  if ((magic & 0xfffffffe) >>> 0 !== 0x377f0682) return false;
  const bigEndian = (magic & 1) === 1;
  const frameSize = FRAME_HEADER + log.readUInt32BE(8);
  const salt = log.subarray(16, 24);
  let sum = checksum(log.subarray(0, 24), bigEndian, [0, 0]);
  if (!equals(sum, log, 24) || frameSize <= FRAME_HEADER) return false;
  let broken = false;
  for (let at = HEADER; at + frameSize <= log.length; at += frameSize) {
    const current = log.subarray(at + 8, at + 16).equals(salt);
    if (broken) {
      // The second field of a frame that ends a commit is the size of the database after it.
      if (current && log.readUInt32BE(at + 4) !== 0) return false;
      continue;
    }
    sum = checksum(log.subarray(at, at + 8), bigEndian, sum);
    sum = checksum(log.subarray(at + FRAME_HEADER, at + frameSize), bigEndian, sum);
    // Frames of an earlier round, whose salt differs, may follow: the log is reused from its start.
    broken = !current || !equals(sum, log, at + 16);
  }
  return true;
}

type Sum = readonly [number, number];

function checksum(bytes: Buffer, bigEndian: boolean, start: Sum): Sum {
  let [a, b] = start;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    a = (a + (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

const equals = (sum: Sum, log: Buffer, at: number): boolean =>
  log.readUInt32BE(at) === sum[0] && log.readUInt32BE(at + 4) === sum[1];

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
