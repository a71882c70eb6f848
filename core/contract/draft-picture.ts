/**
 * Where the composer's window finds a picture of a draft: under a scheme of its own, under which main serves nothing else
 * (electron/host/draft-pictures.ts). Without schemas, so that neither the page's start nor main's loads zod for it.
 */
import type { AttachmentId, DraftId } from '../message/ids.ts';

export const DRAFT_PICTURE_SCHEME = 'facteur-draft';
export const DRAFT_PICTURES = `${DRAFT_PICTURE_SCHEME}://picture/`;

/** Hosts are lower case, and ids are not: both stand in the path. */
export const draftPictureAddress = (draftId: DraftId, id: AttachmentId): string =>
  `${DRAFT_PICTURES}${draftId}/${id}`;

const NAMED = /^facteur-draft:\/\/picture\/([0-9A-HJKMNP-TV-Z]{26})\/([0-9A-HJKMNP-TV-Z]{26})$/;

/** Null: it is no address of a draft's picture. */
export function draftPictureNamed(address: string): { readonly draftId: string; readonly id: string } | null {
  const [, draftId, id] = NAMED.exec(address) ?? [];
  return draftId === undefined || id === undefined ? null : { draftId, id };
}
