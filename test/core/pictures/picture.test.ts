// Pictures as cameras and programs write them (made with ImageMagick, libheif and exiftool, in test/fixtures/pictures), and broken ones.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareExif, readExif, type Place } from '#core/pictures/exif.ts';
import { joined } from '#core/headers/bytes.ts';
import { bytesOf, octetsOf } from '#core/pictures/octets.ts';
import { placeIn, withoutNotes } from '#core/pictures/picture.ts';

const folder = path.join(import.meta.dirname, '../../fixtures/pictures');
const picture = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(folder, name)));

async function bare(bytes: Uint8Array): Promise<Uint8Array> {
  const pieces = await withoutNotes(octetsOf(bytes));
  const all: Uint8Array[] = [];
  for await (const piece of pieces ?? []) all.push(piece);
  return joined([...all]);
}

/** To about ten metres. */
const rounded = (place: Place | null): number[] =>
  place === null || place === 'somewhere'
    ? []
    : [place.latitude, place.longitude].map((degrees) => Number(degrees.toFixed(4)));

const TIFF = [bytesOf('MM\0*'), bytesOf('II*\0')];
function notesIn(bytes: Uint8Array) {
  const all = Buffer.from(bytes);
  const [at = -1] = TIFF.map((head) => all.indexOf(head)).filter((found) => found !== -1);
  return at === -1 ? null : readExif(bytes.subarray(at));
}

/** A JPEG of segments whose data is what is given; the picture itself is four bytes. */
function jpeg(...segments: readonly (readonly [marker: number, data: Uint8Array])[]): Uint8Array {
  const written = segments.map(([marker, data]) =>
    joined([Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff), data]),
  );
  const scan = Uint8Array.of(0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd9);
  return joined([Uint8Array.of(0xff, 0xd8), ...written, scan]);
}

describe('where a picture was taken', () => {
  it.each(['placed.jpg', 'placed.png', 'placed.webp', 'placed.heic'])('is read from %s', async (name) => {
    const place = await placeIn(octetsOf(picture(name)));
    expect(rounded(place)).toEqual([48.8582, 2.2945]);
  });

  it('is south and west where it says so', async () => {
    const place = await placeIn(octetsOf(picture('progressive.jpg')));
    expect(rounded(place)).toEqual([-48.8582, -2.2945]);
  });

  it('is somewhere, where XMP alone tells it', async () => {
    const note = bytesOf(
      'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="48"/>',
    );
    expect(await placeIn(octetsOf(jpeg([0xe1, note])))).toBe('somewhere');
  });

  it.each([
    ['a picture without notes', jpeg()],
    ['notes that name no place', jpeg([0xe1, joined([bytesOf('Exif\0\0'), bareExif(6)])])],
    ['a text', bytesOf('Not a picture')],
    ['nothing', new Uint8Array()],
  ])('is not told by %s', async (_, bytes) => {
    expect(await placeIn(octetsOf(bytes))).toBeNull();
  });
});

describe('a picture without its notes', () => {
  it.each(['placed.jpg', 'progressive.jpg', 'placed.png', 'placed.webp', 'placed.heic'])(
    'tells nothing but which way up it is: %s',
    async (name) => {
      const left = await bare(picture(name));
      const text = Buffer.from(left).toString('latin1');
      expect(await placeIn(octetsOf(left))).toBeNull();
      expect(text).not.toMatch(/Kamera|Paris|2026|hello|xmpmeta|trailing film/);
      expect(notesIn(left)).toMatchObject({ orientation: 6, place: null });
    },
  );

  it('has the same picture, byte for byte', async () => {
    const before = Buffer.from(picture('placed.jpg'));
    const after = Buffer.from(await bare(before));
    const data = before.subarray(before.indexOf(Buffer.from([0xff, 0xdb])), before.indexOf('ftyp trailing'));
    expect(after.subarray(-data.length)).toEqual(data);
    expect((await bare(picture('placed.heic'))).length).toBe(picture('placed.heic').length);
  });

  it('keeps what its colours mean, and loses comments and the other applications’ segments', async () => {
    const icc = bytesOf('ICC_PROFILE\0\x01\x01profile');
    const kept = jpeg([0xe0, bytesOf('JFIF\0\x01\x01')], [0xe2, icc], [0xee, bytesOf('Adobe\0')]);
    const notes = jpeg(
      [0xe0, bytesOf('JFIF\0\x01\x01')],
      [0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0')],
      [0xe2, icc],
      [0xe2, bytesOf('MPF\0II*\0')],
      [0xed, bytesOf('Photoshop 3.0\0')],
      [0xfe, bytesOf('comment')],
      [0xee, bytesOf('Adobe\0')],
    );
    expect(await bare(joined([notes, bytesOf('a film')]))).toEqual(kept);
  });

  it('is the same when there was nothing to lose', async () => {
    const nothing = await bare(picture('placed.webp'));
    expect(await bare(nothing)).toEqual(nothing);
    expect(await withoutNotes(octetsOf(bytesOf('Not a picture')))).toBeNull();
  });
});

describe('a broken picture', () => {
  it('may name a place whose side stands beyond its end', () => {
    const notes = joined([bareExif(1).subarray(0, 8), new Uint8Array(48)]);
    const tiff = new DataView(notes.buffer);
    const entry = (at: number, ...[tag, type, count, value]: [number, number, number, number]) => {
      tiff.setUint16(at, tag);
      tiff.setUint16(at + 2, type);
      tiff.setUint32(at + 4, count);
      tiff.setUint32(at + 8, value);
    };
    tiff.setUint16(8, 1);
    entry(10, 0x8825, 4, 1, 26);
    tiff.setUint16(26, 2);
    entry(28, 1, 2, 1000, 0xffff);
    entry(40, 2, 5, 1, 8);
    expect(readExif(notes)?.place).toBe('somewhere');
  });

  const names = ['placed.jpg', 'progressive.jpg', 'placed.png', 'placed.webp', 'placed.heic'] as const;
  it('is read to an end, whatever its bytes are', async () => {
    const broken = fc.record({
      name: fc.constantFrom(...names),
      changes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
      cut: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(broken, async ({ name, changes, cut }) => {
        const bytes = picture(name);
        for (const [at, value] of changes) bytes[12 + (at % (bytes.length - 12))] = value;
        const left = bytes.subarray(0, bytes.length - (cut % bytes.length));
        await placeIn(octetsOf(left));
        expect((await bare(left)).length).toBeLessThanOrEqual(left.length + 64);
      }),
    );
  });

  it('of any bytes at all has notes, or none', () => {
    const heads = fc.constantFrom(...TIFF);
    fc.assert(
      fc.property(heads, fc.uint8Array({ maxLength: 400 }), (head, rest) => {
        const exif = readExif(joined([head, rest]));
        for (const { at, end } of exif?.ranges ?? []) expect(end).toBeGreaterThan(at);
      }),
    );
  });
});
