/**
 * A message's structure and what its parts hold, found while its bytes come by in pieces: never more than one piece is held. Two readings:
 * the tree is there after the first, sizes and digests after the second. A reading ends when nobody looks at it any more.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ContentMeter, type Content, type Digest } from '#core/mime/contents.ts';
import { StructureScanner } from '#core/mime/scanner.ts';
import type { Structure } from '#core/mime/structure.ts';
import type { CallFailed } from '../../../api.ts';
import { pieces } from '../bytes/byte-pages.ts';
import type { LensMessage } from '../message.ts';

export function useStructure({ key, size, read }: LensMessage): UseQueryResult<Structure, CallFailed> {
  return useQuery<Structure, CallFailed>({
    queryKey: ['lens.structure', key],
    queryFn: async ({ signal }) => {
      const scanner = new StructureScanner();
      for await (const { bytes } of pieces(read, 0, size, signal)) scanner.push(bytes);
      signal.throwIfAborted();
      return scanner.finish();
    },
  });
}

export type Contents = ReadonlyMap<number, Content>;

export function useContents(
  { key, size, read }: LensMessage,
  structure: Structure | undefined,
): UseQueryResult<Contents, CallFailed> {
  return useQuery<Contents, CallFailed>({
    queryKey: ['lens.contents', key],
    enabled: structure !== undefined,
    queryFn: async ({ signal }) => {
      if (structure === undefined) return new Map<number, Content>();
      const meter = new ContentMeter(structure, newDigest);
      for await (const { bytes } of pieces(read, 0, size, signal)) meter.push(bytes);
      signal.throwIfAborted();
      return meter.finish();
    },
  });
}

function newDigest(): Digest {
  const hash = sha256.create();
  return { update: (octets) => void hash.update(octets), end: () => bytesToHex(hash.digest()) };
}
