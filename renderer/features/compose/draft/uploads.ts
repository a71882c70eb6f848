/**
 * Files on their way into the draft: one that the page has goes to main as bytes, in pieces and in order, since the page has no path to give;
 * one that was chosen is copied by main.
 */
import { MAX_CHUNK, SNAPSHOT_UP_TO } from '#core/contract/uploads.ts';
import type { AttachmentView } from '#core/message/draft.ts';
import type { AttachmentId, DraftId } from '#core/message/ids.ts';
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
  /** a picture of the rich text */
  readonly inline?: true;
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

interface Watch {
  readonly signal: AbortSignal;
  /** bytes so far */
  readonly progress: (sent: number) => void;
}

/** What takes a while, and may be given up. */
export interface FileJob {
  readonly upload: Upload;
  /** Null: it was given up. */
  readonly run: (watch: Watch) => Promise<AttachmentView | null>;
}

export const uploadJob = (draftId: DraftId, source: UploadSource): FileJob => ({
  upload: { key: crypto.randomUUID(), name: source.name, size: source.size, sent: 0 },
  run: (watch) => streamFile(draftId, source, watch),
});

/** The draft gets a copy of its own, unless its writer is to be asked. */
export const isCopied = ({ inPlace, size, state }: AttachmentView): boolean =>
  inPlace === true && state === 'ready' && size <= SNAPSHOT_UP_TO;

/** Of a file that lies where it was chosen; given up, it stays so. */
export const copyJob = (draftId: DraftId, { id, name, size }: AttachmentView): FileJob => ({
  upload: { key: id, name, size, sent: 0 },
  run: async ({ signal, progress }) => {
    if (signal.aborted) return null;
    const hear = window.facteur.on('attachments.copying', (copy) => {
      if (copy.id === id) progress(copy.received);
    });
    const giveUp = () => void call('attachments.abort', { id }).catch(() => undefined);
    signal.addEventListener('abort', giveUp);
    try {
      return await call('attachments.snapshot', { draftId, id });
    } finally {
      hear();
      signal.removeEventListener('abort', giveUp);
    }
  },
});

/** Null: it was given up on the way, and main has forgotten it. Holds one piece in memory at a time. `instead`: of what is in this file. */
export async function streamFile(
  draftId: DraftId,
  source: UploadSource,
  { signal, progress }: Watch,
  instead?: AttachmentId,
): Promise<AttachmentView | null> {
  const isGivenUp = () => signal.aborted;
  if (isGivenUp()) return null;
  const { name, mediaType } = source;
  const { id } = await call('attachments.begin', {
    draftId,
    name,
    mediaType,
    ...(instead === undefined ? {} : { instead }),
    ...(source.inline && { inline: true }),
  });
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
