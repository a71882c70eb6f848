/**
 * The decoded octets of a text part as text: line ends as one, what is no character as its octets, what cannot be seen by its name. A charset
 * that is unknown leaves octets as they are: guessing would show something that nobody wrote.
 */
import { utf8Length } from '../headers/bytes.ts';
import { charsetDecoder } from '../headers/charsets.ts';
import { invisibleName } from '../headers/source-tokens.ts';

export interface TextPiece {
  readonly kind: 'text' | 'octets' | 'invisible';
  readonly text: string;
}

export interface PartText {
  readonly pieces: readonly TextPiece[];
  /** false: the charset is unknown here */
  readonly known: boolean;
}

/** `charset` as the part tells it; null is US-ASCII (RFC 2046 §4.1.2), which UTF-8 contains. */
export function partText(octets: Uint8Array, charset: string | null): PartText {
  const name = charset?.trim().toLowerCase() ?? 'us-ascii';
  if (/^(?:us-ascii|ascii|utf-?8)$/.test(name))
    return { pieces: joinedRuns(withStrays(octets, true)), known: true };
  const decode = charsetDecoder(name);
  if (decode === null) return { pieces: joinedRuns(withStrays(octets, false)), known: false };
  return { pieces: joinedRuns(visible(decode(octets))), known: true };
}

/**
 * How many of these octets to show when there are more: up to the last line end, so that no character is cut in two; all of them where a
 * line is longer than half of what there is.
 */
export function wholeLines(octets: Uint8Array): number {
  const last = octets.lastIndexOf(0x0a) + 1;
  return last > octets.length / 2 ? last : octets.length;
}

function* withStrays(octets: Uint8Array, isUtf8: boolean): Generator<TextPiece> {
  let run = 0;
  for (let at = 0; at < octets.length;) {
    const octet = octets[at] ?? 0;
    const length = isUtf8 ? utf8Length(octets, at, octets.length) : octet < 0x80 ? 1 : 0;
    if (length > 0) {
      at += length;
      continue;
    }
    yield* visible(utf8(octets.subarray(run, at)));
    yield { kind: 'octets', text: String.raw`\x${octet.toString(16).toUpperCase().padStart(2, '0')}` };
    at += 1;
    run = at;
  }
  yield* visible(utf8(octets.subarray(run)));
}

const utf8 = (octets: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets);

/** Line ends and tabs keep their place; a bare CR is none, and is named. */
function* visible(text: string): Generator<TextPiece> {
  const lines = text.replaceAll('\r\n', '\n');
  let run = 0;
  let at = 0;
  for (const character of lines) {
    const name =
      character === '\n' || character === '\t' ? undefined : invisibleName(character.codePointAt(0) ?? 0);
    if (name !== undefined) {
      if (at > run) yield { kind: 'text', text: lines.slice(run, at) };
      yield { kind: 'invisible', text: name };
      run = at + character.length;
    }
    at += character.length;
  }
  if (at > run) yield { kind: 'text', text: lines.slice(run) };
}

/** The same again and again is drawn once: a text of a million NULs is one piece. */
function joinedRuns(pieces: Iterable<TextPiece>): TextPiece[] {
  const joined: TextPiece[] = [];
  let parts: string[] = [];
  let kind: TextPiece['kind'] | undefined;
  let repeated = 0;
  const close = () => {
    const [first = ''] = parts;
    if (kind === 'invisible')
      joined.push({ kind, text: repeated > 1 ? `${first} ×${String(repeated)}` : first });
    else if (kind !== undefined) joined.push({ kind, text: parts.join('') });
    parts = [];
    repeated = 0;
  };
  for (const piece of pieces) {
    const goesOn = piece.kind === kind && (kind !== 'invisible' || piece.text === parts[0]);
    if (!goesOn) close();
    kind = piece.kind;
    repeated += 1;
    if (kind !== 'invisible' || repeated === 1) parts.push(piece.text);
  }
  close();
  return joined;
}
