/**
 * What two spellings have in common, for search: case, accents and ligatures away. Where a word begins is marked by a space, punctuation
 * is a word of its own, so that a search for the beginnings of words is a search for a text.
 */

/** Letters that NFKD leaves whole, and what people type for them. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
};

export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßøđðłıþ]/g, (letter) => LETTERS[letter] ?? letter);
}

/** ` jean - pierre`: each word and each run of punctuation behind one space. */
export function foldedWords(text: string): string {
  const words = fold(text).match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]+/gu) ?? [];
  return words.map((word) => ` ${word}`).join('');
}

/** More words than this narrow nothing down. */
const MAX_TERMS = 8;

/** What is looked for, as texts that `foldedWords` of a find contains; `<` and quotes are how an address is written, not part of it. */
export function termsOf(typed: string): string[] {
  return typed
    .replaceAll(/[<>"]/g, ' ')
    .split(/\s+/)
    .map(foldedWords)
    .filter((term) => term !== '')
    .slice(0, MAX_TERMS);
}

/** The parts of a text that were found, in order: what a list shows as marked. Each counts in UTF-16 units, `[from, to)`. */
export function marksIn(text: string, terms: readonly string[]): [number, number][] {
  const { folded, from, to } = folding(text);
  const found = terms
    .flatMap((term) => {
      const at = folded.indexOf(term);
      if (at < 0) return [];
      // The space before the first word is nobody's.
      const first = from[at + 1];
      const last = to[at + term.length - 1];
      return first === undefined || last === undefined ? [] : [[first, last] as [number, number]];
    })
    .toSorted(([a], [b]) => a - b);
  const marks: [number, number][] = [];
  for (const [begin, end] of found) {
    const before = marks.at(-1);
    if (before !== undefined && begin <= before[1]) before[1] = Math.max(before[1], end);
    else marks.push([begin, end]);
  }
  return marks;
}

/** `foldedWords`, and for each of its units where in the text it comes from. */
function folding(text: string): { folded: string; from: number[]; to: number[] } {
  let folded = '';
  const from: number[] = [];
  const to: number[] = [];
  let kind = 'space';
  let at = 0;
  for (const char of text) {
    const end = at + char.length;
    const plain = fold(char);
    if (/^\p{M}+$/u.test(char)) {
      if (to.length > 0 && kind !== 'space') to[to.length - 1] = end;
    } else {
      const next = /^\s*$/.test(plain) ? 'space' : /^[\p{L}\p{N}]/u.test(plain) ? 'word' : 'sign';
      const added = next === 'space' ? '' : next === kind ? plain : ` ${plain}`;
      folded += added;
      for (let unit = 0; unit < added.length; unit += 1) {
        from.push(at);
        to.push(end);
      }
      kind = next;
    }
    at = end;
  }
  return { folded, from, to };
}
