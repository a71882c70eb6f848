/** How addresses and identifiers stand in ESMTP parameters (RFC 3461 §4, RFC 6533 §3). */

const encoder = new TextEncoder();
const hex = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');

/** RFC 3461 §4: anything but printable ASCII, and `+` and `=`, as `+` and two hex digits for each byte. */
export const xtext = (text: string): string =>
  text.replaceAll(/[^!-*,-<>-~]/gu, (character) =>
    [...encoder.encode(character)].map((byte) => `+${hex(byte)}`).join(''),
  );

/** RFC 6533 §3, utf-8-addr-xtext: characters as `\x{HEX}`, which 7-bit parameters may hold too. */
export const utf8Xtext = (text: string): string =>
  text.replaceAll(/[^!-*,-<>-[\]-~]/gu, (character) => `\\x{${hex(character.codePointAt(0) ?? 0)}}`);
