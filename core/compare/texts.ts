/** Two decoded texts, line by line: what a text part says before and after. How it was encoded, and how its lines end, is not looked at. */
import { shownString } from '../headers/values/shown-text.ts';
import { runsOf, type Run } from './runs.ts';
import { wordRuns, type WordRun } from './words.ts';

/**
 * `white-space`: the same words, otherwise spaced or broken into lines. `appended`: all of it is there, and more behind it, as the footer of a
 * list. `prepended`: the same before it, as the banner of a gateway.
 */
type TextRelation = 'same' | 'white-space' | 'appended' | 'prepended' | 'changed';

export interface TextLine {
  readonly kind: 'same' | 'removed' | 'added';
  /** from 1, of the text that it stands in; of the later one for `same` */
  readonly number: number;
  readonly words: readonly WordRun[];
}

/** Lines that stand together; between hunks nothing differs. */
type Hunk = readonly TextLine[];

export interface TextComparison {
  readonly relation: TextRelation;
  /** lines that came, and that went */
  readonly added: number;
  readonly removed: number;
  /** line of the earlier text behind which the first of them stands; 0: before the first */
  readonly behind: number;
  readonly hunks: readonly Hunk[];
  /** changed lines that are not in the hunks */
  readonly more: number;
}

const CONTEXT = 2;
/** Lines shown as changed. */
const MOST_SHOWN = 300;

export function compareTexts(before: string, after: string): TextComparison {
  const [left, right] = [linesOf(before), linesOf(after)];
  const runs = runsOf(left, right);
  const count = (kind: 'added' | 'removed') =>
    runs.reduce((sum, run) => (run.kind === kind ? sum + run.to - run.from : sum), 0);
  const [added, removed] = [count('added'), count('removed')];
  const [first] = runs;
  const relation = relationOf(before, after, left, right);
  const isAround = relation === 'appended' || relation === 'prepended';
  const hunks = hunksOf(entriesOf(left, right, runs));
  return {
    relation,
    // A line that is only spaced otherwise is none that came.
    added: isAround ? right.length - left.length : added,
    removed: isAround ? 0 : removed,
    behind: relation === 'appended' ? left.length : first?.kind === 'same' ? first.to : 0,
    hunks,
    more: Math.max(0, added + removed - MOST_SHOWN),
  };
}

/** Empty lines at the end say nothing, here as to DKIM. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n/);
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function relationOf(
  before: string,
  after: string,
  left: readonly string[],
  right: readonly string[],
): TextRelation {
  if (left.length === right.length && left.every((line, at) => line === right[at])) return 'same';
  if (spaced(before) === spaced(after)) return 'white-space';
  const loose = (lines: readonly string[]) => lines.map(spaced);
  const [old, now] = [loose(left), loose(right)];
  if (old.length === 0 || old.length >= now.length) return 'changed';
  if (old.every((line, at) => line === now[at])) return 'appended';
  const ahead = now.length - old.length;
  return old.every((line, at) => line === now[ahead + at]) ? 'prepended' : 'changed';
}

const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

interface Entry {
  readonly kind: TextLine['kind'];
  readonly number: number;
  readonly text: string;
  /** of a changed line, how it reads on the other side */
  readonly twin: string | null;
}

function hunksOf(entries: readonly Entry[]): Hunk[] {
  const hunks: Entry[][] = [];
  let shown = 0;
  let until = -1;
  for (const [at, entry] of entries.entries()) {
    if (entry.kind === 'same') continue;
    if (shown >= MOST_SHOWN) break;
    shown += 1;
    const from = Math.max(until, at - CONTEXT, 0);
    if (from > until || hunks.length === 0) hunks.push([]);
    until = Math.min(entries.length, at + 1 + CONTEXT);
    hunks.at(-1)?.push(...entries.slice(from, until));
  }
  return hunks.map((hunk) => hunk.map(drawn));
}

/** One after the other; a block that was replaced by one of as many lines is changed line by line. */
function entriesOf(left: readonly string[], right: readonly string[], runs: readonly Run[]): Entry[] {
  const entries: Entry[] = [];
  let number = 0;
  for (const [at, { kind, from, to }] of runs.entries()) {
    const neighbour = runs[kind === 'removed' ? at + 1 : at - 1];
    const isPair =
      (kind === 'removed' && neighbour?.kind === 'added') ||
      (kind === 'added' && neighbour?.kind === 'removed');
    const twins = isPair && neighbour.to - neighbour.from === to - from ? neighbour.from : null;
    for (let line = from; line < to; line += 1) {
      if (kind !== 'removed') number += 1;
      entries.push({
        kind,
        number: kind === 'removed' ? line + 1 : number,
        text: (kind === 'added' ? right : left)[line] ?? '',
        twin: twins === null ? null : ((kind === 'added' ? left : right)[twins + line - from] ?? null),
      });
    }
  }
  return entries;
}

/** Characters of a line that are shown. */
const MOST_OF_LINE = 2000;

function drawn({ kind, number, text, twin }: Entry): TextLine {
  const pieces = shownString(text.slice(0, MOST_OF_LINE));
  if (twin === null) return { kind, number, words: [{ kind, pieces }] };
  const other = shownString(twin.slice(0, MOST_OF_LINE));
  const words = kind === 'added' ? wordRuns(other, pieces) : wordRuns(pieces, other);
  const ofThisSide = words.filter((run) => run.kind === 'same' || run.kind === kind);
  return { kind, number, words: ofThisSide };
}
