/**
 * Files that a window hands over piece by piece, to be saved where its user said: written beside their place under a temporary name, synced,
 * renamed. One that is never finished leaves nothing behind. Where it is to go was asked by whoever begins.
 */
import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ulid } from 'ulid';
import { AppFailure } from '#core/contract/errors.ts';
import { SavingId } from '#core/contract/saving.ts';
import { diskFailure } from '../database/failure.ts';

/** Under way at once, in one window. */
const MOST = 8;

interface Arriving {
  readonly windowId: number;
  readonly target: string;
  readonly temporary: string;
  readonly file: FileHandle;
  /** the pieces so far: each is written behind the one before */
  written: Promise<void>;
}

export class ArrivingFiles {
  readonly #arriving = new Map<SavingId, Arriving>();

  /** `target`: absolute path. Throws AppFailure `disk`; `not-now` when too many are under way. */
  async begin(target: string, windowId: number): Promise<SavingId> {
    const mine = [...this.#arriving.values()].filter((one) => one.windowId === windowId);
    if (mine.length >= MOST) throw new AppFailure({ code: 'not-now' });
    const temporary = path.join(path.dirname(target), `.${randomUUID()}.facteur`);
    try {
      const file = await open(temporary, 'wx');
      const id = SavingId.parse(ulid());
      this.#arriving.set(id, { windowId, target, temporary, file, written: Promise.resolve() });
      return id;
    } catch (error) {
      throw diskFailure(error);
    }
  }

  /** Throws AppFailure `disk`, and the file is then given up; `not-found` where this window has no such file. */
  async chunk(id: SavingId, windowId: number, bytes: Uint8Array): Promise<void> {
    const one = this.#of(id, windowId);
    const written = one.written.then(() => one.file.writeFile(bytes));
    one.written = written;
    try {
      await written;
    } catch (error) {
      await this.#giveUp(id, one);
      throw diskFailure(error);
    }
  }

  async finish(id: SavingId, windowId: number): Promise<void> {
    const one = this.#of(id, windowId);
    try {
      await one.written;
      await one.file.sync();
      await one.file.close();
      await rename(one.temporary, one.target);
      this.#arriving.delete(id);
    } catch (error) {
      await this.#giveUp(id, one);
      throw diskFailure(error);
    }
  }

  async abort(id: SavingId, windowId: number): Promise<void> {
    await this.#giveUp(id, this.#of(id, windowId));
  }

  /** The window is closed. */
  async forgetWindow(windowId: number): Promise<void> {
    for (const [id, one] of this.#arriving) if (one.windowId === windowId) await this.#giveUp(id, one);
  }

  #of(id: SavingId, windowId: number): Arriving {
    const one = this.#arriving.get(id);
    if (one?.windowId !== windowId) throw new AppFailure({ code: 'not-found' });
    return one;
  }

  async #giveUp(id: SavingId, one: Arriving): Promise<void> {
    this.#arriving.delete(id);
    await one.written.catch(() => undefined);
    await one.file.close().catch(() => undefined);
    await rm(one.temporary, { force: true }).catch(() => undefined);
  }
}
