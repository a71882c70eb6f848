// The journal on a real file, with its real worker and, where two processes matter, a real second process.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { expect, it, onTestFinished } from 'vitest';
import { openJournal } from '#electron/outbox/journal/journal.ts';
import { temporaryFolder } from '../../database/folder.ts';
import { onSmallDisk } from '../../database/small-disk.ts';
import { newSubmission, story } from '../events.ts';

const entry = new URL('../../../../electron/outbox/journal/worker.ts', import.meta.url);
const clock = { now: () => Date.UTC(2026, 10, 23) };
const file = () => path.join(temporaryFolder(), 'journal.db');

async function open(at: string) {
  const opened = await openJournal({ path: at, entry, clock });
  onTestFinished(() => opened.journal.close());
  return opened;
}

/** Starts the child; answers the lines it says up to the first that is no submission. */
async function child(
  at: string,
  count: number,
  what = 'in log',
): Promise<{ process: ChildProcess; said: string[] }> {
  const started = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'child.ts'), at, String(count), what],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void started.kill('SIGKILL'));
  const said: string[] = [];
  for await (const line of createInterface({ input: started.stdout })) {
    said.push(line);
    if (!/^[0-9A-Z]{26}$/.test(line)) break;
  }
  return { process: started, said };
}

async function kill(started: ChildProcess): Promise<void> {
  started.kill('SIGKILL');
  if (started.exitCode === null && started.signalCode === null) await once(started, 'exit');
}

/** Writes over every place where `text` stands in a file. */
function spoil(at: string, text: string): number {
  const bytes = readFileSync(at);
  let found = 0;
  for (let from = bytes.indexOf(text); from !== -1; from = bytes.indexOf(text, from + 1)) {
    bytes.fill(0x58, from, from + text.length);
    found++;
  }
  writeFileSync(at, bytes);
  return found;
}

it('gives back in order what was recorded, after it was closed', async () => {
  const at = file();
  const events = [story(newSubmission()), story(newSubmission())].flat();
  const first = await open(at);
  expect(first.events).toEqual([]);
  await first.journal.append(events);
  expect(await first.journal.readAll()).toEqual(events);
  await first.journal.close();
  const second = await open(at);
  expect([second.events, second.damage]).toEqual([events, null]);
});

it('writes what is asked for meanwhile together, in the order it was asked', async () => {
  const { journal } = await open(file());
  const stories = Array.from({ length: 300 }, () => story(newSubmission()));
  await Promise.all(stories.map((events) => journal.append(events)));
  expect(await journal.readAll()).toEqual(stories.flat());
});

it('forgets the submissions that are over and keeps the others', async () => {
  const { journal } = await open(file());
  const [over, open_] = [newSubmission(), newSubmission()];
  const kept = story(open_);
  await journal.append([...story(over), ...kept]);
  await journal.forget([over]);
  expect(await journal.readAll()).toEqual(kept);
});

it('refuses a profile that another process holds, and has it when that process is gone', async () => {
  const at = file();
  const { process: holder } = await child(at, 1);
  await expect(openJournal({ path: at, entry, clock })).rejects.toMatchObject({ code: 'profile-in-use' });
  await kill(holder);
  expect((await open(at)).events).toHaveLength(3);
});

it('holds the profile against another process', async () => {
  const at = file();
  await open(at);
  expect((await child(at, 0)).said).toEqual(['profile-in-use']);
});

it('has every event whose append was answered before a kill', async () => {
  const at = file();
  const { process: killed, said } = await child(at, 40);
  await kill(killed);
  const { events, damage } = await open(at);
  const submitted = events.filter(({ kind }) => kind === 'submitted').map(({ submissionId }) => submissionId);
  expect(submitted).toEqual(said.slice(0, -1));
  expect(damage).toBeNull();
});

it('names the submission whose row was spoilt, keeps the file aside and the rest in use', async () => {
  const at = file();
  const [spoilt, sound] = [newSubmission(), newSubmission()];
  const first = await open(at);
  await first.journal.append([...story(spoilt, 33), ...story(sound)]);
  await first.journal.close();
  expect(spoil(at, 'é'.repeat(33))).not.toBe(0);
  const before = readFileSync(at);
  const second = await open(at);
  expect(second.damage).toMatchObject({ submissionIds: [spoilt], lost: false });
  expect(readFileSync(second.damage?.keptAt ?? '')).toEqual(before);
  expect(second.events.filter(({ submissionId }) => submissionId === sound)).toHaveLength(3);
});

it('tells the damage at each start until it is settled', async () => {
  const at = file();
  const spoilt = newSubmission();
  const first = await open(at);
  await first.journal.append(story(spoilt, 33));
  await first.journal.close();
  spoil(at, 'é'.repeat(33));
  await (await open(at)).journal.close();
  const third = await open(at);
  expect(third.damage).toEqual({ submissionIds: [spoilt], lost: false, keptAt: null });
  await third.journal.settleDamage();
  await third.journal.close();
  expect((await open(at)).damage).toBeNull();
});

