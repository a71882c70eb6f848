/** Which emoji are offered, in which sections, and where the arrows go among them. */
import { termsOf } from '#core/contacts/fold.ts';
import { GROUPS, type Emoji, type Group } from './emoji-list.ts';

export const COLUMNS = 8;
/** Rows that Page Down passes. */
const PAGE = 5;
/** More are no help. */
const MOST_FOUND = 200;
const MOST_RECENT = 2 * COLUMNS;

export interface Section {
  readonly title: Group | 'recent' | 'found';
  readonly emoji: readonly Emoji[];
}

/** Without a search: what was used last, and all of it by groups. */
export function sectionsOf(
  all: readonly Emoji[],
  recent: readonly string[],
  typed: string,
): readonly Section[] {
  const terms = termsOf(typed);
  if (terms.length > 0) return filled([{ title: 'found', emoji: foundBy(all, terms) }]);
  const used = recent.flatMap((one) => all.find(({ emoji }) => emoji === one) ?? []);
  const groups = GROUPS.filter((group) => group !== null);
  return filled([
    { title: 'recent', emoji: used },
    ...groups.map((title) => ({ title, emoji: all.filter(({ group }) => group === title) })),
  ]);
}

const filled = (sections: readonly Section[]): readonly Section[] =>
  sections.filter(({ emoji }) => emoji.length > 0);

/** Those first that are called so, then those whose name has it, then those that one may think of. */
function foundBy(all: readonly Emoji[], terms: readonly string[]): readonly Emoji[] {
  const whole = terms.join('');
  const rank = ({ called }: Emoji): number => {
    if (called === whole) return 0;
    if (called.startsWith(whole)) return 1;
    return terms.every((term) => called.includes(term)) ? 2 : 3;
  };
  return all
    .filter(({ words }) => terms.every((term) => words.includes(term)))
    .map((emoji) => ({ emoji, rank: rank(emoji) }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_FOUND)
    .map(({ emoji }) => emoji);
}

/** Where a key leads from the emoji at `at`, counted over all sections; null: the key is not about that. */
export function moved(sizes: readonly number[], at: number, key: string): number | null {
  const last = sizes.reduce((sum, size) => sum + size, 0) - 1;
  if (last < 0) return null;
  const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (by !== undefined) return Math.min(last, Math.max(0, at + by));
  const rows = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[key];
  if (rows === undefined) return null;
  const starts = rowsOf(sizes);
  const row = starts.findLastIndex((start) => start <= at);
  const to = Math.min(starts.length - 1, Math.max(0, row + rows));
  const start = starts[to] ?? 0;
  const column = at - (starts[row] ?? 0);
  return Math.min(start + column, (starts[to + 1] ?? last + 1) - 1);
}

/** Where each row begins; a section begins a row. */
function rowsOf(sizes: readonly number[]): readonly number[] {
  const starts: number[] = [];
  let before = 0;
  for (const size of sizes) {
    for (let at = 0; at < size; at += COLUMNS) starts.push(before + at);
    before += size;
  }
  return starts;
}

export const remembered = (recent: readonly string[], chosen: string): string[] =>
  [chosen, ...recent.filter((other) => other !== chosen)].slice(0, MOST_RECENT);
