/**
 * The segments of a JPEG file (ITU-T T.81 annex B). What a picture needs to look the same stays, byte for byte; notes and what is appended go.
 */
import { bareExif, readExif, type Place } from './exif.ts';
import { joined } from '../headers/bytes.ts';
import { bytesOf, type Octets, PIECE, piecesOf, startsWith } from './octets.ts';
import { xmpPlace } from './xmp.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COMMENT = 0xfe;
const EXIF = 'Exif\0\0';
/** A note's segment has a length of two bytes. */
const MAX_SEGMENT = 0xffff;

export const isJpeg = (head: Uint8Array): boolean => head[0] === 0xff && head[1] === SOI && head[2] === 0xff;

interface Segment {
  readonly marker: number;
  /** of its marker */
  readonly at: number;
  readonly end: number;
}

/** Up to the picture's own data. */
async function* segments({ size, read }: Octets): AsyncGenerator<Segment> {
  for (let at = 2; at + 4 <= size;) {
    const head = await read(at, 4);
    const [lead = 0, marker = 0, high = 0, low = 0] = head;
    if (lead !== 0xff) return;
    if (marker === 0xff) {
      // Fill bytes may stand before a marker.
      at += 1;
      continue;
    }
    const end = at + 2 + high * 256 + low;
    yield { marker, at, end };
    if (marker === SOS || marker === EOI) return;
    at = end;
  }
}

export async function jpegPlace(octets: Octets): Promise<Place | null> {
  let place: Place | null = null;
  for await (const { marker, at, end } of segments(octets)) {
    if (marker !== 0xe1) continue;
    const note = await octets.read(at + 4, Math.min(MAX_SEGMENT, end - at - 4));
    const told = startsWith(note, EXIF)
      ? (readExif(note.subarray(EXIF.length))?.place ?? null)
      : xmpPlace(note);
    if (place === null || place === 'somewhere') place = told ?? place;
  }
  return place;
}

/** The file without its notes. Whatever breaks the format is given as it is from there on. */
export async function* bareJpeg(octets: Octets): AsyncGenerator<Uint8Array> {
  yield octets.read(0, 2);
  let orientation = 1;
  const kept: Segment[] = [];
  for await (const segment of segments(octets)) {
    const { marker, at, end } = segment;
    const note = await octets.read(at + 4, Math.min(32, end - at - 4));
    if (marker === 0xe1 && startsWith(note, EXIF) && orientation === 1) {
      const exif = await octets.read(at + 4 + EXIF.length, MAX_SEGMENT);
      orientation = readExif(exif)?.orientation ?? 1;
    }
    if (isNeeded(marker, note)) kept.push(segment);
  }
  if (orientation !== 1) yield exifSegment(orientation);
  const last = kept.at(-1);
  for (const segment of kept) if (segment !== last) yield* piecesOf(octets, segment.at, segment.end);
  if (last !== undefined) yield* piecesOf(octets, last.at, await endOfPicture(octets, last));
}

/** JFIF, colours and what the decoder reads; of the other applications' segments and comments nothing. */
function isNeeded(marker: number, note: Uint8Array): boolean {
  if (marker === COMMENT) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  if (marker === 0xe0) return startsWith(note, 'JFIF\0');
  if (marker === 0xe2) return startsWith(note, 'ICC_PROFILE\0');
  return marker === 0xee && startsWith(note, 'Adobe');
}

function exifSegment(orientation: number): Uint8Array {
  const note = joined([bytesOf(EXIF), bareExif(orientation)]);
  const length = note.length + 2;
  return joined([Uint8Array.of(0xff, 0xe1, length >> 8, length & 0xff), note]);
}

/** Behind EOI cameras append films and other pictures, each with notes of its own. */
async function endOfPicture(octets: Octets, { at: from, end }: Segment): Promise<number> {
  for (let at = end; at < octets.size;) {
    const bytes = await octets.read(at, PIECE);
    if (bytes.length < 2) break;
    let n = bytes.indexOf(0xff);
    while (n !== -1 && n + 1 < bytes.length && isEntropy(bytes[n + 1])) n = bytes.indexOf(0xff, n + 1);
    if (n === -1) at += bytes.length;
    else if (n + 1 === bytes.length) at += n;
    else if (bytes[n + 1] === EOI) return at + n + 2;
    else {
      const [high = 0, low = 0] = await octets.read(at + n + 2, 2);
      at += n + 2 + Math.max(2, high * 256 + low);
    }
  }
  return Math.max(from, octets.size);
}

/** A stuffed byte, a restart marker, a fill byte: no segment begins here (B.1.1.5, B.2.1). */
const isEntropy = (code = 0): boolean => code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd7);
