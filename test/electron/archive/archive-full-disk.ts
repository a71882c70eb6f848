/** Writes a message and a record that do not fit; prints what happened and what is left. Run by small-disk.ts. */
import { readdirSync } from 'node:fs';
import { AppFailure } from '#core/contract/errors.ts';
import { MessageFolder } from '#electron/archive/message-files.ts';
import { made, pieces } from './messages.ts';

const folder = process.argv[2] ?? '';
const files = new MessageFolder(folder, Date);
const failure = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work;
  } catch (error) {
    return error instanceof AppFailure ? error.error : String(error);
  }
};

const small = made({ at: 1_795_000_000_000 });
await files.write(small.id, 0, pieces('A: b\r\n'));
await files.record(small.id, small.records.slice(0, 2));
const large = made({ at: 1_795_000_000_001 });
const wrote = await failure(files.write(large.id, 0, pieces(`${'x'.repeat(98)}\r\n`.repeat(6000), 4096)));
const [first] = small.records;
const recorded = await failure(
  files.record(
    small.id,
    Array.from({ length: 2000 }, () => first ?? small.records[0]).flatMap((r) => r ?? []),
  ),
);
const left = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
  entry.isFile() ? [entry.name.replace(small.id, 'small')] : [],
);
const { records, damagedLines } = await files.readRecordFile(small.id);
console.log(
  JSON.stringify({ wrote, recorded, files: left.sort(), records: { lines: records.length, damagedLines } }),
);