it('recovers what other pages hold when one page is gone, and names whose rows were on it', async () => {
  const at = file();
  const first = await open(at);
  const ids = Array.from({ length: 60 }, newSubmission);
  for (const id of ids) await first.journal.append(story(id));
  await first.journal.close();
  const bytes = readFileSync(at);
  const lost = ids[30] ?? '';
  // The page of the table, not of the index: there the id stands inside the event's JSON.
  const page = Math.floor(bytes.indexOf(`"submissionId":"${lost}"`) / 1024);
  bytes.fill(0xff, page * 1024, (page + 1) * 1024);
  writeFileSync(at, bytes);
  const second = await open(at);
  expect(second.damage?.submissionIds).toContain(lost);
  expect(second.damage?.lost).toBe(false);
  const whole = ids.filter(
    (id) => second.events.filter(({ submissionId }) => submissionId === id).length === 3,
  );
  expect(new Set([...whole, ...(second.damage?.submissionIds ?? [])])).toEqual(new Set(ids));
});

it('starts anew beside a file that is no database at all, and says that anything may be lost', async () => {
  const at = file();
  writeFileSync(at, 'no database '.repeat(500));
  const { events, damage } = await open(at);
  expect(events).toEqual([]);
  expect(damage).toMatchObject({ submissionIds: [], lost: true });
  expect(readFileSync(damage?.keptAt ?? '', 'utf8')).toBe('no database '.repeat(500));
});

it('notices commits that fell out of the write-ahead log behind a spoilt frame', async () => {
  const at = file();
  const { process: killed, said } = await child(at, 5, 'moved');
  await kill(killed);
  const log = readFileSync(`${at}-wal`);
  const third = log.indexOf(`"submissionId":"${said[2] ?? ''}"`);
  log[third] = 0;
  writeFileSync(`${at}-wal`, log);
  const { damage } = await open(at);
  expect(damage?.lost).toBe(true);
});

it.each([
  ['cut short', (log: Buffer) => log.subarray(0, -700)],
  ['spoilt', (log: Buffer) => Buffer.concat([log.subarray(0, -1), Buffer.from([(log.at(-1) ?? 0) ^ 1])])],
])('has what was written last though the end of the write-ahead log is %s', async (_what, spoil) => {
  const at = file();
  const { process: killed, said } = await child(at, 5, 'moved');
  await kill(killed);
  writeFileSync(`${at}-wal`, spoil(readFileSync(`${at}-wal`)));
  const { events, damage } = await open(at);
  expect(damage).toBeNull();
  expect(events).toHaveLength(15);
  expect(events.at(-1)?.submissionId).toBe(said[4]);
});

it('notices that the end is missing from the write-ahead log, and from the log before it', async () => {
  const at = file();
  const { process: killed } = await child(at, 5, 'moved');
  await kill(killed);
  writeFileSync(`${at}-wal`, readFileSync(`${at}-wal`).subarray(0, -700));
  rmSync(`${at}-log`);
  const { events, damage } = await open(at);
  expect(damage).toMatchObject({ submissionIds: [], lost: true });
  expect(events).toHaveLength(12);
});

/** Where the last of the entries begins, and all of them end. */
function lastEntry(log: Buffer): { begin: number; end: number } {
  let begin = 0;
  for (let at = 0; at < log.length; at += 512) if (log.toString('latin1', at, at + 4) === 'FJL1') begin = at;
  return { begin, end: begin + 32 + log.readUInt32LE(begin + 4) };
}

it('takes an entry that a power cut left half written for none', async () => {
  const at = file();
  const { process: killed } = await child(at, 5);
  await kill(killed);
  const log = readFileSync(`${at}-log`);
  const { begin, end } = lastEntry(log);
  writeFileSync(`${at}-log`, log.fill(0, begin + 512, end));
  // What was written beside the journal is not ahead of it then.
  rmSync(`${at}-seq`);
  const { damage, events } = await open(at);
  expect(damage).toBeNull();
  expect(events).toHaveLength(12);
});

it.each([
  ['cut short', (log: Buffer) => log.subarray(0, lastEntry(log).end - 1)],
  ['spoilt', (log: Buffer) => Buffer.from(log).fill('X', lastEntry(log).end - 1, lastEntry(log).end)],
  ['gone', () => Buffer.alloc(0)],
])('notices that the end of what was synced is %s, once', async (what, spoil) => {
  const at = file();
  const { process: killed } = await child(at, 5);
  await kill(killed);
  writeFileSync(`${at}-log`, spoil(readFileSync(`${at}-log`)));
  const first = await open(at);
  expect(first.damage).toMatchObject({ submissionIds: [], lost: true });
  const left = what === 'gone' ? 0 : 12;
  expect(first.events).toHaveLength(left);
  await first.journal.append(story(newSubmission()));
  await first.journal.settleDamage();
  await first.journal.close();
  const second = await open(at);
  expect(second.damage).toBeNull();
  expect(second.events).toHaveLength(left + 3);
});

