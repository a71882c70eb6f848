/**
 * The words of a text that are worth looking up. Addresses, paths, fields of templates, numbers, identifiers and other scripts are not; nor
 * are, in plain mail, quoted lines. Each expression is linear in what it is given, and none is given more than a line.
 */

export interface Word {
  /** UTF-16 units of the text */
  readonly from: number;
  readonly to: number;
  /** as it is looked up */
  readonly form: string;
}

export interface Reading {
  /** words in capitals are looked up too */
  readonly capitals: boolean;
  /** lines that begin with `>` are somebody else's (RFC 3676 §4.5) */
  readonly quotes: boolean;
}

/** Longer ones are no words, and dictionaries end there. */
const LONGEST = 60;
/** No address is worth more. */
const LONGEST_PIECE = 300;

const PIECE = /\S+/gu;
const WORD = /[\p{L}\p{M}\p{N}_\u00AD\u200C\u200D]+(?:['’ʼ‐‑-][\p{L}\p{M}\p{N}_\u00AD\u200C\u200D]+)*/gu;
const OTHER_THAN_LATIN = /[^\p{Script=Latin}\p{M}'-]/u;
const CAMEL = /\p{Ll}\p{Lu}/u;
/** example.org, report.pdf:443, example.org/path; "end.Then" is two words. */
const DOMAIN_LIKE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/:?#].*)?$/;
const AROUND = /^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu;
const TECHNICAL = /[@\\`=]|:\/\/|\{\{|\}\}|^www\.|^[~.]*\/|\/.*\/|\/.*\.\w|^#\w/i;

/** Composed, with one kind of apostrophe and hyphen, without what is not seen. */
export const plainForm = (word: string): string =>
  word
    .replaceAll(/[\u00AD\u200C\u200D]/g, '')
    .normalize('NFC')
    .replaceAll(/[’ʼ]/g, "'")
    .replaceAll(/[‐‑]/g, '-');

/** Whether the word, or a part of one, is passed over as it stands. */
export function isPassedOver(form: string, capitals: boolean): boolean {
  if (form.length < 2 || form.length > LONGEST) return true;
  if (OTHER_THAN_LATIN.test(form) || CAMEL.test(form)) return true;
  return !capitals && form === form.toUpperCase();
}

function isTechnical(piece: string): boolean {
  return (
    piece.length > LONGEST_PIECE || TECHNICAL.test(piece) || DOMAIN_LIKE.test(piece.replaceAll(AROUND, ''))
  );
}

/** Of one line, or one block of a rich text. */
export function wordsOf(line: string, reading: Reading): readonly Word[] {
  if (reading.quotes && line.startsWith('>')) return [];
  const words: Word[] = [];
  for (const piece of line.matchAll(PIECE)) {
    if (isTechnical(piece[0])) continue;
    for (const found of piece[0].matchAll(WORD)) {
      const form = plainForm(found[0]);
      if (isPassedOver(form, reading.capitals)) continue;
      const from = piece.index + found.index;
      words.push({ from, to: from + found[0].length, form });
    }
  }
  return words;
}

/** Where the signature begins, which is not written anew with each mail: dash, dash, space on a line of its own (RFC 3676 §4.3). */
export function signatureStart(body: string): number {
  if (body.startsWith('-- \n')) return 0;
  const at = body.indexOf('\n-- \n');
  return at === -1 ? body.length : at + 1;
}
