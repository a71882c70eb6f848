/** The text of a file that does not say how it is encoded: what its first bytes or its being UTF-8 tell, else what Windows writes in the west. */

const BOMS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

export function textOf(bytes: Uint8Array): string {
  for (const [encoding, mark] of BOMS)
    if (mark.every((byte, at) => bytes[at] === byte)) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Every byte is a character of it, so that this cannot fail.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
