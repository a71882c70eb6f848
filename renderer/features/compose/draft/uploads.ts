/** A file that the page has goes to main as bytes, in pieces and in order: the page has no path to give. */
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

/** What is to be attached, wherever its bytes are. */
export interface UploadSource {
  readonly name: string;
  readonly mediaType: string;
  /** bytes, as near as is known before all came */
  readonly size: number;
  /** Ends early when the signal says so. `read` may be told how many bytes of `size` were read, where fewer come out of them. */
  readonly octets: (signal: AbortSignal, read: (bytes: number) => void) => AsyncIterable<Uint8Array>;
}

/** One that was dropped or pasted. */
export const fromFile = (file: File): UploadSource => ({
  name: file.name,
  mediaType: file.type,
  size: file.size,
  octets: async function* (signal) {
    for (let at = 0; at < file.size && !signal.aborted; at += MAX_CHUNK)
      yield new Uint8Array(await file.slice(at, at + MAX_CHUNK).arrayBuffer());
  },
});

/** Null: it was given up on the way, and main has forgotten it. Holds one piece in memory at a time. */
export async function streamFile(
  draftId: DraftId,
  source: UploadSource,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (sent: number) => void },
): Promise<AttachmentView | null> {
  const isGivenUp = () => signal.aborted;
  if (isGivenUp()) return null;
  const { id } = await call('attachments.begin', { draftId, name: source.name, mediaType: source.mediaType });
  const counted = { bySource: false };
  const read = (bytes: number) => {
    counted.bySource = true;
    progress(bytes);
  };
  try {
    for await (const octets of source.octets(signal, read))
      for (let at = 0; at < octets.length && !isGivenUp(); at += MAX_CHUNK) {
        const bytes = octets.slice(at, at + MAX_CHUNK);
        const { received } = await call('attachments.chunk', { id, bytes });
        if (!counted.bySource) progress(received);
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
