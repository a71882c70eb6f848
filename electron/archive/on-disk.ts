/** What the disk refuses ends in AppFailure `disk`; a message that is asked for and not there in `not-found`. */
import { open } from 'node:fs/promises';
import { AppFailure } from '#core/contract/errors.ts';
import type { StoredMessageId } from '#core/message/ids.ts';
import { diskFailure, isMissing } from '../database/failure.ts';

export async function onDisk<T>(work: () => T | Promise<T>, asked?: StoredMessageId): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (asked !== undefined && isMissing(error))
      throw new AppFailure({ code: 'not-found' }, { cause: error });
    throw diskFailure(error);
  }
}

/** At most `length` bytes of a file from `offset`. */
export function readRange(
  file: string,
  { offset, length }: { readonly offset: number; readonly length: number },
  asked: StoredMessageId,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; total: number }> {
  return onDisk(async () => {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
      return { bytes: bytes.subarray(0, bytesRead), total: size };
    } finally {
      await handle.close();
    }
  }, asked);
}
