/** What has to be true before the final dot is written: the bytes are the message's, the marker is on disk, and nobody stopped it. */
import type { Conversation, Ending } from '#electron/submission/connection/conversation.ts';
import type { MessageSource } from '#electron/submission/session.ts';
import type { NodemailerWire } from './wire.ts';

export interface DotConditions {
  readonly conversation: Conversation;
  readonly wire: NodemailerWire;
  readonly source: MessageSource;
  /** bytes read from the file */
  readonly total: number;
  readonly endsInCrlf: boolean;
  /** Writes the marker. */
  readonly mark: () => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** Resolves when the dot may follow; otherwise ends the connection and rejects, so that the stream never ends. */
export async function releaseDot(conditions: DotConditions): Promise<void> {
  const { conversation, wire, source, total, endsInCrlf, mark, signal } = conditions;
  const end = (ending: Ending): Error => {
    conversation.end(ending);
    return new Error(`no final dot: ${ending.kind}`);
  };
  const throwIfEnded = (): void => {
    if (conversation.ending !== null) throw end(conversation.ending);
  };
  await Promise.race([wire.flushed(total), conversation.whenEnded]);
  throwIfEnded();
  // Without a final CRLF the dot would bring one along, which is not the message's.
  const isWhole = total === source.size && endsInCrlf && wire.digest.bytes === source.size;
  if (!isWhole || wire.seal() !== source.sha256) throw end({ kind: 'bytes-changed' });
  try {
    await mark();
  } catch {
    throw end({ kind: 'marker-failed' });
  }
  // One turn of the event loop: a reply that came before the dot answers something else, and must be seen first.
  await new Promise((resolve) => setImmediate(resolve));
  if (signal?.aborted === true) throw end({ kind: 'stopped' });
  throwIfEnded();
  conversation.note(`${source.size} bytes`);
  wire.allowDot();
}
