/** What every view of the lens reads of one message: its facts, and its header's exact bytes. */
import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { parseHeader, type ParsedHeader } from '#core/headers/parse.ts';
import type { PreviewView } from '#core/contract/preview.ts';
import type { MessageView } from '#core/contract/sent.ts';
import { joined } from '#core/headers/bytes.ts';
import { mailboxKey } from '#core/message/address.ts';
import type { RecipientField } from '#core/message/envelope-schema.ts';
import type { StoredMessageId } from '#core/message/ids.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import type { ServerOffers } from '#core/smtp/offers.ts';
import { call, type CallFailed } from '../../api.ts';
import { pieces, type ReadBytes } from './bytes/byte-pages.ts';

/**
 * What the lens can look at: mail of the archive, bytes that were opened, a draft as it would be sent. All have bytes; attempts only the
 * first has, and an envelope the first and the last.
 */
export type LensMessage = SentMessage | OpenedMessage | ComposedMessage;

interface MessageBytes {
  /** the same for the same bytes, and for no others */
  readonly key: string;
  /** bytes */
  readonly size: number;
  /** bytes up to and with the empty line */
  readonly headerSize: number;
  readonly read: ReadBytes;
}

export interface SentMessage extends MessageBytes {
  readonly kind: 'sent';
  readonly view: MessageView;
}

/** Bytes from elsewhere: nobody here knows how they were sent. */
export interface OpenedMessage extends MessageBytes {
  readonly kind: 'opened';
  /** of the file; empty for what was pasted */
  readonly name: string;
  /** where an mbox file has it: from 1, with the sender of its From_ line */
  readonly entry: { readonly number: number; readonly sender: string } | null;
}

/** Not mail yet: the bytes that Send would hand over. */
export interface ComposedMessage extends MessageBytes {
  readonly kind: 'composed';
  readonly preview: PreviewView;
  /** what its server offered when it was last spoken to; null: it was not */
  readonly offers: ServerOffers | null;
}

export const composedMessage = (preview: PreviewView, offers: ServerOffers | null): ComposedMessage => ({
  kind: 'composed',
  key: preview.id,
  size: preview.size,
  headerSize: preview.headerSize,
  read: async (offset, length) => (await call('preview.bytes', { id: preview.id, offset, length })).bytes,
  preview,
  offers,
});

export const sentMessage = (view: MessageView): SentMessage => ({
  kind: 'sent',
  key: view.message.id,
  size: view.message.size,
  headerSize: view.message.headerSize,
  read: readerOf(view.message.id),
  view,
});

const readerOf =
  (messageId: StoredMessageId): ReadBytes =>
  async (offset, length) =>
    (await call('lens.bytes', { messageId, offset, length })).bytes;

export interface Header {
  readonly bytes: Uint8Array;
  readonly parsed: ParsedHeader;
}

/** A message's bytes never change: read once. */
export const headerQuery = ({ key, headerSize, read }: LensMessage) =>
  queryOptions<Header, CallFailed>({
    queryKey: headerKey(key),
    queryFn: async ({ signal }) => {
      const parts: Uint8Array[] = [];
      for await (const { bytes } of pieces(read, 0, headerSize, signal)) parts.push(bytes);
      const bytes = joined(parts);
      return { bytes, parsed: parseHeader(bytes) };
    },
  });

export const useHeader = (message: LensMessage): UseQueryResult<Header, CallFailed> =>
  useQuery(headerQuery(message));

/** Where a header is kept that was read already. */
export const headerKey = (key: string) => ['lens.header', key] as const;

/**
 * Who got it as a Bcc. In an envelope that is set by hand `bcc` says only that no header field names the recipient: there, what was
 * written decides.
 */
export function isBccOf({
  made,
  message,
}: MessageView): (address: string, written: RecipientField) => boolean {
  const bcc = new Set(message.composition.bcc.map(({ address }) => mailboxKey(address)));
  return (address, written) =>
    written === 'bcc' && (made.envelope.overridden !== true || bcc.has(mailboxKey(address)));
}

const isPositive = (attempt: AttemptRecorded) =>
  attempt.finalReply !== null && attempt.finalReply.code >= 200 && attempt.finalReply.code < 300;

/** The attempt in which a server took the message; the first one, when there were several. */
export const acceptedAttempt = (view: MessageView): AttemptRecorded | undefined =>
  view.attempts.find(isPositive);

/**
 * May the window say that these bytes are those the server took? `changed`: the file is no longer what was recorded. `stream-differs`:
 * what was streamed had another digest. `not-taken`: no server took them in full.
 */
export type ByteVerdict = 'equal' | 'changed' | 'stream-differs' | 'not-taken';

export function byteVerdict(view: MessageView): ByteVerdict {
  if (!view.bytesIntact) return 'changed';
  const accepted = acceptedAttempt(view);
  if (accepted === undefined || accepted.streamedSha256 === null) return 'not-taken';
  return accepted.streamedSha256 === view.message.sha256 ? 'equal' : 'stream-differs';
}

/** Bytes as text for the clipboard: UTF-8, and what is none as U+FFFD. */
export const clipboardText = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
