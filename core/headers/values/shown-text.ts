/**
 * A value as text in pieces that say what they are: so that what was encoded, what is no character, and what cannot be seen are drawn and
 * never hidden. Joined, the pieces of kind text and word are what a reader is shown.
 */
import { escapedOctet, octetsOf, strayOctet, utf8Length } from '../bytes.ts';
import { decodedPieces } from '../encoded-words.ts';
import { invisibleName } from '../source-tokens.ts';

/**
 * `word`: was encoded (RFC 2047). `octets`: no character, as `\xE9`: 8-bit octets that are no UTF-8, or of an unknown charset. `invisible`:
 * a character without a picture, by its name.
 */
export interface ShownPiece {
  readonly kind: 'text' | 'word' | 'octets' | 'invisible';
  readonly text: string;
  /** of an encoded word, lower case; null: it was not encoded */
  readonly charset: string | null;
}

/** An unfolded value, one character an octet. */
export function shownText(octets: string): ShownPiece[] {
  return decodedPieces(octets).flatMap((piece): ShownPiece[] => {
    if (piece.kind === 'word') return visible(piece.text, 'word', piece.charset);
    const raw = piece.kind === 'plain' ? octetsOf(piece.text) : piece.octets;
    return fromOctets(raw, piece.kind === 'octets' ? piece.charset : null);
  });
}

/** Decoded text, such as a name or a parameter's value; strays in it are as bytes.ts writes them. */
export const shownString = (text: string): ShownPiece[] => visible(text, 'text', null);

/** As UTF-8 (RFC 6532) where it is; of an unknown charset only printable ASCII is taken for what it seems. */
function fromOctets(bytes: Uint8Array, unknown: string | null): ShownPiece[] {
  const pieces: ShownPiece[] = [];
  let run = 0;
  let at = 0;
  const flush = () => {
    if (at === run) return;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(run, at));
    pieces.push(
      ...(unknown === null
        ? visible(text, 'text', null)
        : [{ kind: 'text' as const, text, charset: unknown }]),
    );
  };
  while (at < bytes.length) {
    const octet = bytes[at] ?? 0;
    const printable = octet >= 0x20 && octet < 0x7f;
    const length = unknown === null ? utf8Length(bytes, at, bytes.length) : printable ? 1 : 0;
    if (length > 0) {
      at += length;
      continue;
    }
    flush();
    const escapes: string[] = [];
    while (at < bytes.length && isStray(bytes, at, unknown)) {
      escapes.push(escapedOctet(bytes[at] ?? 0));
      at += 1;
    }
    pieces.push({ kind: 'octets', text: escapes.join(''), charset: unknown });
    run = at;
  }
  flush();
  return pieces;
}

function isStray(bytes: Uint8Array, at: number, unknown: string | null): boolean {
  const octet = bytes[at] ?? 0;
  return unknown === null ? utf8Length(bytes, at, bytes.length) === 0 : octet < 0x20 || octet > 0x7e;
}

function visible(text: string, kind: 'text' | 'word', charset: string | null): ShownPiece[] {
  const pieces: ShownPiece[] = [];
  let run = 0;
  let at = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const octet = strayOctet(point);
    const name = octet === undefined ? invisibleName(point) : escapedOctet(octet);
    if (name !== undefined) {
      if (at > run) pieces.push({ kind, text: text.slice(run, at), charset });
      pieces.push({ kind: octet === undefined ? 'invisible' : 'octets', text: name, charset });
      run = at + character.length;
    }
    at += character.length;
  }
  if (at > run) pieces.push({ kind, text: text.slice(run, at), charset });
  return pieces;
}
