/** A picture's hidden notes: whether they tell where it was taken, and the picture without them. What is seen of it stays, byte for byte. */
import type { Place } from './exif.ts';
import { bareHeif, heifPlace, isHeif } from './heif.ts';
import { bareJpeg, isJpeg, jpegPlace } from './jpeg.ts';
import type { Octets } from './octets.ts';
import { barePng, isPng, pngPlace } from './png.ts';
import { bareWebp, isWebp, webpPlace } from './webp.ts';

const HEAD = 16;

const FORMATS = [
  { is: isJpeg, place: jpegPlace, bare: bareJpeg },
  { is: isPng, place: pngPlace, bare: barePng },
  { is: isWebp, place: webpPlace, bare: bareWebp },
  { is: isHeif, place: heifPlace, bare: bareHeif },
];

async function formatOf({ read }: Octets) {
  const head = await read(0, HEAD);
  return FORMATS.find(({ is }) => is(head));
}

/** Null: it tells nothing, or is no picture whose notes are known. */
export async function placeIn(octets: Octets): Promise<Place | null> {
  return (await formatOf(octets))?.place(octets) ?? null;
}

/** Null: it is no picture whose notes are known. */
export async function withoutNotes(octets: Octets): Promise<AsyncGenerator<Uint8Array> | null> {
  return (await formatOf(octets))?.bare(octets) ?? null;
}
