/**
 * Files opened for reading: which window may read which, and whether they are still those that were opened. They are read by position and
 * never written; nothing is remembered once the program ends. What the bytes mean is the page's matter.
 */
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { ulid } from 'ulid';
import { AppFailure } from '#core/contract/errors.ts';
import { OpenedFileId, type OpenedFile } from '#core/contract/opened.ts';
import { isMissing } from '../database/failure.ts';

/** In one window; beyond, the one that was opened first is forgotten. */
const MOST = 500;
/** characters of a name that are shown */
const MAX_NAME = 255;

interface Held {
  readonly path: string;
  readonly windowId: number;
  readonly identity: Identity;
}

interface Identity {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
  readonly changedAt: bigint;
}

export class OpenedFiles {
  readonly #held = new Map<OpenedFileId, Held>();

  /** Looks at each path: one that cannot be read answers why. */
  async add(paths: readonly string[], windowId: number): Promise<OpenedFile[]> {
    const opened: OpenedFile[] = [];
    for (const file of paths.slice(0, MOST)) opened.push(await this.#add(file, windowId));
    this.#forgetOldest(windowId);
    return opened;
  }

  async #add(file: string, windowId: number): Promise<OpenedFile> {
    const name = path.basename(file).slice(0, MAX_NAME);
    try {
      const stats = await stat(file, { bigint: true });
      // Reading a pipe or a device could wait, or act.
      if (!stats.isFile()) return { state: 'failed', name, reason: 'not-a-file' };
      await (await open(file, 'r')).close();
      const id = OpenedFileId.parse(ulid());
      this.#held.set(id, { path: file, windowId, identity: identityOf(stats) });
      return { state: 'open', id, name, size: Number(stats.size) };
    } catch (error) {
      return { state: 'failed', name, reason: isMissing(error) ? 'gone' : 'unreadable' };
    }
  }

  #forgetOldest(windowId: number): void {
    const mine = [...this.#held].filter(([, held]) => held.windowId === windowId);
    for (const [id] of mine.slice(0, Math.max(0, mine.length - MOST))) this.#held.delete(id);
  }

  /**
   * Bytes from `offset`, fewer at the file's end. Throws AppFailure `not-found` where this window has no such file, `file` when the file is
   * gone, cannot be read, or has changed.
   */
  async read(
    id: OpenedFileId,
    windowId: number,
    offset: number,
    length: number,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly total: number }> {
    const held = this.#held.get(id);
    if (held?.windowId !== windowId) throw new AppFailure({ code: 'not-found' });
    try {
      // Opened anew each time: nothing keeps the file from being moved or removed meanwhile.
      const handle = await open(held.path, 'r');
      try {
        const stats = await handle.stat({ bigint: true });
        if (!isSame(identityOf(stats), held.identity))
          throw new AppFailure({ code: 'file', reason: 'changed' });
        const total = Number(stats.size);
        const bytes = new Uint8Array(Math.max(0, Math.min(length, total - offset)));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
        return { bytes: bytes.subarray(0, bytesRead), total };
      } finally {
        await handle.close();
      }
    } catch (cause) {
      if (cause instanceof AppFailure) throw cause;
      throw new AppFailure({ code: 'file', reason: isMissing(cause) ? 'gone' : 'unreadable' }, { cause });
    }
  }

  close(id: OpenedFileId, windowId: number): void {
    if (this.#held.get(id)?.windowId === windowId) this.#held.delete(id);
  }

  /** The window is closed. */
  forgetWindow(windowId: number): void {
    for (const [id, held] of this.#held) if (held.windowId === windowId) this.#held.delete(id);
  }
}

interface Stats {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

const identityOf = ({ dev, ino, size, mtimeNs }: Stats): Identity => ({
  device: dev,
  inode: ino,
  size,
  changedAt: mtimeNs,
});

const isSame = (one: Identity, other: Identity): boolean =>
  one.device === other.device &&
  one.inode === other.inode &&
  one.size === other.size &&
  one.changedAt === other.changedAt;
