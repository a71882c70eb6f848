/**
 * Messages that are built and not yet mail: whole and synced, under a temporary name that the next start clears away. `keep` makes one a
 * message of the archive by a rename, so that what was looked at is what is sent.
 */
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { StoredMessageId } from '#core/message/ids.ts';
import { exists, makeFolder, syncFolder } from '../database/durable.ts';
import type { StagedMessages, StoredBytes } from '../outbox/ports.ts';
import { layoutOf, temporaryFolderOf } from './layout.ts';
import { MessageCheck } from './message-check.ts';
import { onDisk, readRange } from './on-disk.ts';

export class Staging implements StagedMessages {
  readonly #archive: string;

  constructor(archive: string) {
    this.#archive = archive;
  }

  /** Ends with MessageFailure when the bytes could not be sent as they are, AppFailure `disk`, or what `bytes` ends with. */
  async write(id: StoredMessageId, bytes: AsyncIterable<Uint8Array>, eightBit = false): Promise<StoredBytes> {
    const file = this.#pathOf(id);
    try {
      await onDisk(() => makeFolder(path.dirname(file)));
      return await stream(file, bytes, new MessageCheck(eightBit));
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
  }

  read(
    id: StoredMessageId,
    offset: number,
    length: number,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; total: number }> {
    return readRange(this.#pathOf(id), { offset, length }, id);
  }

  async has(id: StoredMessageId, size: number): Promise<boolean> {
    const file = this.#pathOf(id);
    return onDisk(async () => (await exists(file)) && (await stat(file)).size === size);
  }

  async keep(id: StoredMessageId): Promise<void> {
    const { folder, eml } = layoutOf(this.#archive, id);
    await onDisk(async () => {
      await makeFolder(folder);
      if (await exists(eml)) throw new Error('a message is written once');
      await rename(this.#pathOf(id), eml);
      await syncFolder(folder);
    });
  }

  async remove(id: StoredMessageId): Promise<void> {
    await onDisk(() => rm(this.#pathOf(id), { force: true }));
  }

  #pathOf(id: StoredMessageId): string {
    return path.join(temporaryFolderOf(this.#archive), `${id}.eml`);
  }
}

async function stream(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  check: MessageCheck,
): Promise<StoredBytes> {
  const handle = await onDisk(() => open(file, 'wx'));
  try {
    for await (const chunk of bytes) {
      check.take(chunk);
      await onDisk(() => writeWhole(handle, chunk));
    }
    const stored = check.finish();
    await onDisk(() => handle.sync());
    return stored;
  } finally {
    await handle.close();
  }
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;)
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
}
