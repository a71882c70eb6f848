// The sent list, from a real archive on disk through the real index worker.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ulid } from 'ulid';
import { expect, it, onTestFinished } from 'vitest';
import type { SentRow } from '#core/contract/sent.ts';
import { AccountId, StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { openIndex } from '#electron/archive/index.ts';
import { readDays, readLines } from '#electron/archive/index-lines.ts';
import { prepareIndex, putRows, readPage, setComplete } from '#electron/archive/index-tables.ts';
import { MessageFolder } from '#electron/archive/message-files.ts';
import { openDatabase } from '#electron/database/database.ts';
import { temporaryFolder } from '../database/folder.ts';
import { made, type Made } from './messages.ts';

const entry = new URL('../../../electron/archive/index-worker.ts', import.meta.url);
const noon = new Date(2026, 10, 23, 12).getTime();

async function profile(messages: readonly Made[] = []) {
  const folder = temporaryFolder();
  const archive = path.join(folder, 'mail');
  const files = new MessageFolder(archive, { now: () => noon });
  for (const { id, records } of messages) await files.record(id, records);
  return { files, path: path.join(folder, 'index.db'), archive };
}

async function open(at: { path: string; archive: string }, onProgress?: (messages: number) => void) {
  const opened = await openIndex({ ...at, entry, ...(onProgress === undefined ? {} : { onProgress }) });
  onTestFinished(() => opened.index.close());
  return opened;
}

const all = { list: 'sent', offset: 0, limit: 100 } as const;

it('lists what somebody accepted, newest first, and nothing else', async () => {
  const messages = [
    made({ at: noon - 3000, subject: 'older' }),
    made({ at: noon - 2000, subject: 'refused', result: 'refused' }),
    made({ at: noon - 1000, subject: 'unknown', result: 'unknown' }),
    made({ at: noon, subject: 'newer' }),
  ];
  const { index } = await open(await profile(messages));
  for (const { id } of messages) await index.update(id);
  const page = await index.page(all);
  expect(page.total).toBe(2);
  expect(page.rows.map(({ subject, status }) => [subject, status])).toEqual([
    ['newer', 'sent'],
    ['older', 'sent'],
  ]);
});

it('finds messages by their Message-ID, and those alone that somebody accepted', async () => {
  const [sent, refused] = [made({ at: noon, subject: 'sent' }), made({ at: noon, result: 'refused' })];
  const newer = made({ at: noon + 1000, subject: 'newer' });
  const { index } = await open(await profile([sent, refused, newer]));
  for (const { id } of [sent, refused, newer]) await index.update(id);
  const nameOf = ({ records }: Made) =>
    records.find((record) => record.record === 'message')?.messageIdField ?? '';
  const found = await index.named([nameOf(sent), nameOf(refused), '<nobody@x.example>']);
  expect(found.map((one) => [one.name, one.row.subject])).toEqual([[nameOf(sent), 'sent']]);
});

it('tells whose mail a report speaks of: by ENVID, else by Message-ID, else by recipient', async () => {
  const messages = [
    made({ at: noon - 3000, subject: 'first', envid: 'QQ314' }),
    made({ at: noon - 2000, subject: 'second' }),
    made({ at: noon - 1000, subject: 'refused', envid: 'QQ315', result: 'refused' }),
    made({ at: noon, subject: 'third' }),
  ];
  const { index } = await open(await profile(messages));
  for (const { id } of messages) await index.update(id);
  const told = async (by: Partial<Parameters<typeof index.reported>[0]>) =>
    (await index.reported({ envids: [], names: [], recipients: [], before: null, ...by })).map(
      (found) => `${found.by} ${found.row.subject}`,
    );
  const recipients = ['ZOE@example.test'];
  const names = [`<${messages[1]?.id ?? ''}@example.test>`];
  expect(await told({ envids: ['QQ314'], names, recipients })).toEqual(['envid first']);
  expect(await told({ envids: ['nobody'], names, recipients })).toEqual(['message-id second']);
  expect(await told({ envids: ['QQ315'] })).toEqual([]);
  expect(await told({ recipients })).toEqual(['recipient third', 'recipient second', 'recipient first']);
  expect(await told({ recipients, before: noon - 1500 })).toEqual(['recipient first']);
});

it('keeps practice mail in a list of its own', async () => {
  const [real, practice] = [made({ at: noon }), made({ at: noon, practice: true })];
  const { index } = await open(await profile([real, practice]));
  await index.update(real.id);
  await index.update(practice.id);
  const ids = async (list: 'sent' | 'practice') =>
    (await index.page({ ...all, list })).rows.map(({ submissionId }) => submissionId);
  expect(await ids('sent')).toEqual([real.submissionId]);
  expect(await ids('practice')).toEqual([practice.submissionId]);
  expect([await index.total('sent'), await index.total('practice')]).toEqual([1, 1]);
});

it('shows the account as it was, three names and when it was accepted', async () => {
  const to = ['Ann', '', 'Carl', 'Dora'].map((name, n) => ({ name, address: `p${String(n)}@example.test` }));
  const message = made({ at: noon, to, attachments: 1, subject: 'Ça va' });
  const { index } = await open(await profile([message]));
  await index.update(message.id);
  expect(await index.row(message.submissionId)).toEqual({
    submissionId: message.submissionId,
    messageId: message.id,
    at: noon + 1000,
    accountId: AccountId.parse('01BX5ZZKBKACTAV9WEVGEMMVRA'),
    accountName: 'Studio',
    hue: 2,
    practice: false,
    subject: 'Ça va',
    to: ['Ann', 'p1@example.test', 'Carl'],
    recipients: 4,
    accepted: 4,
    hasAttachment: true,
    status: 'sent',
    mailing: null,
  } satisfies SentRow);
  expect(await index.rows(message.id)).toHaveLength(1);
  expect(await index.row(SubmissionId.parse(ulid()))).toBeNull();
});

it('takes a message off the list when its files are gone', async () => {
  const message = made({ at: noon });
  const at = await profile([message]);
  const { index } = await open(at);
  await index.update(message.id);
  await at.files.discard(message.id);
  await index.update(message.id);
  expect(await index.total('sent')).toBe(0);
});

it('counts the days of this zone, newest first', async () => {
  const yesterday = new Date(2026, 10, 22, 23, 59, 30).getTime();
  const messages = [yesterday, noon - 5000, noon].map((at) => made({ at }));
  const { index } = await open(await profile(messages));
  for (const { id } of messages) await index.update(id);
  expect(await index.days({ list: 'sent', unfolded: [] })).toEqual([
    { day: '2026-11-23', count: 2, rows: 2 },
    { day: '2026-11-22', count: 1, rows: 1 },
  ]);
});

it('is made again from the files, in parts that are told', async () => {
  const messages = Array.from({ length: 120 }, (_, n) => made({ at: noon - n * 40 * 24 * 3_600_000 }));
  const progress: number[] = [];
  const at = await profile(messages);
  const { index, complete } = await open(at, (count) => progress.push(count));
  expect(complete).toBe(false);
  expect(await index.rebuild()).toEqual({ messages: 120 });
  expect(await index.total('sent')).toBe(120);
  expect(progress).toEqual([50, 100, 120]);
  await index.close();
  expect((await open(at)).complete).toBe(true);
  expect(readdirSync(path.dirname(at.path)).filter((name) => name.includes('.new'))).toEqual([]);
});

it('goes on taking updates and questions while it is made again, and loses none', async () => {
  const messages = Array.from({ length: 300 }, (_, n) => made({ at: noon - n }));
  const at = await profile(messages);
  const late = made({ at: noon + 5 });
  let first: Promise<void> | undefined;
  const { index } = await open(at, () => {
    first ??= at.files.record(late.id, late.records).then(() => index.update(late.id));
  });
  const rebuilt = index.rebuild();
  const meanwhile = await index.page(all);
  expect(meanwhile.total).toBeLessThan(301);
  await rebuilt;
  await first;
  expect(await index.total('sent')).toBe(301);
  expect((await index.page(all)).rows[0]?.submissionId).toBe(late.submissionId);
});

it('throws a damaged index away and says that it must be made again', async () => {
  const message = made({ at: noon });
  const at = await profile([message]);
  writeFileSync(at.path, 'not an index '.repeat(1000));
  const { index, complete } = await open(at);
  expect(complete).toBe(false);
  await index.rebuild();
  expect(await index.total('sent')).toBe(1);
});

it('throws an index of another version away', async () => {
  const at = await profile();
  const database = openDatabase(at.path, { journalMode: 'delete', synchronous: 'off' });
  database.exec('CREATE TABLE other (a INTEGER); PRAGMA user_version = 77');
  database.close();
  expect((await open(at)).complete).toBe(false);
  expect(readFileSync(at.path).includes('other')).toBe(false);
});

it('stops a rebuild when it is closed', async () => {
  const at = await profile(Array.from({ length: 300 }, (_, n) => made({ at: noon - n })));
  const { index } = await open(at);
  const rebuilt = index.rebuild().catch((error: unknown) => error);
  await index.close();
  expect(await rebuilt).toBeInstanceOf(Error);
  expect(existsSync(at.path)).toBe(true);
});

it('pages through 50,000 rows in milliseconds', { timeout: 120_000 }, async () => {
  const at = await profile();
  const database = openDatabase(at.path, { journalMode: 'wal', synchronous: 'off' });
  prepareIndex(database);
  const rows = 50_000;
  database.transaction(() => {
    for (let n = 0; n < rows; n++) {
      const messageId = StoredMessageId.parse(ulid());
      putRows(database, messageId, {
        name: `<${messageId}@x.example>`,
        rows: [bulkRow(messageId, noon - n * 600_000)],
      });
    }
  });
  setComplete(database);
  const took = (work: () => void): number => {
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    });
    return Math.min(...times);
  };
  const pageAt = (offset: number) => took(() => void readPage(database, 'sent', offset, 100));
  expect({ first: pageAt(0) < 20, middle: pageAt(25_000) < 20, last: pageAt(49_900) < 20 }).toEqual({
    first: true,
    middle: true,
    last: true,
  });
  const linesAt = (offset: number) =>
    took(() => void readLines(database, { list: 'sent', unfolded: [], offset, limit: 100 }));
  expect({ first: linesAt(0) < 20, middle: linesAt(25_000) < 20, last: linesAt(49_900) < 20 }).toEqual({
    first: true,
    middle: true,
    last: true,
  });
  expect(took(() => void readDays(database, { list: 'sent', unfolded: [] }))).toBeLessThan(200);
  const last = readPage(database, 'sent', 49_900, 200);
  expect([last.total, last.rows.length]).toEqual([rows, 100]);
  expect(last.rows.at(-1)?.at).toBe(noon - (rows - 1) * 600_000);
  expect(readPage(database, 'sent', 60_000, 100).rows).toEqual([]);
  const whole = [0, 24_990, 25_010].map((offset) => readPage(database, 'sent', offset, 20).rows[0]?.at);
  expect(whole).toEqual([0, 24_990, 25_010].map((offset) => noon - offset * 600_000));
});

function bulkRow(messageId: StoredMessageId, at: number): SentRow {
  return {
    submissionId: SubmissionId.parse(ulid()),
    messageId,
    at,
    accountId: AccountId.parse('practice'),
    accountName: 'Studio',
    hue: 1,
    practice: false,
    subject: 'A subject of the usual length, more or less',
    to: ['Someone Or Other', 'another@example.test'],
    recipients: 2,
    accepted: 2,
    hasAttachment: false,
    status: 'sent',
    mailing: null,
  };
}
