/** Bytes that the page has, or reads as it goes, into a file that its user names in the system's dialog. */
import { MAX_CHUNK } from '#core/contract/uploads.ts';
import { call, CallFailed } from '../../../api.ts';
import { pieces } from '../bytes/byte-pages.ts';
import type { LensMessage } from '../message.ts';

/** False: the user thought better of it. What cannot be written whole leaves nothing behind. */
export async function saveBytes(
  name: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<boolean> {
  const begun = await call('saving.begin', { name });
  if (begun === null) return false;
  const { id } = begun;
  try {
    for await (const piece of bytes)
      for (let at = 0; at < piece.length; at += MAX_CHUNK)
        await call('saving.chunk', { id, bytes: piece.slice(at, at + MAX_CHUNK) });
    await call('saving.finish', { id });
    return true;
  } catch (error) {
    await call('saving.abort', { id }).catch(() => undefined);
    throw error;
  }
}

export const saveText = (name: string, text: string): Promise<boolean> =>
  saveBytes(name, [new TextEncoder().encode(text)]);

/** A message's exact bytes. */
export const saveMessage = (name: string, message: LensMessage): Promise<boolean> =>
  saveBytes(name, wholeMessage(message));

export async function* wholeMessage({
  read,
  size,
}: LensMessage): AsyncGenerator<Uint8Array, void, undefined> {
  let at = 0;
  for await (const { offset, bytes } of pieces(read, 0, size, new AbortController().signal)) {
    yield bytes;
    at = offset + bytes.length;
  }
  // The file has become shorter meanwhile: half a message is none.
  if (at < size) throw new CallFailed({ code: 'file', reason: 'changed' });
}
