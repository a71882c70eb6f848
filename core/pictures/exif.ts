/**
 * The TIFF structure that a camera writes its notes in (Exif 2.32, CIPA DC-008 §4.6): which way up the picture is, and where it was taken.
 * Total: any bytes in, null where they are none of it.
 */

/** Degrees, north and east positive. */
interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** What a picture tells of the place; `somewhere`: it does, but not in numbers that can be read. */
export type Place = Coordinates | 'somewhere';

export interface Exif {
  /** 1 to 8 */
  readonly orientation: number;
  readonly place: Place | null;
  /** where its notes stand in the bytes, its head aside */
  readonly ranges: readonly { readonly at: number; readonly end: number }[];
}

const HEAD = 8;
/** bytes of one value, by type */
const WIDTH = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const ORIENTATION = 0x0112;
const THUMBNAIL = { at: 0x0201, length: 0x0202 };
const POINTERS = { exif: 0x8769, gps: 0x8825, interoperability: 0xa005 };
/** A cycle, or so many directories, is no camera's. */
const MAX_DIRECTORIES = 16;
const MAX_ENTRIES = 2000;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** where its value stands */
  readonly at: number;
}

interface Tiff {
  readonly view: DataView;
  readonly little: boolean;
}

export function readExif(bytes: Uint8Array): Exif | null {
  const tiff = open(bytes);
  if (tiff === null) return null;
  const ranges: { at: number; end: number }[] = [];
  let orientation = 1;
  let place: Place | null = null;
  const first = tiff.view.getUint32(4, tiff.little);
  const waiting = [{ at: first, kind: 'main' }];
  const seen = new Set<number>();
  for (let next = waiting.pop(); next !== undefined && seen.size < MAX_DIRECTORIES; next = waiting.pop()) {
    const directory = seen.has(next.at) ? null : directoryAt(tiff, next.at);
    seen.add(next.at);
    if (directory === null) continue;
    const { entries, end, following } = directory;
    ranges.push({ at: next.at, end });
    for (const entry of entries) {
      const length = (WIDTH[entry.type] ?? 0) * entry.count;
      if (length > 4) ranges.push({ at: entry.at, end: Math.min(bytes.length, entry.at + length) });
      if (entry.tag === POINTERS.gps) waiting.push({ at: whole(tiff, entry), kind: 'gps' });
      if (entry.tag === POINTERS.exif || entry.tag === POINTERS.interoperability)
        waiting.push({ at: whole(tiff, entry), kind: 'other' });
      if (entry.tag === ORIENTATION && next.at === first) orientation = whole(tiff, entry);
    }
    const thumbnail = entries.find(({ tag }) => tag === THUMBNAIL.at);
    const length = entries.find(({ tag }) => tag === THUMBNAIL.length);
    if (thumbnail !== undefined && length !== undefined) {
      const at = whole(tiff, thumbnail);
      ranges.push({ at, end: Math.min(bytes.length, at + whole(tiff, length)) });
    }
    if (next.kind === 'gps') place ??= placeOf(tiff, entries);
    if (next.kind === 'main' && following !== 0) waiting.push({ at: following, kind: 'main' });
  }
  const isWay = orientation >= 1 && orientation <= 8;
  return { orientation: isWay ? orientation : 1, place, ranges: ranges.filter(({ at, end }) => at < end) };
}

/** Notes that say nothing but which way up the picture is. */
export function bareExif(orientation: number): Uint8Array {
  const bytes = new Uint8Array(HEAD + 2 + 12 + 4);
  const view = new DataView(bytes.buffer);
  bytes.set([0x4d, 0x4d, 0, 42, 0, 0, 0, HEAD, 0, 1]);
  view.setUint16(10, ORIENTATION);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return bytes;
}

/** The same number of bytes, with nothing left in them but which way up the picture is; null: they are no such notes. */
export function wipedExif(bytes: Uint8Array): Uint8Array | null {
  const exif = readExif(bytes);
  if (exif === null) return null;
  const wiped = bytes.slice();
  for (const { at, end } of exif.ranges) wiped.fill(0, at, end);
  const bare = bareExif(exif.orientation);
  if (wiped.length >= bare.length) wiped.set(bare);
  return wiped;
}

function open(bytes: Uint8Array): Tiff | null {
  const order = bytes.length < HEAD ? '' : String.fromCharCode(...bytes.subarray(0, 2));
  if (order !== 'II' && order !== 'MM') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = order === 'II';
  return view.getUint16(2, little) === 42 ? { view, little } : null;
}

function directoryAt({ view, little }: Tiff, at: number) {
  if (at < HEAD || at + 2 > view.byteLength) return null;
  const count = Math.min(view.getUint16(at, little), MAX_ENTRIES);
  const end = at + 2 + count * 12;
  if (end > view.byteLength) return null;
  const entries: Entry[] = [];
  for (let from = at + 2; from < end; from += 12) {
    const type = view.getUint16(from + 2, little);
    const values = view.getUint32(from + 4, little);
    const inside = (WIDTH[type] ?? 0) * values <= 4;
    const to = inside ? from + 8 : view.getUint32(from + 8, little);
    entries.push({ tag: view.getUint16(from, little), type, count: values, at: to });
  }
  const isEnd = end + 4 > view.byteLength;
  return { entries, end: isEnd ? end : end + 4, following: isEnd ? 0 : view.getUint32(end, little) };
}

function whole({ view, little }: Tiff, { type, at }: Entry): number {
  if (type === 3 && at + 2 <= view.byteLength) return view.getUint16(at, little);
  return type === 4 && at + 4 <= view.byteLength ? view.getUint32(at, little) : 0;
}

/** GPSLatitudeRef, GPSLatitude, GPSLongitudeRef, GPSLongitude; null where a directory names no place, as some cameras write one. */
function placeOf(tiff: Tiff, entries: readonly Entry[]): Place | null {
  const find = (tag: number) => entries.find((entry) => entry.tag === tag);
  const [latitude, longitude] = [find(2), find(4)];
  if (latitude === undefined && longitude === undefined) return null;
  const degrees = {
    latitude: signed(tiff, latitude, find(1), 'S'),
    longitude: signed(tiff, longitude, find(3), 'W'),
  };
  const isPlace = Math.abs(degrees.latitude) <= 90 && Math.abs(degrees.longitude) <= 180;
  return isPlace ? degrees : 'somewhere';
}

/** NaN where it cannot be told. */
function signed({ view, little }: Tiff, value: Entry | undefined, side: Entry | undefined, negative: string) {
  if (value?.type !== 5 || value.at + value.count * 8 > view.byteLength) return NaN;
  let degrees = 0;
  for (let n = 0; n < Math.min(3, value.count); n += 1) {
    const at = value.at + n * 8;
    degrees += view.getUint32(at, little) / view.getUint32(at + 4, little) / 60 ** n;
  }
  const isThere = side !== undefined && side.at < view.byteLength;
  const isNegative = isThere && view.getUint8(side.at) === negative.charCodeAt(0);
  return isNegative ? -degrees : degrees;
}
