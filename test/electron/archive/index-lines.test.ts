// The list of Sent with mailings: one line each, its messages below it where it is unfolded, in pages of the real index.
import path from 'node:path';
import { ulid } from 'ulid';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SentLine, SentLinesRequest } from '#core/contract/mailings.ts';
import type { SentRow } from '#core/contract/sent.ts';
import { AccountId, StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { placeOf, readDays, readLines } from '#electron/archive/index-lines.ts';
import { openIndex } from '#electron/archive/index.ts';
import { prepareIndex, putRows } from '#electron/archive/index-tables.ts';
import { MessageFolder } from '#electron/archive/message-files.ts';
import { openDatabase, type Database } from '#electron/database/database.ts';
import { temporaryFolder } from '../database/folder.ts';
import { made } from './messages.ts';

const noon = new Date(2026, 10, 23, 12).getTime();
const DAY = 24 * 3_600_000;
const MAILING = SubmissionId.parse(ulid(noon));
const OTHER = SubmissionId.parse(ulid(noon + 1));
/** long before all others */
const LONG_AGO = new Date(2026, 9, 1, 12).getTime();

function emptyIndex(): Database {
  const database = openDatabase(path.join(temporaryFolder(), 'index.db'), {
    journalMode: 'wal',
    synchronous: 'off',
  });
  prepareIndex(database);
  return database;
}

interface Told {
  readonly at: number;
  readonly subject: string;
  readonly mailing?: SubmissionId;
  readonly of?: number;
}

function put(database: Database, { at, subject, mailing, of = 300 }: Told): SentRow {
  const messageId = StoredMessageId.parse(ulid(at));
  const row: SentRow = {
    submissionId: SubmissionId.parse(ulid(at)),
    messageId,
    at,
    accountId: AccountId.parse('01BX5ZZKBKACTAV9WEVGEMMVRA'),
    accountName: 'Studio',
    hue: 1,
    practice: false,
    subject,
    to: ['Someone'],
    recipients: 1,
    accepted: 1,
    hasAttachment: false,
    status: 'sent',
    mailing: mailing === undefined ? null : { id: mailing, of },
  };
  database.transaction(() => putRows(database, messageId, { name: `<${messageId}@x.example>`, rows: [row] }));
  return row;
}

const page = (database: Database, request: Partial<SentLinesRequest> = {}): ReturnType<typeof readLines> =>
  readLines(database, { list: 'sent', unfolded: [], offset: 0, limit: 100, ...request });

const told = (line: SentLine): string =>
  line.kind === 'mailing'
    ? `${line.mailing.subject} ×${String(line.mailing.listed)}/${String(line.mailing.messages)}`
    : `${line.mailing === null ? '' : '· '}${line.row.subject}`;

describe('a mailing in Sent', () => {
  it('is one line, where its latest message stands', () => {
    const database = emptyIndex();
    put(database, { at: noon - 3000, subject: 'first' });
    for (const step of [5, 4, 1])
      put(database, { at: noon - step * 1000, subject: 'each', mailing: MAILING });
    put(database, { at: noon - 2000, subject: 'second' });
    const { lines, total, hasMailings } = page(database);
    expect(lines.map(told)).toEqual(['each ×3/300', 'second', 'first']);
    expect([total, hasMailings]).toEqual([3, true]);
    expect(lines.map(({ position, of }) => [position, of])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('has its messages below it where it is unfolded, newest first', () => {
    const database = emptyIndex();
    for (const step of [1, 2, 3])
      put(database, { at: noon - step * 1000, subject: `each ${String(step)}`, mailing: MAILING });
    put(database, { at: noon - 1500, subject: 'alone' });
    const { lines, total } = page(database, { unfolded: [MAILING, OTHER] });
    expect(lines.map(told)).toEqual(['each 1 ×3/300', '· each 1', '· each 2', '· each 3', 'alone']);
    expect(total).toBe(5);
    expect(lines.map(({ position, of }) => `${String(position)}/${String(of)}`)).toEqual([
      '1/2',
      '1/3',
      '2/3',
      '3/3',
      '2/2',
    ]);
  });

  it('may begin on one page and end on another', () => {
    const database = emptyIndex();
    for (let n = 0; n < 30; n++)
      put(database, { at: noon - n * 1000, subject: `each ${String(n)}`, mailing: MAILING });
    for (let n = 0; n < 30; n++) put(database, { at: LONG_AGO - n * 1000, subject: `alone ${String(n)}` });
    const unfolded = [MAILING];
    const whole = page(database, { unfolded }).lines.map(told);
    expect(whole).toHaveLength(61);
    const pages = [0, 10, 20, 30, 40, 50, 60].flatMap((offset) =>
      page(database, { unfolded, offset, limit: 10 }).lines.map(told),
    );
    expect(pages).toEqual(whole);
  });

  it('goes when the last of its messages goes, and moves when the latest does', () => {
    const database = emptyIndex();
    const older = put(database, { at: noon - 3000, subject: 'older', mailing: MAILING });
    put(database, { at: noon - 2000, subject: 'alone' });
    const newer = put(database, { at: noon - 1000, subject: 'newer', mailing: MAILING });
    putRows(database, newer.messageId, { rows: [], name: '' });
    expect(page(database).lines.map(told)).toEqual(['alone', 'older ×1/300']);
    putRows(database, older.messageId, { rows: [], name: '' });
    expect(page(database).lines.map(told)).toEqual(['alone']);
    expect(page(database)).toMatchObject({ total: 1, hasMailings: false });
  });

  it('counts as one row of its latest day, and as its messages where it is unfolded', () => {
    const database = emptyIndex();
    for (const days of [0, 1, 2]) put(database, { at: noon - days * DAY, subject: 'each', mailing: MAILING });
    put(database, { at: noon - DAY, subject: 'alone' });
    const days = (unfolded: SubmissionId[]) => readDays(database, { list: 'sent', unfolded });
    expect(days([])).toEqual([
      { day: '2026-11-23', count: 3, rows: 1 },
      { day: '2026-11-22', count: 1, rows: 1 },
    ]);
    expect(days([MAILING])).toEqual([
      { day: '2026-11-23', count: 3, rows: 4 },
      { day: '2026-11-22', count: 1, rows: 1 },
    ]);
  });

  it('leads to the row of each of its messages, and of those after it', () => {
    const database = emptyIndex();
    const rows = [1, 2, 3].map((step) =>
      put(database, { at: noon - step * 1000, subject: 'each', mailing: MAILING }),
    );
    const alone = put(database, { at: noon - 1500, subject: 'alone' });
    const place = (submissionId: SubmissionId, unfolded: SubmissionId[] = []) =>
      placeOf(database, { list: 'sent', submissionId, unfolded });
    expect(rows.map(({ submissionId }) => place(submissionId))).toEqual(
      [1, 2, 3].map((row) => ({ row, mailing: MAILING })),
    );
    expect(place(alone.submissionId)).toEqual({ row: 1, mailing: null });
    expect(place(alone.submissionId, [MAILING])).toEqual({ row: 4, mailing: null });
    expect(place(OTHER)).toBeNull();
  });

  it('is found through its record, and each message alone in a page of messages', async () => {
    const folder = temporaryFolder();
    const archive = path.join(folder, 'mail');
    const files = new MessageFolder(archive, { now: () => noon });
    const messages = [0, 1, 2].map((n) =>
      made({ at: noon + n, mailing: { id: MAILING, of: 3 }, result: n === 2 ? 'refused' : 'accepted' }),
    );
    for (const { id, records } of messages) await files.record(id, records);
    const entry = new URL('../../../electron/archive/index-worker.ts', import.meta.url);
    const { index } = await openIndex({ path: path.join(folder, 'index.db'), archive, entry });
    onTestFinished(() => index.close());
    await index.rebuild();
    const { lines } = await index.lines({ list: 'sent', unfolded: [], offset: 0, limit: 10 });
    expect(lines.map(told)).toEqual(['Réunion ×2/3']);
    expect((await index.page({ list: 'sent', offset: 0, limit: 10 })).total).toBe(2);
  });
});

it(
  'pages through 50,000 messages of which many are one mailing in milliseconds',
  { timeout: 120_000 },
  () => {
    const database = emptyIndex();
    database.transaction(() => {
      for (let n = 0; n < 50_000; n++) {
        const at = noon - n * 1000;
        const messageId = StoredMessageId.parse(ulid(at));
        const inMailing = n % 5 === 0;
        putRows(database, messageId, {
          name: '',
          rows: [
            {
              ...put0,
              messageId,
              at,
              submissionId: SubmissionId.parse(ulid(at)),
              mailing: inMailing ? { id: MAILING, of: 10_000 } : null,
            },
          ],
        });
      }
    });
    const took = (work: () => void): number =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          const began = performance.now();
          work();
          return performance.now() - began;
        }),
      );
    expect(page(database).total).toBe(40_001);
    for (const unfolded of [[], [MAILING]])
      for (const offset of [0, 9_950, 25_000, 40_000])
        expect(took(() => page(database, { unfolded, offset }))).toBeLessThan(20);
  },
);

const put0: Omit<SentRow, 'messageId' | 'submissionId' | 'at'> = {
  accountId: AccountId.parse('practice'),
  accountName: 'Studio',
  hue: 1,
  practice: false,
  subject: 'A subject of the usual length, more or less',
  to: ['Someone Or Other'],
  recipients: 1,
  accepted: 1,
  hasAttachment: false,
  status: 'sent',
  mailing: null,
};
