/**
 * Octets of a named charset → text, by the platform's TextDecoder (WHATWG Encoding), with a table for names that mail uses beyond its
 * labels, and UTF-7. An unknown charset gives null: guessing would show something that nobody wrote.
 */
import { base64Octets } from './octet-codings.ts';

/** Names that programs write → labels that TextDecoder knows. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['ansi', 'windows-1252'],
  ['cp367', 'us-ascii'],
  ['cp819', 'iso-8859-1'],
  ['cp874', 'windows-874'],
  ['cp932', 'shift_jis'],
  ['ms932', 'shift_jis'],
  ['shift-jis', 'shift_jis'],
  ['cp936', 'gbk'],
  ['ms936', 'gbk'],
  ['gb-2312', 'gb2312'],
  ['cp949', 'euc-kr'],
  ['ms949', 'euc-kr'],
  ['uhc', 'euc-kr'],
  ['ks_c_5601', 'euc-kr'],
  ['ksc5601-1987', 'euc-kr'],
  ['cp950', 'big5'],
  ['cp51932', 'euc-jp'],
  ['eucjp', 'euc-jp'],
  ['euckr', 'euc-kr'],
  ['cp50220', 'iso-2022-jp'],
  ['cp50221', 'iso-2022-jp'],
  ['iso-2022-jp-1', 'iso-2022-jp'],
  ['iso-2022-jp-ms', 'iso-2022-jp'],
  ['cp65001', 'utf-8'],
  ['utf', 'utf-8'],
  ['utf_8', 'utf-8'],
  ['utf-8mb4', 'utf-8'],
  ['utf8mb4', 'utf-8'],
  ['iso-10646-ucs-2', 'utf-16be'],
  ['utf-16', 'utf-16be'],
  ['latin-1', 'iso-8859-1'],
  ['latin_1', 'iso-8859-1'],
  ['latin-9', 'iso-8859-15'],
  ['latin9', 'iso-8859-15'],
  ['koi8r', 'koi8-r'],
  ['koi8u', 'koi8-u'],
  ['tis620', 'tis-620'],
  ['mac', 'macintosh'],
  ['mac-roman', 'macintosh'],
  ['x-mac-roman', 'macintosh'],
  ['x-sjis-jp', 'shift_jis'],
]);

/** `iso8859_1`, `ISO_8859-1`, `iso 8859 1`, `win-1252`, `cp-1252`: the same names, spelled by hand. */
function labelOf(charset: string): string {
  const name = charset.trim().toLowerCase();
  const known = aliases.get(name);
  if (known !== undefined) return known;
  const iso = /^iso[-_ ]?8859[-_ ]?(\d{1,2})(-[ie])?$/.exec(name);
  if (iso) return `iso-8859-${iso[1] ?? ''}${iso[2] ?? ''}`;
  const windows = /^(?:cp|win|windows|ms)[-_ ]?(125[0-8])$/.exec(name);
  return windows ? `windows-${windows[1] ?? ''}` : name;
}

const UTF7 = /^(?:x-|unicode-[12]-[01]-|csunicode11)?utf-?7$/;

/** A decoder for one stretch of octets; null when the charset is unknown here. Octets that it does not have become U+FFFD. */
export function charsetDecoder(charset: string): ((octets: Uint8Array) => string) | null {
  const label = labelOf(charset);
  if (UTF7.test(label)) return utf7Text;
  try {
    // A fresh one each time: nothing is carried over from other text.
    const decoder = new TextDecoder(label, { ignoreBOM: true });
    return (octets) => decoder.decode(octets).replace(/^\uFEFF/, '');
  } catch {
    return null;
  }
}

/** RFC 2152: ASCII, and between `+` and `-` UTF-16BE in base64. Anything else stands for itself, or for U+FFFD. */
function utf7Text(octets: Uint8Array): string {
  const ascii = Array.from(octets, (octet) => (octet < 0x80 ? String.fromCharCode(octet) : '\uFFFD')).join(
    '',
  );
  return ascii.replaceAll(/\+([A-Za-z0-9+/]*)(-?)/g, (_, letters: string, end: string) => {
    if (letters === '') return end === '-' ? '+' : '\uFFFD';
    const units = base64Octets(letters);
    return new TextDecoder('utf-16be').decode(units.subarray(0, units.length - (units.length % 2)));
  });
}
