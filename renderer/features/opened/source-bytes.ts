/**
 * Bytes to read by position, wherever they are: behind a token of main, in a file that was dropped onto the page, or in memory. A dropped
 * file stays where the browser keeps it: no path of it comes to the page, and main learns nothing of it.
 */
import type { OpenedFileId } from '#core/contract/opened.ts';
import { call, CallFailed } from '../../api.ts';
import type { ReadBytes } from '../lens/bytes/byte-pages.ts';

export interface SourceBytes {
  readonly size: number;
  /** Ends with CallFailed `file` when the file is gone, has changed or cannot be read. */
  readonly read: ReadBytes;
  readonly close: () => void;
}

export const ofMain = (id: OpenedFileId, size: number): SourceBytes => ({
  size,
  read: async (offset, length) => (await call('opened.bytes', { id, offset, length })).bytes,
  close: () => void call('opened.close', { id }).catch(() => undefined),
});

export const ofFile = (file: File): SourceBytes => ({
  size: file.size,
  read: async (offset, length) => {
    try {
      return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
    } catch (error) {
      // The File API's words: NotFoundError, NotReadableError (also when it changed), SecurityError.
      const gone = error instanceof DOMException && error.name === 'NotFoundError';
      throw new CallFailed({ code: 'file', reason: gone ? 'gone' : 'unreadable' });
    }
  },
  close: () => undefined,
});

export const ofMemory = (bytes: Uint8Array): SourceBytes => ({
  size: bytes.length,
  read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  close: () => undefined,
});

/** A part of other bytes, such as an mbox's entry. */
export const within = (
  whole: SourceBytes,
  { start, end }: { readonly start: number; readonly end: number },
): SourceBytes => ({
  size: end - start,
  read: (offset, length) => whole.read(start + offset, Math.max(0, Math.min(length, end - start - offset))),
  close: () => undefined,
});
