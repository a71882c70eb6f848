/** A file that was dropped or pasted goes to main as bytes, in pieces and in order: the page has no path to give. */
import { MAX_CHUNK } from '#core/contract/uploads.ts';
import type { AttachmentView } from '#core/message/draft.ts';
import type { DraftId } from '#core/message/ids.ts';
import { call } from '../../../api.ts';

export interface Upload {
  readonly key: string;
  readonly name: string;
  /** bytes */
  readonly size: number;
  readonly sent: number;
}

/** What is to be attached: a file, or what a folder is made into. */
export interface Source {
  readonly name: string;
  readonly type: string;
  /** bytes; of a folder, those of its files */
  readonly size: number;
  /** Each piece at most MAX_CHUNK; `read` is told how many bytes of `size` have been read. */
  readonly pieces: (read: (bytes: number) => void) => AsyncIterable<Uint8Array<ArrayBuffer>>;
}

export const fileSource = (file: File): Source => ({
  name: file.name,
  type: file.type,
  size: file.size,
  pieces: (read) => filePieces(file, read),
});

async function* filePieces(
  file: File,
  read: (bytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += MAX_CHUNK) {
    yield new Uint8Array(await file.slice(at, at + MAX_CHUNK).arrayBuffer());
    read(Math.min(file.size, at + MAX_CHUNK));
  }
}

/** Null: it was given up on the way, and main has forgotten it. Holds one piece in memory at a time. */
export async function streamSource(
  draftId: DraftId,
  { name, type, pieces }: Source,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (sent: number) => void },
): Promise<AttachmentView | null> {
  const isGivenUp = () => signal.aborted;
  if (isGivenUp()) return null;
  const { id } = await call('attachments.begin', { draftId, name, mediaType: type });
  try {
    for await (const bytes of pieces(progress)) {
      if (isGivenUp()) break;
      await call('attachments.chunk', { id, bytes });
    }
    if (!isGivenUp()) return await call('attachments.finish', { id });
    await call('attachments.abort', { id });
    return null;
  } catch (error) {
    // A file that vanished cannot be read: main forgets what came of it.
    await call('attachments.abort', { id }).catch(() => undefined);
    throw error;
  }
}
