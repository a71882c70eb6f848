/** Where messages lie: `<YYYY>/<MM>/<id>.eml` and `.jsonl` below the archive's folder, by the time in the id, UTC. Reads no contents. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { decodeTime } from 'ulid';
import { StoredMessageId } from '#core/message/ids.ts';
import { isMissing } from '../database/failure.ts';

export interface Layout {
  readonly folder: string;
  readonly eml: string;
  readonly record: string;
}

export function layoutOf(archive: string, id: StoredMessageId): Layout {
  const made = new Date(decodeTime(id));
  const month = String(made.getUTCMonth() + 1).padStart(2, '0');
  const folder = path.join(archive, String(made.getUTCFullYear()), month);
  return { folder, eml: path.join(folder, `${id}.eml`), record: path.join(folder, `${id}.jsonl`) };
}

/** Files that are being written; on the same file system, so that a rename moves them. */
export const temporaryFolderOf = (archive: string): string => path.join(archive, 'tmp');

/** Conversations on their way to their messages' records. */
export const spoolOf = (archive: string): string => path.join(archive, 'under-way.jsonl');

/** Messages that nobody claims, on their way out. */
export const orphanFolderOf = (archive: string): string => path.join(archive, 'orphans');

/** Every message with at least one of its files, newest first; `since` in ms leaves out the months before it. */
export async function* walkMessages(archive: string, since = 0): AsyncGenerator<StoredMessageId> {
  const first = new Date(since).toISOString().slice(0, 7).replace('-', '/');
  for (const year of await names(archive, /^\d{4}$/)) {
    for (const month of await names(path.join(archive, year), /^\d{2}$/)) {
      if (`${year}/${month}` < first) return;
      const files = await names(path.join(archive, year, month), /^[0-9A-HJKMNP-TV-Z]{26}\.(?:eml|jsonl)$/);
      for (const id of new Set(files.map((name) => name.slice(0, 26)))) yield StoredMessageId.parse(id);
    }
  }
}

/** Newest first: years, months and ids sort by time. */
async function names(folder: string, pattern: RegExp): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => pattern.test(name)).sort((a, b) => (a < b ? 1 : -1));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
