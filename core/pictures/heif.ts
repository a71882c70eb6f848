/**
 * HEIC and AVIF (ISO/IEC 23008-12). Their boxes point at each other by position, so that notes are not taken out but blanked where they
 * stand: the file keeps its length, and every other byte.
 */
import { readExif, wipedExif, type Place } from './exif.ts';
import { bytesOf, latin, type Octets, PIECE, startsWith } from './octets.ts';
import { placeInText } from './xmp.ts';

const BRANDS = /^(?:heic|heix|heim|heis|hevc|mif1|msf1|avif|avis)/;
/** bytes of camera's notes that are looked at */
const MAX_NOTE = 1 << 18;
/** As writers have it: the first directory stands behind the head. */
const TIFF_HEADS = ['MM\0*\0\0\0\x08', 'II*\0\x08\0\0\0'];
const XMP = { begin: '<x:xmpmeta', end: '</x:xmpmeta>' };

export const isHeif = (head: Uint8Array): boolean =>
  startsWith(head, 'ftyp', 4) && BRANDS.test(latin(head, 8, 4));

interface Note {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly kind: 'exif' | 'xmp';
}

/** Wherever they stand: an item's place can be told in more ways than are worth reading for this. */
async function* notes(octets: Octets): AsyncGenerator<Note> {
  for (const head of TIFF_HEADS)
    for await (const at of positions(octets, head)) {
      const bytes = await octets.read(at, MAX_NOTE);
      if ((readExif(bytes)?.ranges.length ?? 0) > 0) yield { at, bytes, kind: 'exif' };
    }
  for await (const at of positions(octets, XMP.begin)) {
    const bytes = await octets.read(at, MAX_NOTE);
    const end = new TextDecoder('latin1').decode(bytes).indexOf(XMP.end);
    yield { at, bytes: end === -1 ? bytes : bytes.subarray(0, end + XMP.end.length), kind: 'xmp' };
  }
}

async function* positions({ size, read }: Octets, word: string): AsyncGenerator<number> {
  const wanted = bytesOf(word);
  const [first = 0] = wanted;
  for (let at = 0; at < size; at += PIECE) {
    // What begins in one piece may end in the next.
    const bytes = await read(at, PIECE + wanted.length - 1);
    for (let n = bytes.indexOf(first); n !== -1 && n < PIECE; n = bytes.indexOf(first, n + 1))
      if (startsWith(bytes, word, n)) yield at + n;
  }
}

export async function heifPlace(octets: Octets): Promise<Place | null> {
  let place: Place | null = null;
  for await (const { bytes, kind } of notes(octets))
    place ??= kind === 'exif' ? (readExif(bytes)?.place ?? null) : placeInText(latinText(bytes));
  return place;
}

export async function* bareHeif(octets: Octets): AsyncGenerator<Uint8Array> {
  const blanks: { at: number; bytes: Uint8Array }[] = [];
  for await (const { at, bytes, kind } of notes(octets))
    blanks.push({ at, bytes: kind === 'exif' ? (wipedExif(bytes) ?? bytes) : bytes.slice().fill(32) });
  for (let at = 0; at < octets.size; at += PIECE) {
    const piece = (await octets.read(at, PIECE)).slice();
    for (const blank of blanks) {
      const from = Math.max(at, blank.at);
      const to = Math.min(at + piece.length, blank.at + blank.bytes.length);
      if (from < to) piece.set(blank.bytes.subarray(from - blank.at, to - blank.at), from - at);
    }
    yield piece;
  }
}

const latinText = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
