/** The thread that owns index.db: reads records of the archive, answers the sent list. A rebuild goes in slices, so that both go on meanwhile. */
import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { StoredMessageId } from '#core/message/ids.ts';
import type { MessageRecord } from '#core/message/record.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { isMissing } from '../database/failure.ts';
import type { CallsOf } from '../database/worker-link.ts';
import { note, serve } from '../database/worker-serve.ts';
import { indexProtocol } from './index-protocol.ts';
import {
  findNamed,
  findReported,
  findRow,
  findRows,
  isComplete,
  prepareIndex,
  putRows,
} from './index-tables.ts';
import { placeOf, readDays, readLines } from './index-lines.ts';
import { readPage, setComplete, totalOf } from './index-tables.ts';
import { knownOf } from './known.ts';
import { layoutOf, walkMessages } from './layout.ts';
import { parseRecords } from './record-file.ts';
import { sentRows } from './rows.ts';

/** Messages that are read before others get a turn. */
const SLICE = 50;

let opened: { readonly database: Database; readonly archive: string } | undefined;
/** the index that is being made beside the one in use */
let building: Database | undefined;
let ending = false;

const current = () => {
  if (opened === undefined) throw new Error('index not open');
  return opened;
};

function open(path: string, archive: string): { complete: boolean } {
  const database = openDatabase(path, { journalMode: 'wal', synchronous: 'normal', busyTimeout: 2000 });
  prepareIndex(database);
  opened = { database, archive };
  return { complete: isComplete(database) };
}

/** Nothing at all when the message is gone. */
function recordsOf(archive: string, id: StoredMessageId): MessageRecord[] {
  try {
    const text = readFileSync(layoutOf(archive, id).record, 'utf8');
    // Conversations are most of a record and tell the list nothing.
    return parseRecords(text.replaceAll(/^\{"record":"attempt(?:-lines)?".*\n/gm, '')).records;
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const entryOf = (records: readonly MessageRecord[]) => ({
  rows: sentRows(records),
  name: records.find((record) => record.record === 'message')?.messageIdField ?? '',
  known: knownOf(records),
});

function update(ids: readonly StoredMessageId[]): void {
  const { database, archive } = current();
  const rows = new Map(ids.map((id) => [id, entryOf(recordsOf(archive, id))]));
  for (const index of building === undefined ? [database] : [building, database])
    index.transaction(() => {
      for (const [id, found] of rows) putRows(index, id, found);
    });
}

async function rebuild(path: string): Promise<{ messages: number }> {
  const { archive } = current();
  // One file without a log beside it, so that it can be renamed; what a crash spoils is made again.
  const fresh = openDatabase(path, { journalMode: 'delete', synchronous: 'off' });
  prepareIndex(fresh);
  building = fresh;
  let messages = 0;
  let slice: StoredMessageId[] = [];
  const put = async () => {
    const ids = slice;
    slice = [];
    fresh.transaction(() => {
      for (const id of ids) putRows(fresh, id, entryOf(recordsOf(archive, id)));
    });
    messages += ids.length;
    note({ messages });
    await turn();
    if (ending) throw new Error('the index is being closed');
  };
  for await (const id of walkMessages(archive)) {
    if (slice.push(id) === SLICE) await put();
  }
  await put();
  setComplete(fresh);
  return { messages };
}

serve<CallsOf<typeof indexProtocol>>(
  indexProtocol,
  {
    open: ({ path, archive }) => open(path, archive),
    update: (ids) => {
      update(ids);
      return null;
    },
    rebuild: async ({ path }) => {
      try {
        return await rebuild(path);
      } catch (error) {
        building = undefined;
        throw error;
      }
    },
    page: ({ list, offset, limit }) => readPage(current().database, list, offset, limit),
    lines: (request) => readLines(current().database, request),
    days: (request) => readDays(current().database, request),
    place: (request) => placeOf(current().database, request),
    total: (list) => totalOf(current().database, list),
    row: (submissionId) => findRow(current().database, submissionId),
    rows: (messageId) => findRows(current().database, messageId),
    named: (names) => findNamed(current().database, names),
    reported: (by) => findReported(current().database, by),
  },
  () => {
    ending = true;
    building?.close();
    building = undefined;
    opened?.database.close();
  },
);
