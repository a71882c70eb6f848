/** Copies of files that came as bytes, `<folder>/<draft>/<attachment>`: whole and synced once they have that name. Which belong where is drafts.ts's. */
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '#core/contract/errors.ts';
import type { AttachmentId, DraftId } from '#core/message/ids.ts';
import { makeFolder, syncFolder } from '../database/durable.ts';
import { asError, diskFailure, isMissing } from '../database/failure.ts';

interface Incoming {
  readonly draftId: DraftId;
  readonly handle: FileHandle;
  /** bytes that were handed in */
  received: number;
  /** ends when all of them are written */
  written: Promise<void>;
}

export class Copies {
  readonly #folder: string;
  readonly #incoming = new Map<AttachmentId, Incoming>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  pathOf(draftId: DraftId, id: AttachmentId): string {
    return path.join(this.#folder, draftId, id);
  }

  async begin(draftId: DraftId, id: AttachmentId): Promise<void> {
    const handle = await onDisk(async () => {
      await makeFolder(path.join(this.#folder, draftId));
      return open(this.#partOf(draftId, id), 'wx');
    });
    this.#incoming.set(id, { draftId, handle, received: 0, written: Promise.resolve() });
  }

  /** Bytes received so far. When the disk refuses, nothing of the copy stays and the attachment is over. */
  async chunk(id: AttachmentId, bytes: Uint8Array): Promise<number> {
    const incoming = this.#find(id);
    const position = incoming.received;
    incoming.received += bytes.length;
    const received = incoming.received;
    incoming.written = incoming.written.then(() => writeAt(incoming.handle, bytes, position));
    try {
      await incoming.written;
    } catch (error) {
      await this.abort(id);
      throw diskFailure(error);
    }
    return received;
  }

  /** Its size in bytes. */
  async finish(id: AttachmentId): Promise<number> {
    const incoming = this.#find(id);
    const { draftId, handle } = incoming;
    try {
      await incoming.written;
      await handle.sync();
      await handle.close();
      await rename(this.#partOf(draftId, id), this.pathOf(draftId, id));
      await syncFolder(path.join(this.#folder, draftId));
      this.#incoming.delete(id);
    } catch (error) {
      await this.abort(id);
      throw diskFailure(error);
    }
    return incoming.received;
  }

  /** All that comes; nothing of it stays where the work fails. Ends with what `pieces` throws. */
  async copy(
    { draftId, id }: { readonly draftId: DraftId; readonly id: AttachmentId },
    pieces: AsyncIterable<Uint8Array>,
    progress: (received: number) => void,
  ): Promise<number> {
    await this.begin(draftId, id);
    try {
      for await (const piece of pieces) progress(await this.chunk(id, piece));
    } catch (error) {
      await this.abort(id);
      throw error;
    }
    return this.finish(id);
  }

  async abort(id: AttachmentId): Promise<void> {
    const incoming = this.#incoming.get(id);
    this.#incoming.delete(id);
    if (incoming === undefined) return;
    // A write that failed was told to whoever asked for it.
    await incoming.written.catch((error: unknown) => void asError(error));
    await incoming.handle.close().catch((error: unknown) => void asError(error));
    await rm(this.#partOf(incoming.draftId, id), { force: true });
  }

  async abortAll(draftId?: DraftId): Promise<void> {
    for (const [id, incoming] of [...this.#incoming])
      if (draftId === undefined || incoming.draftId === draftId) await this.abort(id);
  }

  async removeOne(draftId: DraftId, id: AttachmentId): Promise<void> {
    await onDisk(() => rm(this.pathOf(draftId, id), { force: true }));
  }

  async removeDraft(draftId: DraftId): Promise<void> {
    await this.abortAll(draftId);
    await onDisk(() => rm(path.join(this.#folder, draftId), { recursive: true, force: true }));
  }

  /** Removes every file but those of `kept` (`<draft>/<attachment>`): half copies of an earlier run, and what was removed for good. */
  async sweep(kept: ReadonlySet<string>): Promise<void> {
    for (const draft of await namesIn(this.#folder)) {
      const folder = path.join(this.#folder, draft);
      const copies = await namesIn(folder);
      const over = copies.filter((name) => !kept.has(`${draft}/${name}`));
      for (const name of over) await rm(path.join(folder, name), { recursive: true, force: true });
      if (over.length === copies.length) await rm(folder, { recursive: true, force: true });
    }
  }

  /** AppFailure `not-found`: never begun, or over. */
  #find(id: AttachmentId): Incoming {
    const incoming = this.#incoming.get(id);
    if (incoming === undefined) throw new AppFailure({ code: 'not-found' });
    return incoming;
  }

  #partOf(draftId: DraftId, id: AttachmentId): string {
    return `${this.pathOf(draftId, id)}.part`;
  }
}

async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;)
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw diskFailure(error);
  });
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFailure(error);
  }
}
