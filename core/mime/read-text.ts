/**
 * The decoded octets of a part as the text that a mail program shows: every octet becomes something, and what was guessed is said. text.ts
 * is for those who want to see the octets themselves.
 */
import { charsetDecoder } from '../headers/charsets.ts';

export interface ReadText {
  readonly text: string;
  /** what it was read as, where the part names no charset, or one that is not known here */
  readonly guessed: string | null;
}

/** octets in which HTML's own word about its charset is looked for (HTML Standard, prescan) */
const PRESCANNED = 1024;

export function readText(octets: Uint8Array, charset: string | null, isHtml: boolean): ReadText {
  const decode = charset === null ? null : charsetDecoder(charset);
  if (decode !== null) return { text: decode(octets), guessed: null };
  const named = isHtml ? charsetInHtml(octets) : null;
  const byItself = named === null ? null : charsetDecoder(named);
  if (byItself !== null && named !== null) return { text: byItself(octets), guessed: named };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(octets);
    // What US-ASCII has is no guess (RFC 2046 §4.1.2).
    return { text, guessed: charset === null && text.length === octets.length ? null : 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(octets), guessed: 'windows-1252' };
  }
}

/** Its two-octet charsets cannot be said in it (HTML Standard): there UTF-8 is meant. */
function charsetInHtml(octets: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(octets.subarray(0, PRESCANNED));
  const named = /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(head)?.[1]?.toLowerCase();
  if (named === undefined) return null;
  return named.startsWith('utf-16') ? 'utf-8' : named;
}
