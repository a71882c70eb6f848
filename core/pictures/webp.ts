/** The chunks of a WebP file (RFC 9649 §2): its Exif and XMP go, and with them the flags that announce them. */
import { bareExif, readExif, type Place } from './exif.ts';
import { joined } from '../headers/bytes.ts';
import { bytesOf, latin, type Octets, piecesOf, startsWith } from './octets.ts';
import { placeInText } from './xmp.ts';

const HEAD = 12;
const FLAGS = { exif: 0x08, xmp: 0x04 };
const MAX_NOTE = 1 << 20;

export const isWebp = (head: Uint8Array): boolean => startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8);

interface Chunk {
  readonly type: string;
  readonly at: number;
  /** its padding included */
  readonly end: number;
}

async function* chunks({ size, read }: Octets): AsyncGenerator<Chunk> {
  for (let at = HEAD; at + 8 <= size;) {
    const head = await read(at, 8);
    const length = new DataView(head.buffer, head.byteOffset).getUint32(4, true);
    const end = Math.min(size, at + 8 + length + (length % 2));
    yield { type: latin(head, 0, 4), at, end };
    at = end;
  }
}

async function exifIn(octets: Octets, { at, end }: Chunk) {
  const note = await octets.read(at + 8, Math.min(MAX_NOTE, end - at - 8));
  // Some writers put JPEG's prefix before it.
  return readExif(startsWith(note, 'Exif\0\0') ? note.subarray(6) : note);
}

export async function webpPlace(octets: Octets): Promise<Place | null> {
  let place: Place | null = null;
  for await (const chunk of chunks(octets)) {
    if (chunk.type === 'EXIF') place = (await exifIn(octets, chunk))?.place ?? place;
    else if (chunk.type === 'XMP ' && place === null) {
      const note = await octets.read(chunk.at + 8, Math.min(MAX_NOTE, chunk.end - chunk.at - 8));
      place = placeInText(new TextDecoder('latin1').decode(note));
    }
  }
  return place;
}

export async function* bareWebp(octets: Octets): AsyncGenerator<Uint8Array> {
  const kept: Chunk[] = [];
  let orientation = 1;
  for await (const chunk of chunks(octets)) {
    if (chunk.type === 'EXIF') orientation = (await exifIn(octets, chunk))?.orientation ?? 1;
    else if (chunk.type !== 'XMP ') kept.push(chunk);
  }
  const exif = orientation === 1 ? new Uint8Array() : chunkOf('EXIF', bareExif(orientation));
  const length = kept.reduce((sum, { at, end }) => sum + end - at, 4 + exif.length);
  yield joined([bytesOf('RIFF'), uint32(length), bytesOf('WEBP')]);
  for (const chunk of kept) {
    if (chunk.type !== 'VP8X') yield* piecesOf(octets, chunk.at, chunk.end);
    else {
      const extended = (await octets.read(chunk.at, chunk.end - chunk.at)).slice();
      extended[8] = (extended[8] ?? 0) & ~(FLAGS.xmp | (orientation === 1 ? FLAGS.exif : 0));
      yield extended;
    }
  }
  if (exif.length > 0) yield exif;
}

const chunkOf = (type: string, data: Uint8Array): Uint8Array =>
  joined([bytesOf(type), uint32(data.length), data, new Uint8Array(data.length % 2)]);

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}
