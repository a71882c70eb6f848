/** Reads whole messages as the lens does, in pieces of any size. */
import { createHash } from 'node:crypto';
import { ContentMeter, type Content } from '#core/mime/contents.ts';
import { StructureScanner } from '#core/mime/scanner.ts';
import type { Part, Structure } from '#core/mime/structure.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function piecesOf(bytes: Uint8Array, size = bytes.length): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += Math.max(1, size))
    pieces.push(bytes.subarray(at, at + Math.max(1, size)));
  return pieces;
}

export function structureOf(message: Uint8Array | string, pieceSize?: number): Structure {
  const bytes = typeof message === 'string' ? bytesOf(message) : message;
  const scanner = new StructureScanner();
  for (const piece of piecesOf(bytes, pieceSize)) scanner.push(piece);
  return scanner.finish();
}

export function contentsOf(
  structure: Structure,
  message: Uint8Array | string,
  pieceSize?: number,
): ReadonlyMap<number, Content> {
  const meter = new ContentMeter(structure, () => {
    const hash = createHash('sha256');
    return { update: (octets) => void hash.update(octets), end: () => hash.digest('hex') };
  });
  const bytes = typeof message === 'string' ? bytesOf(message) : message;
  for (const piece of piecesOf(bytes, pieceSize)) meter.push(piece);
  return meter.finish();
}

/** `1.2 text/html` a line. */
export const outline = ({ parts }: Structure): string[] =>
  parts.map(({ number, mediaType }) => `${number === '' ? '·' : number} ${mediaType}`);

export const bodyText = (message: string, part: Part | undefined): string | undefined =>
  part && message.slice(part.body.start, part.body.end);