it('notices an entry of the log that is spoilt, and has those behind it', async () => {
  const at = file();
  const { process: killed, said } = await child(at, 5);
  await kill(killed);
  const log = readFileSync(`${at}-log`);
  log[log.indexOf(said[2] ?? '')] = 0;
  writeFileSync(`${at}-log`, log);
  const { damage, events } = await open(at);
  expect(damage?.lost).toBe(true);
  expect(new Set(events.map(({ submissionId }) => submissionId))).toEqual(
    new Set([said[0], said[1], said[3], said[4]]),
  );
});

it('goes on in the log where a killed process left it', async () => {
  const at = file();
  const all: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { process: killed, said } = await child(at, 4);
    await kill(killed);
    all.push(...said.slice(0, -1));
  }
  const { damage, events } = await open(at);
  expect(damage).toBeNull();
  expect([...new Set(events.map(({ submissionId }) => submissionId))]).toEqual(all);
});

it('holds more than its log has room for', async () => {
  const at = file();
  const first = await open(at);
  const many = (count: number) => Array.from({ length: count }, () => story(newSubmission(), 200)).flat();
  const parts = Array.from({ length: 10 }, () => many(100));
  for (const events of parts) await first.journal.append(events);
  const large = many(1000);
  await first.journal.append(large);
  const all = [...parts.flat(), ...large];
  expect(await first.journal.readAll()).toEqual(all);
  expect(await first.journal.eventsOf(large[0]?.submissionId ?? newSubmission())).toEqual(large.slice(0, 3));
  await first.journal.close();
  expect((await open(at)).events).toEqual(all);
});

it('forgets what never came to the database', async () => {
  const at = file();
  const first = await openJournal({ path: at, entry, clock, quiet: 60_000 });
  const over = newSubmission();
  const kept = story(newSubmission());
  await first.journal.append([...story(over), ...kept]);
  await first.journal.forget([over]);
  await first.journal.close();
  const second = await open(at);
  expect([second.events, second.damage]).toEqual([kept, null]);
});

it('records the same where the disk is slow: in order, and what was answered stays', async () => {
  const at = file();
  const options = { path: at, entry, clock, quick: 0, quiet: 60_000 };
  const first = await openJournal(options);
  const before = story(newSubmission());
  await first.journal.append(before);
  const stories = Array.from({ length: 300 }, () => story(newSubmission()));
  await Promise.all(stories.map((events) => first.journal.append(events)));
  const large = Array.from({ length: 1500 }, () => story(newSubmission())).flat();
  await first.journal.append(large);
  const over = large[0]?.submissionId ?? newSubmission();
  await first.journal.forget([over]);
  const all = [...before, ...stories.flat(), ...large.filter(({ submissionId }) => submissionId !== over)];
  expect(await first.journal.readAll()).toEqual(all);
  await first.journal.close();
  const second = await open(at);
  expect([second.events, second.damage]).toEqual([all, null]);
});

it('keeps no event waiting for what the database does', async () => {
  const { journal } = await open(file());
  await journal.append(Array.from({ length: 2000 }, () => story(newSubmission())).flat());
  const order: string[] = [];
  const reading = journal.readAll().then((events) => {
    order.push('read');
    return events.length;
  });
  await journal.append(story(newSubmission())).then(() => order.push('written'));
  await reading;
  expect(order).toEqual(['written', 'read']);
});

it('gives no number twice: what was forgotten last is not missed', async () => {
  const at = file();
  const id = newSubmission();
  const first = await open(at);
  await first.journal.append(story(newSubmission()));
  await first.journal.append(story(id));
  await first.journal.forget([id]);
  await first.journal.close();
  const second = await open(at);
  expect(second.damage).toBeNull();
  await second.journal.append(story(newSubmission()));
  await second.journal.close();
  const third = await open(at);
  expect(third.damage).toBeNull();
  expect(third.events).toHaveLength(6);
});

it('leaves nothing beside a sound journal', async () => {
  const at = file();
  const { journal } = await open(at);
  await journal.append(story(newSubmission()));
  await journal.close();
  copyFileSync(at, `${at}.copy`);
  expect(readdirSync(path.dirname(at)).toSorted()).toEqual([
    'journal.db',
    'journal.db-log',
    'journal.db-seq',
    'journal.db.copy',
  ]);
});

it('says that the disk is full, and keeps everything that was answered', { timeout: 60_000 }, () => {
  const told = FullDisk.parse(onSmallDisk(400_000, path.join(import.meta.dirname, 'full-disk.ts')));
  expect(told.failure).toEqual({ code: 'disk', reason: 'full' });
  expect(told.recorded).toBeGreaterThan(0);
  expect([told.read, told.after, told.damage]).toEqual([told.recorded, told.recorded, null]);
});
const FullDisk = z.strictObject({
  failure: z.unknown(),
  recorded: z.int(),
  read: z.int(),
  after: z.int(),
  damage: z.unknown(),
});
