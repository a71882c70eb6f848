/**
 * A picture with fewer pixels. The browser decodes it here, where what it is made of can reach nothing, the right way up; colours become sRGB,
 * and of what else was in the file nothing is left.
 */
import { MAX_CHUNK } from '#core/contract/uploads.ts';
import type { AttachmentView } from '#core/message/draft.ts';
import type { DraftId } from '#core/message/ids.ts';
import { call } from '../../../api.ts';

/** pixels of the longer side */
const EDGES = [1024, 1600, 2560] as const;
/** of JPEG and WebP: what is lost is not seen at arm's length */
const QUALITY = 0.85;
/** bytes of what says at a file's beginning that it moves */
const HEAD = 4096;
const MOVES = /acTL|ANIM/;

interface Size {
  /** pixels of the longer side */
  readonly edge: number;
  readonly bytes: Blob;
}

export type Sizes =
  | {
      readonly kind: 'sizes';
      readonly width: number;
      readonly height: number;
      readonly sizes: readonly Size[];
    }
  | { readonly kind: 'unreadable' | 'moves' };

/** Those that are smaller than it is, in pixels and in bytes. */
export async function sizesOf(draftId: DraftId, file: AttachmentView): Promise<Sizes> {
  const bytes = await bytesOf(draftId, file);
  if (MOVES.test(new TextDecoder('latin1').decode(await bytes.slice(0, HEAD).arrayBuffer())))
    return { kind: 'moves' };
  const picture = await createImageBitmap(bytes).catch(() => null);
  if (picture === null) return { kind: 'unreadable' };
  try {
    const { width, height } = picture;
    const sizes: Size[] = [];
    for (const edge of EDGES) {
      if (edge >= Math.max(width, height)) continue;
      const smaller = await drawn(picture, edge / Math.max(width, height), file.mediaType);
      if (smaller !== null && smaller.size < file.size) sizes.push({ edge, bytes: smaller });
    }
    return { kind: 'sizes', width, height, sizes };
  } finally {
    picture.close();
  }
}

async function drawn(picture: ImageBitmap, by: number, type: string): Promise<Blob | null> {
  const side = (pixels: number) => Math.max(1, Math.round(pixels * by));
  const canvas = new OffscreenCanvas(side(picture.width), side(picture.height));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type, quality: QUALITY });
}

async function bytesOf(draftId: DraftId, { id, size, mediaType }: AttachmentView): Promise<Blob> {
  const pieces: BlobPart[] = [];
  for (let at = 0; at < size; at += MAX_CHUNK) {
    const { bytes } = await call('attachments.read', { draftId, id, at, length: MAX_CHUNK });
    pieces.push(new Uint8Array(bytes));
  }
  return new Blob(pieces, { type: mediaType });
}
