// Opening, migrating and checking a database file; each test has a file of its own.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { check, migrate, openDatabase, versionOf } from '#electron/database/database.ts';
import { finishSwap, moveAside, recoveredPath, swapInRecovered } from '#electron/database/durable.ts';
import { temporaryFolder } from './folder.ts';

const options = { journalMode: 'wal', synchronous: 'full' } as const;
const file = (name = 'a.db') => path.join(temporaryFolder(), name);
const when = Date.UTC(2026, 10, 23, 10, 20, 30, 456);

it('writes ahead and syncs each commit', () => {
  const database = openDatabase(file(), { ...options, pageSize: 1024, autocheckpoint: 100 });
  database.exec('CREATE TABLE t (a INTEGER)');
  const one = (pragma: string) => database.get(`PRAGMA ${pragma}`);
  expect([one('journal_mode'), one('synchronous'), one('page_size'), one('wal_autocheckpoint')]).toEqual([
    { journal_mode: 'wal' },
    { synchronous: 2 },
    { page_size: 1024 },
    { wal_autocheckpoint: 100 },
  ]);
});

it('takes a file through each version once', () => {
  const database = openDatabase(file(), options);
  migrate(database, ['CREATE TABLE t (a INTEGER)']);
  migrate(database, ['CREATE TABLE t (a INTEGER)', 'ALTER TABLE t ADD COLUMN b TEXT']);
  database.run('INSERT INTO t VALUES (?, ?)', [1, null]);
  expect(versionOf(database)).toBe(2);
  expect(database.all('SELECT a, b, typeof(a) AS type FROM t')).toEqual([{ a: 1, b: null, type: 'integer' }]);
});

it('leaves a version as it was when its step fails', () => {
  const database = openDatabase(file(), options);
  expect(() => migrate(database, ['CREATE TABLE t (a INTEGER); CREATE TABLE t (a INTEGER)'])).toThrow();
  expect(versionOf(database)).toBe(0);
  expect(database.all('SELECT name FROM sqlite_schema')).toEqual([]);
});

it('refuses a file of a newer program', () => {
  const database = openDatabase(file(), options);
  database.exec('PRAGMA user_version = 9');
  expect(() => migrate(database, ['CREATE TABLE t (a INTEGER)'])).toThrow(
    expect.objectContaining({ code: 'newer' }),
  );
});

it('undoes a transaction whose work throws', () => {
  const database = openDatabase(file(), options);
  database.exec('CREATE TABLE t (a INTEGER)');
  expect(() =>
    database.transaction(() => {
      database.run('INSERT INTO t VALUES (1)');
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(database.get('SELECT a FROM t')).toBeUndefined();
});

it('says that a file is damaged, not that something is wrong', () => {
  const garbage = file();
  writeFileSync(garbage, 'this was a database once '.repeat(200));
  expect(() => check(openDatabase(garbage, options))).toThrow(expect.objectContaining({ code: 'damaged' }));
});

it('says that the disk failed when the folder is not there', () => {
  expect(() => openDatabase(path.join(temporaryFolder(), 'none', 'a.db'), options)).toThrow(
    expect.objectContaining({ error: { code: 'disk', reason: 'failed' } }),
  );
});

it('moves a damaged file and its companions aside under a name of their own', async () => {
  const damaged = file();
  for (const text of ['first', 'second']) {
    writeFileSync(damaged, text);
    writeFileSync(`${damaged}-wal`, `${text} wal`);
    const aside = await moveAside(damaged, when);
    expect(readFileSync(aside, 'utf8')).toBe(text);
    expect(readFileSync(`${aside}-wal`, 'utf8')).toBe(`${text} wal`);
  }
  expect(readdirSync(path.dirname(damaged)).toSorted()).toEqual([
    'a.db.damaged-2026-11-23T10-20-30-456Z',
    'a.db.damaged-2026-11-23T10-20-30-456Z-2',
    'a.db.damaged-2026-11-23T10-20-30-456Z-2-wal',
    'a.db.damaged-2026-11-23T10-20-30-456Z-wal',
  ]);
});

it('ends a swap that was cut between its two renames', async () => {
  const cut = file();
  writeFileSync(recoveredPath(cut), 'recovered');
  writeFileSync(`${cut}-wal`, 'log of the damaged file');
  await finishSwap(cut, when);
  expect(readFileSync(cut, 'utf8')).toBe('recovered');
  expect(readdirSync(path.dirname(cut)).toSorted()).toEqual([
    'a.db',
    'a.db.damaged-2026-11-23T10-20-30-456Z-wal',
  ]);
});

it('makes the recovered copy anew when it may be incomplete', async () => {
  const damaged = file();
  writeFileSync(damaged, 'damaged');
  writeFileSync(recoveredPath(damaged), 'half');
  await finishSwap(damaged, when);
  expect(existsSync(recoveredPath(damaged))).toBe(false);
  writeFileSync(recoveredPath(damaged), 'whole');
  const aside = await swapInRecovered(damaged, when);
  expect([readFileSync(damaged, 'utf8'), readFileSync(aside, 'utf8')]).toEqual(['whole', 'damaged']);
});
