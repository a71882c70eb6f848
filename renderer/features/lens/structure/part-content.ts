/** What a part holds, decoded: piece by piece, its beginning for reading, or all of it into a file. */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { joined } from '#core/headers/bytes.ts';
import type { Part } from '#core/mime/structure.ts';
import { transferDecoder } from '#core/mime/transfer-decoder.ts';
import { CallFailed } from '../../../api.ts';
import { pieces } from '../bytes/byte-pages.ts';
import type { LensMessage } from '../message.ts';
import { saveBytes } from '../share/save-bytes.ts';

/** Piece by piece; throws when the signal says so, or when there are fewer bytes than the part has. */
export async function* decoded(
  { read }: LensMessage,
  { body, encoding }: Part,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const decoder = transferDecoder(encoding);
  let at = body.start;
  for await (const { offset, bytes } of pieces(read, body.start, body.end, signal)) {
    yield decoder.push(bytes);
    at = offset + bytes.length;
  }
  signal.throwIfAborted();
  // The file has become shorter meanwhile: half a part is none.
  if (at < body.end) throw new CallFailed({ code: 'file', reason: 'changed' });
  yield decoder.finish();
}

export interface Beginning {
  readonly octets: Uint8Array;
  /** there is no more than this */
  readonly whole: boolean;
}

/** The first octets of a part, at most `limit`. */
export async function readBeginning(
  message: LensMessage,
  part: Part,
  limit: number,
  signal: AbortSignal,
): Promise<Beginning> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const octets of decoded(message, part, signal)) {
    parts.push(octets);
    length += octets.length;
    if (length > limit) break;
  }
  signal.throwIfAborted();
  const octets = joined(parts);
  return { octets: octets.subarray(0, limit), whole: octets.length <= limit };
}

/** The same, kept for as long as the part is looked at. */
export function useBeginning(
  message: LensMessage,
  part: Part,
  limit: number,
): UseQueryResult<Beginning, CallFailed> {
  return useQuery<Beginning, CallFailed>({
    queryKey: ['lens.part', message.key, part.index, limit],
    placeholderData: (before, query) =>
      query?.queryKey[1] === message.key && query.queryKey[2] === part.index
        ? keepPreviousData(before)
        : undefined,
    queryFn: ({ signal }) => readBeginning(message, part, limit, signal),
  });
}

/** False: the user thought better of it. What cannot be written whole leaves nothing behind. */
export const savePart = (message: LensMessage, part: Part, name: string): Promise<boolean> =>
  saveBytes(name, decoded(message, part, new AbortController().signal));

const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
  'text/csv': 'csv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
  'message/rfc822': 'eml',
  'message/global': 'eml',
};

/** What the sender called it, or a name that says which part it is. */
export const nameOf = ({ fileName, mediaType, number }: Part): string =>
  fileName ?? `part${number === '' ? '' : `-${number}`}.${EXTENSIONS[mediaType] ?? 'bin'}`;
