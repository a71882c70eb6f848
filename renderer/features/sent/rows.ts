/** Where day headings and lines stand in the list: arithmetic over `sent.days` alone, so that no line need be known to lay it out. */
import type { SentDay } from '#core/contract/sent.ts';
import { pagesOf } from '../../ui/list/pages.ts';

export type ListRow =
  | { readonly kind: 'day'; readonly day: string; readonly count: number }
  /** `index`: the place in the list of a message or mailing, newest first */
  | { readonly kind: 'line'; readonly index: number; readonly day: string };

interface PlacedDay extends SentDay {
  /** row of its heading */
  readonly row: number;
  /** index of its first line */
  readonly first: number;
}

export interface ListLayout {
  readonly days: readonly PlacedDay[];
  readonly lines: number;
  readonly rows: number;
}

/** Days without lines get no heading. */
export function layOut(days: readonly SentDay[]): ListLayout {
  const placed: PlacedDay[] = [];
  let lines = 0;
  for (const day of days) {
    if (day.rows <= 0) continue;
    placed.push({ ...day, row: lines + placed.length, first: lines });
    lines += day.rows;
  }
  return { days: placed, lines, rows: lines + placed.length };
}

/** Undefined outside the list. */
export function rowAt(layout: ListLayout, row: number): ListRow | undefined {
  if (row < 0 || row >= layout.rows) return undefined;
  const day = lastDay(layout, (candidate) => candidate.row <= row);
  if (day === undefined) return undefined;
  if (day.row === row) return { kind: 'day', day: day.day, count: day.count };
  return { kind: 'line', index: day.first + (row - day.row - 1), day: day.day };
}

/** The row of a line; an index beyond the list is clamped into it. */
export function rowOfLine(layout: ListLayout, index: number): number {
  const within = Math.min(Math.max(index, 0), Math.max(0, layout.lines - 1));
  const day = lastDay(layout, (candidate) => candidate.first <= within);
  return day === undefined ? 0 : day.row + 1 + (within - day.first);
}

/** Days are in order, and those that satisfy the condition come first: the last of them, and how many there are, by halves. */
const lastDay = (layout: ListLayout, holds: (day: PlacedDay) => boolean): PlacedDay | undefined =>
  layout.days[daysBefore(layout, holds) - 1];

function daysBefore(layout: ListLayout, holds: (day: PlacedDay) => boolean): number {
  let low = 0;
  let high = layout.days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const day = layout.days[middle];
    if (day !== undefined && holds(day)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** px; the design's rows, and the headings between them */
export const LINE_HEIGHT = 64;
export const DAY_HEIGHT = 32;

/** Rows of both kinds lie above this one: where it begins, in px. `layout.rows` gives the height of the whole. */
export function offsetOfRow(layout: ListLayout, row: number): number {
  const above = Math.min(Math.max(row, 0), layout.rows);
  const headings = daysBefore(layout, (day) => day.row < above);
  return headings * DAY_HEIGHT + (above - headings) * LINE_HEIGHT;
}

/** The row drawn at this height, within the list. */
export function rowAtOffset(layout: ListLayout, offset: number): number {
  const days = daysBefore(layout, (day) => offsetOfRow(layout, day.row) <= offset);
  const day = layout.days[days - 1];
  if (day === undefined) return 0;
  const into = offset - offsetOfRow(layout, day.row) - DAY_HEIGHT;
  const row = into < 0 ? day.row : day.row + 1 + Math.floor(into / LINE_HEIGHT);
  return Math.min(row, day.row + day.rows, layout.rows - 1);
}

/** The pages that hold these rows. */
export function pagesInView(layout: ListLayout, firstRow: number, lastRow: number): number[] {
  if (layout.lines === 0) return [];
  const indexOf = (row: number) => {
    const found = rowAt(layout, Math.min(Math.max(row, 0), layout.rows - 1));
    if (found?.kind === 'line') return found.index;
    const next = rowAt(layout, row + 1);
    return next?.kind === 'line' ? next.index : 0;
  };
  return pagesOf(indexOf(firstRow), indexOf(lastRow));
}
