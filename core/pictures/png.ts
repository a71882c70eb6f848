/** The chunks of a PNG file (PNG, third edition, §5.3): those that decide how it looks stay, texts, times and Exif go. */
import { bareExif, readExif, type Place } from './exif.ts';
import { joined } from '../headers/bytes.ts';
import { bytesOf, latin, type Octets, piecesOf, startsWith } from './octets.ts';
import { placeInText } from './xmp.ts';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
/** length, type, CRC */
const FRAME = 12;
/** Notes beyond this are not read, and go. */
const MAX_NOTE = 1 << 20;
/** Ancillary, and what the picture looks like; all critical ones stay as well. */
const KEPT = /^(?:[A-Z]...|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|mDCV|cLLI|bKGD|hIST|pHYs|sPLT|acTL|fcTL|fdAT)$/;

export const isPng = (head: Uint8Array): boolean => startsWith(head, SIGNATURE);

interface Chunk {
  readonly type: string;
  readonly at: number;
  readonly end: number;
}

async function* chunks({ size, read }: Octets): AsyncGenerator<Chunk> {
  for (let at = SIGNATURE.length; at + FRAME <= size;) {
    const head = await read(at, 8);
    const end = at + FRAME + new DataView(head.buffer, head.byteOffset).getUint32(0);
    yield { type: latin(head, 4), at, end };
    at = end;
  }
}

const dataOf = ({ read }: Octets, { at, end }: Chunk): Promise<Uint8Array> =>
  read(at + 8, Math.min(MAX_NOTE, end - at - FRAME));

export async function pngPlace(octets: Octets): Promise<Place | null> {
  let place: Place | null = null;
  for await (const chunk of chunks(octets)) {
    if (chunk.type === 'eXIf') place = readExif(await dataOf(octets, chunk))?.place ?? place;
    else if (chunk.type === 'iTXt' && place === null) {
      const text = new TextDecoder('latin1').decode(await dataOf(octets, chunk));
      if (text.startsWith('XML:com.adobe.xmp')) place = placeInText(text);
    }
  }
  return place;
}

export async function* barePng(octets: Octets): AsyncGenerator<Uint8Array> {
  let orientation = 1;
  for await (const chunk of chunks(octets))
    if (chunk.type === 'eXIf') orientation = readExif(await dataOf(octets, chunk))?.orientation ?? 1;
  yield octets.read(0, SIGNATURE.length);
  for await (const chunk of chunks(octets)) {
    if (KEPT.test(chunk.type)) yield* piecesOf(octets, chunk.at, Math.min(octets.size, chunk.end));
    if (chunk.type === 'IHDR' && orientation !== 1) yield chunkOf('eXIf', bareExif(orientation));
    if (chunk.type === 'IEND') return;
  }
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const body = joined([bytesOf(type), data]);
  return joined([uint32(data.length), body, uint32(crc32(body))]);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
