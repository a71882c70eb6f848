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

/** Null: it was given up on the way, and main has forgotten it. Holds one piece in memory at a time. */
export async function streamFile(
  draftId: DraftId,
  file: File,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: (sent: number) => void },
): Promise<AttachmentView | null> {
  const isGivenUp = () => signal.aborted;
  if (isGivenUp()) return null;
  const { id } = await call('attachments.begin', { draftId, name: file.name, mediaType: file.type });
  try {
    for (let at = 0; at < file.size && !isGivenUp(); at += MAX_CHUNK) {
      const bytes = new Uint8Array(await file.slice(at, at + MAX_CHUNK).arrayBuffer());
      const { received } = await call('attachments.chunk', { id, bytes });
      progress(received);
    }
    if (!isGivenUp()) return await call('attachments.finish', { id });
    await call('attachments.abort', { id });
    return null;
  } catch (error) {
    // A folder or a file that vanished cannot be read: main forgets what came of it.
    await call('attachments.abort', { id }).catch(() => undefined);
    throw error;
  }
}
