/**
 * Watches every sync of this process, dies at one of them if told to, and keeps beside the profile what a power cut would leave of it:
 * a file as it was when it was last synced, a folder's names as they were when the folder was. SQLite syncs in its worker; there the
 * worker's answer stands for the sync, since nothing may rely on it before. The log in front of the journal is synced here.
 */
import base, {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import threads from 'node:worker_threads';

export interface Watch {
  readonly profile: string;
  /** where what is synced is kept; null: nowhere */
  readonly mirror: string | null;
  /** which sync is the last thing this process does */
  readonly death: { readonly number: number; readonly when: 'before' | 'after' } | null;
}

/** Databases by the name of their worker. */
const DATABASES: Readonly<Record<string, string>> = { journal: 'journal.db', drafts: 'facteur.db' };

let watch: Watch | null = null;
let passed = 0;

export function watchSyncs(next: Watch | null): void {
  watch = next;
  passed = 0;
  if (watch?.mirror)
    for (const folder of ['files', 'folders', 'databases'])
      mkdirSync(path.join(watch.mirror, folder), { recursive: true });
}

/** Counts from here on. */
export function countSyncs(): void {
  passed = 0;
}

/** Names a file for as long as it exists, whatever it is called. */
export function keyOf(file: string): string {
  const { ino, birthtimeMs } = statSync(file);
  return `${ino}-${Math.floor(birthtimeMs)}`;
}

/** Names a folder in the mirror. */
export const folderKey = (folder: string): string => `in ${encodeURIComponent(folder)}`;

function dieIf(when: 'before' | 'after'): void {
  const death = watch?.death;
  if (death?.when === when && death.number === passed) process.kill(process.pid, 'SIGKILL');
}

function keepFile(file: string): void {
  if (!watch?.mirror || !file.startsWith(watch.profile) || !existsSync(file)) return;
  if (statSync(file).isDirectory()) {
    const names = readdirSync(file, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      key: entry.isDirectory() ? null : keyOf(path.join(file, entry.name)),
    }));
    const kept = path.join(watch.mirror, 'folders', folderKey(path.relative(watch.profile, file)));
    writeFileSync(`${kept}.new`, JSON.stringify(names));
    renameSync(`${kept}.new`, kept);
  } else keep(file, path.join(watch.mirror, 'files', keyOf(file)));
}

function keep(file: string, at: string): void {
  copyFileSync(file, `${at}.new`);
  renameSync(`${at}.new`, at);
}

/** What a database consists of; the log is main's. */
const PARTS = ['', '-wal', '-log', '-seq'] as const;
let snapshots = 0;

/** `synced`: the parts that are on disk as they are now; the others are as they were. */
function keepDatabase(name: string, synced: readonly string[] = PARTS): void {
  if (!watch?.mirror) return;
  // One folder a moment, put in place at once: the file and its log belong together.
  const kept = path.join(watch.mirror, 'databases', name);
  const before = existsSync(kept) ? path.join(watch.mirror, 'databases', readFileSync(kept, 'utf8')) : null;
  snapshots += 1;
  const fresh = path.join(watch.mirror, 'databases', `${name}.${String(snapshots)}`);
  mkdirSync(fresh, { recursive: true });
  for (const end of PARTS) {
    const from = before === null || synced.includes(end) ? watch.profile : before;
    const file = path.join(from, `${name}${end}`);
    if (existsSync(file)) copyFileSync(file, path.join(fresh, `${name}${end}`));
  }
  writeFileSync(`${kept}.new`, path.basename(fresh));
  renameSync(`${kept}.new`, kept);
}

/** The witness is never synced, and may be there or not. */
const LOG = /^(.*\.db)-log$/;

function keepDescriptor(descriptor: number): void {
  if (!watch?.mirror) return;
  const file = readlinkSync(`/proc/self/fd/${String(descriptor)}`);
  const [, database] = LOG.exec(path.basename(file)) ?? [];
  if (database === undefined) keepFile(file);
  else keepDatabase(database, ['-log', '-seq']);
}

function watchDescriptors(): void {
  const { fdatasyncSync, fdatasync } = base;
  Object.assign(base, {
    fdatasyncSync: (descriptor: number): void => {
      dieIf('before');
      fdatasyncSync(descriptor);
      keepDescriptor(descriptor);
      dieIf('after');
      passed += 1;
    },
    fdatasync: (descriptor: number, done: (error: NodeJS.ErrnoException | null) => void): void => {
      dieIf('before');
      fdatasync(descriptor, (error) => {
        if (error === null) keepDescriptor(descriptor);
        dieIf('after');
        passed += 1;
        done(error);
      });
    },
  });
}

/** Takes the place of what the services import; to be called before the first of them is made. */
export function installWatch(): void {
  const open = fs.open.bind(fs);
  Object.assign(fs, {
    open: async (...given: Parameters<typeof open>): Promise<FileHandle> => {
      const handle = await open(...given);
      const file = String(given[0]);
      const sync = handle.sync.bind(handle);
      const datasync = handle.datasync.bind(handle);
      return Object.assign(handle, {
        sync: () => watched(file, sync),
        datasync: () => watched(file, datasync),
      });
    },
  });
  watchDescriptors();
  Object.assign(threads, { Worker: WatchedWorker });
  syncBuiltinESMExports();
}

async function watched(file: string, sync: () => Promise<void>): Promise<void> {
  dieIf('before');
  await sync();
  keepFile(file);
  dieIf('after');
  passed += 1;
}

class WatchedWorker extends threads.Worker {
  readonly #database: string | undefined;

  constructor(entry: string | URL, options?: threads.WorkerOptions) {
    super(entry, options);
    const database = DATABASES[options?.name ?? ''];
    this.#database = database;
    if (database === undefined) return;
    // Added first, so called first: before whoever asked can go on.
    this.on('message', () => {
      keepDatabase(database);
      dieIf('after');
      passed += 1;
    });
  }

  override postMessage(...given: Parameters<threads.Worker['postMessage']>): void {
    if (this.#database !== undefined) dieIf('before');
    super.postMessage(...given);
  }
}
