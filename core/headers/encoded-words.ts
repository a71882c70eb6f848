/**
 * Encoded words (RFC 2047, with RFC 2231's language suffix). Linear; never throws. A word whose charset is unknown keeps its octets:
 * guessing would show something that nobody wrote.
 */
import { joined } from './bytes.ts';
import { charsetDecoder } from './charsets.ts';
import { base64Octets, qOctets } from './octet-codings.ts';

export interface EncodedWord {
  /** offsets in the text searched */
  readonly start: number;
  readonly end: number;
  readonly charset: string;
  readonly encoding: 'q' | 'b';
  readonly payload: string;
}

/** The classes exclude the `?` that follows, so that each stretch between two marks is read a bounded number of times. */
const WORD = /=\?([^\s?*]+)(?:\*[^\s?]*)?\?([QqBb])\?([^\s?]*)\?=/g;

export function encodedWords(text: string): EncodedWord[] {
  if (!text.includes('=?')) return [];
  return Array.from(text.matchAll(WORD), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    charset: (match[1] ?? '').toLowerCase(),
    encoding: match[2]?.toLowerCase() === 'q' ? 'q' : 'b',
    payload: match[3] ?? '',
  }));
}

/** `plain` stands outside words; `word` is decoded; `octets` was encoded in a charset that is unknown here. */
export type DecodedPiece =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string; readonly charset: string }
  | {
      readonly kind: 'octets';
      readonly octets: Uint8Array;
      readonly charset: string;
      /** as it stands in the text */
      readonly written: string;
    };

/**
 * Text cut at its encoded words. White space between two words is dropped (§6.2); neighbours of one charset are joined before they are
 * decoded, because programs cut characters in two although §5 forbids it.
 */
export function decodedPieces(text: string): DecodedPiece[] {
  const words = encodedWords(text);
  const pieces: DecodedPiece[] = [];
  const plain = (piece: string) => {
    if (piece !== '') pieces.push({ kind: 'plain', text: piece });
  };
  let at = 0;
  let afterWord = false;
  for (let index = 0; index < words.length;) {
    const run = runFrom(words, index, text);
    const first = run[0];
    const last = run.at(-1);
    if (first === undefined || last === undefined) break;
    const { charset } = first;
    const between = text.slice(at, first.start);
    const decode = charsetDecoder(charset);
    if (!(afterWord && decode !== null && isBlank(between))) plain(between);
    const octets = joined(run.map(octetsOf));
    pieces.push(
      decode === null
        ? { kind: 'octets', octets, charset, written: text.slice(first.start, last.end) }
        : { kind: 'word', text: decode(octets), charset },
    );
    afterWord = decode !== null;
    at = last.end;
    index += run.length;
  }
  plain(text.slice(at));
  return pieces;
}

/** Each encoded word replaced by its text; one of an unknown charset stays as written. */
export const decodeWords = (text: string): string =>
  text.includes('=?')
    ? decodedPieces(text)
        .map((piece) => (piece.kind === 'octets' ? piece.written : piece.text))
        .join('')
    : text;

const isBlank = (text: string) => /^[ \t\r\n]*$/.test(text);

/** The words from `index` on that belong together: same charset, nothing but white space between. */
function runFrom(words: readonly EncodedWord[], index: number, text: string): EncodedWord[] {
  const run: EncodedWord[] = [];
  for (let next = index; next < words.length; next += 1) {
    const word = words[next];
    const before = run.at(-1);
    if (word === undefined) break;
    if (before && (before.charset !== word.charset || !isBlank(text.slice(before.end, word.start)))) break;
    run.push(word);
  }
  return run;
}

const octetsOf = ({ encoding, payload }: EncodedWord): Uint8Array =>
  encoding === 'q' ? qOctets(payload) : base64Octets(payload);
