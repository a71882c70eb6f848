/**
 * Whether a file is a picture that may stand in rich text, by its first octets, whatever it is called: what every mail program shows, and what
 * holds no script. SVG is none of them.
 */
import { open } from 'node:fs/promises';

type Octets = Uint8Array;

const ascii = (octets: Octets, from: number, to: number): string =>
  String.fromCharCode(...octets.subarray(from, to));

const TYPES: Readonly<Record<string, (octets: Octets) => boolean>> = {
  'image/png': (octets) => ascii(octets, 0, 8) === '\x89PNG\r\n\x1a\n',
  'image/jpeg': (octets) => ascii(octets, 0, 3) === '\xff\xd8\xff',
  'image/gif': (octets) => /^GIF8[79]a$/.test(ascii(octets, 0, 6)),
  'image/webp': (octets) => ascii(octets, 0, 4) === 'RIFF' && ascii(octets, 8, 12) === 'WEBP',
};

export const isPictureType = (mediaType: string): boolean => Object.hasOwn(TYPES, mediaType);

/** Null: it is none of these, or cannot be read. */
export async function pictureTypeOf(path: string): Promise<string | null> {
  const first = await firstOctets(path).catch(() => new Uint8Array());
  return Object.entries(TYPES).find(([, is]) => is(first))?.[0] ?? null;
}

async function firstOctets(path: string): Promise<Octets> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(12), 0, 12, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
