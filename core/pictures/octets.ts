/** Bytes of a picture by position, wherever they lie, so that none of it has to be in memory whole. */
export interface Octets {
  /** bytes of all of it */
  readonly size: number;
  /** Fewer than asked for only at the end. */
  readonly read: (at: number, length: number) => Promise<Uint8Array>;
}

export const octetsOf = (bytes: Uint8Array): Octets => ({
  size: bytes.length,
  read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
});

/** bytes that are read or given on at once */
export const PIECE = 1 << 20;

export async function* piecesOf({ read }: Octets, at: number, end: number): AsyncGenerator<Uint8Array> {
  for (let from = at; from < end;) {
    const bytes = await read(from, Math.min(PIECE, end - from));
    if (bytes.length === 0) return;
    yield bytes;
    from += bytes.length;
  }
}

export const latin = (bytes: Uint8Array, at = 0, length = bytes.length - at): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

export const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  bytes.length >= at + text.length && latin(bytes, at, text.length) === text;

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
