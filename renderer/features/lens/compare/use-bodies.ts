/** Both bodies, read side by side in pieces of which none is kept; the reading ends when nobody looks at it any more. */
import { sha256 } from '@noble/hashes/sha2.js';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { BodyComparer, type BodyComparison } from '#core/compare/body.ts';
import type { BodyDigest } from '#core/compare/canonical.ts';
import { joined } from '#core/headers/bytes.ts';
import type { CallFailed } from '../../../api.ts';
import type { LensMessage } from '../message.ts';

/** bytes of each at a time */
const PIECE = 1024 * 1024;

export function useBodies(
  before: LensMessage,
  after: LensMessage,
): UseQueryResult<BodyComparison, CallFailed> {
  return useQuery<BodyComparison, CallFailed>({
    queryKey: ['lens.compare', before.key, after.key],
    queryFn: async ({ signal }) => {
      const comparer = new BodyComparer(newDigest);
      const size = Math.max(before.size - before.headerSize, after.size - after.headerSize);
      for (let at = 0; at < size; at += PIECE) {
        signal.throwIfAborted();
        comparer.push(...(await Promise.all([bodyPiece(before, at), bodyPiece(after, at)])));
      }
      return comparer.finish();
    },
  });
}

/** All of the piece but at the end: pieces of both begin at the same offset. */
async function bodyPiece({ size, headerSize, read }: LensMessage, at: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let offset = headerSize + at;
  const end = Math.min(size, offset + PIECE);
  while (offset < end) {
    const bytes = await read(offset, end - offset);
    if (bytes.length === 0) break;
    parts.push(bytes);
    offset += bytes.length;
  }
  return joined(parts);
}

function newDigest(): BodyDigest {
  const hash = sha256.create();
  return {
    update: (octets) => void hash.update(octets),
    end: () => btoa(String.fromCharCode(...hash.digest())),
  };
}
