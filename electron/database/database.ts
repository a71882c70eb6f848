/**
 * Opens a SQLite file through libsql and narrows its interface to what is safe: only numbers, texts and null are bound (another
 * type aborts the process inside the binding), rows come back unread for a schema to parse. Which tables exist is its owner's.
 */
import Libsql from 'libsql';
import { StoreFailure, storeFailure } from './failure.ts';

/** Numbers are bound as REAL: columns that hold integers must be declared INTEGER. */
export type Value = number | string | null;

export interface Database {
  /** Several statements, no parameters. */
  exec(sql: string): void;
  /** How many rows changed. */
  run(sql: string, values?: readonly Value[]): number;
  all(sql: string, values?: readonly Value[]): unknown[];
  /** The first row, or undefined. */
  get(sql: string, values?: readonly Value[]): unknown;
  /** One by one, for what is too much to hold or may break on the way. */
  iterate(sql: string, values?: readonly Value[]): Iterable<unknown>;
  /** All or nothing. */
  transaction<T>(work: () => T): T;
  /** The file stays open until the thread ends when statements were prepared: a worker closes by ending. */
  close(): void;
}

export interface DatabaseOptions {
  /** `delete` leaves one self-contained file, for what is renamed into place later. */
  readonly journalMode: 'wal' | 'delete';
  /** `full`: a commit is on disk when it returns. */
  readonly synchronous: 'full' | 'normal' | 'off';
  /** One process only, from the first access on; another one gets `profile-in-use`. */
  readonly exclusive?: boolean;
  /** bytes; for a new file */
  readonly pageSize?: number;
  /** pages of the write-ahead log after which it is written back */
  readonly autocheckpoint?: number;
  /** ms to wait for another holder of the lock */
  readonly busyTimeout?: number;
}

/** Ends with StoreFailure `profile-in-use` or `damaged`, or AppFailure `disk`. */
export function openDatabase(file: string, options: DatabaseOptions): Database {
  const database = wrap(connect(file));
  database.exec(`PRAGMA busy_timeout = ${String(options.busyTimeout ?? 0)}`);
  // Before anything is read or written: with a write-ahead log the first read then takes the lock, and keeps it.
  if (options.exclusive === true) database.get('PRAGMA locking_mode = EXCLUSIVE');
  if (options.pageSize !== undefined) database.exec(`PRAGMA page_size = ${String(options.pageSize)}`);
  database.get(`PRAGMA journal_mode = ${options.journalMode}`);
  database.exec(`PRAGMA synchronous = ${options.synchronous}`);
  if (process.platform === 'darwin') database.exec('PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1');
  if (options.autocheckpoint !== undefined)
    database.get(`PRAGMA wal_autocheckpoint = ${String(options.autocheckpoint)}`);
  if (options.exclusive === true) database.exec('BEGIN EXCLUSIVE; COMMIT');
  return database;
}

function connect(file: string): Libsql.Database {
  try {
    return new Libsql(file);
  } catch (error) {
    // The binding reports "unable to open" without a code.
    throw storeFailure(Object.assign(new Error(String(error)), { code: 'SQLITE_CANTOPEN' }));
  }
}

function wrap(connection: Libsql.Database): Database {
  const prepared = new Map<string, Libsql.Statement>();
  const prepare = (sql: string): Libsql.Statement => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = connection.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeFailure(error);
    }
  };
  // The binding takes one array; a single null would be taken for named parameters.
  const all = (sql: string, values: readonly Value[] = []) => guarded(() => prepare(sql).all([...values]));
  const database: Database = {
    exec: (sql) => guarded(() => void connection.exec(sql)),
    run: (sql, values = []) => guarded(() => prepare(sql).run([...values]).changes),
    all,
    // Its own get() adds a field to the row.
    get: (sql, values) => all(sql, values)[0],
    *iterate(sql, values = []) {
      try {
        yield* prepare(sql).iterate([...values]);
      } catch (error) {
        throw storeFailure(error);
      }
    },
    transaction: (work) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        // SQLite has rolled back by itself after some errors, a full disk among them.
        if (connection.inTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => {
      prepared.clear();
      guarded(() => void connection.close());
    },
  };
  return database;
}

/** `steps[n]` takes a file from version n to n + 1 (`user_version`); each is all or nothing. Ends with `newer` rather than guess. */
export function migrate(database: Database, steps: readonly string[]): void {
  const version = versionOf(database);
  if (version > steps.length) throw new StoreFailure('newer', `version ${String(version)}`);
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    database.transaction(() => {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${String(index + 1)}`);
    });
  }
}

export function versionOf(database: Database): number {
  return Number(single(database.get('PRAGMA user_version')));
}

/** Ends with `damaged` when SQLite finds a page or an entry that cannot be right. */
export function check(database: Database): void {
  const answer = single(database.get('PRAGMA quick_check(1)'));
  if (answer !== 'ok') throw new StoreFailure('damaged', String(answer));
}

/** The only column of a row. */
function single(row: unknown): unknown {
  return typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
}
