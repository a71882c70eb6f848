/** The chosen part made ready to be shown: read to a bound, decoded, cleaned, its pictures gathered. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  MAX_PICTURE_BYTES,
  MAX_PICTURES,
  PICTURE_TYPES,
  type PictureType,
} from '#core/contract/mail-view-bounds.ts';
import { readText } from '#core/mime/read-text.ts';
import { picturesFor } from '#core/mime/readable.ts';
import type { Part, Structure } from '#core/mime/structure.ts';
import type { CallFailed } from '../../../api.ts';
import type { LensMessage } from '../message.ts';
import { readBeginning } from '../structure/part-content.ts';
import { cleanHtml, type CleanMail } from './clean-html.ts';

/** bytes of a text that are shown: ten times what the large programs do */
const MOST_TEXT = 2_000_000;

interface Picture {
  readonly mediaType: PictureType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface MailText {
  readonly text: string;
  readonly guessed: string | null;
  readonly whole: boolean;
}

export interface HtmlMail extends Omit<MailText, 'text'> {
  readonly clean: CleanMail;
  readonly pictures: readonly Picture[];
  /** pictures of the message that are too large or too many */
  readonly picturesLeft: number;
}

async function readMailText(message: LensMessage, part: Part, signal: AbortSignal): Promise<MailText> {
  const { octets, whole } = await readBeginning(message, part, MOST_TEXT, signal);
  return { ...readText(octets, part.charset, part.mediaType === 'text/html'), whole };
}

export function useMailText(message: LensMessage, part: Part): UseQueryResult<MailText, CallFailed> {
  return useQuery<MailText, CallFailed>({
    queryKey: ['lens.rendered.text', message.key, part.index],
    queryFn: ({ signal }) => readMailText(message, part, signal),
  });
}

export function useHtmlMail(
  message: LensMessage,
  structure: Structure,
  part: Part,
): UseQueryResult<HtmlMail, CallFailed> {
  return useQuery<HtmlMail, CallFailed>({
    queryKey: ['lens.rendered.html', message.key, part.index],
    // Pictures of what nobody looks at any more are not kept.
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const { text, guessed, whole } = await readMailText(message, part, signal);
      const clean = cleanHtml(text, picturesFor(structure, part));
      const pictures: Picture[] = [];
      let picturesLeft = 0;
      let room = MAX_PICTURE_BYTES;
      for (const one of clean.pictures.slice(0, MAX_PICTURES)) {
        const picture = await readPicture(message, one, room, signal);
        if (picture === null) picturesLeft += 1;
        else room -= picture.bytes.length;
        pictures.push(picture ?? { mediaType: 'image/png', bytes: new Uint8Array() });
      }
      picturesLeft += Math.max(0, clean.pictures.length - MAX_PICTURES);
      return { clean, guessed, whole: whole && clean.whole, pictures, picturesLeft };
    },
  });
}

async function readPicture(
  message: LensMessage,
  part: Part,
  room: number,
  signal: AbortSignal,
): Promise<Picture | null> {
  const mediaType = pictureType(part);
  if (mediaType === undefined || room === 0) return null;
  const { octets, whole } = await readBeginning(message, part, room, signal);
  return whole ? { mediaType, bytes: new Uint8Array(octets) } : null;
}

/** Of a file without a type of its own, by its name; what it is not does not show. */
function pictureType({ mediaType, fileName }: Part): PictureType | undefined {
  const extension = /\.(\w+)$/.exec(fileName?.toLowerCase() ?? '')?.[1];
  const told = mediaType.startsWith('image/') ? mediaType : `image/${extension ?? ''}`;
  const known =
    { 'image/jpg': 'image/jpeg', 'image/pjpeg': 'image/jpeg', 'image/x-png': 'image/png' }[told] ?? told;
  return PICTURE_TYPES.find((type) => type === known);
}
