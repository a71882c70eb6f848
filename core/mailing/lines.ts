/**
 * A long list in which some lines are folded up: each mailing is one line, and where it is unfolded its messages stand below it. Arithmetic
 * alone, so that neither the list nor a mailing in it has to be in memory to know what stands where.
 */
import type { SubmissionId } from '../message/ids.ts';

/** Mailings that a list has unfolded at once. */
export const UNFOLDED_AT_MOST = 50;

/** A mailing that is unfolded: which line of the folded list it is, and how many messages stand below it. */
export interface Unfolded {
  readonly line: number;
  readonly messages: number;
}

export type PlaceInLines =
  | { readonly kind: 'line'; readonly line: number }
  /** a message below the line of its mailing */
  | { readonly kind: 'below'; readonly line: number; readonly message: number };

/** In the order of their lines, as all functions here take them. */
export const inOrder = <T extends Unfolded>(unfolded: readonly T[]): T[] =>
  unfolded.toSorted((one, other) => one.line - other.line);

/** Rows that there are in all. */
export const rowsOf = (lines: number, unfolded: readonly Unfolded[]): number =>
  unfolded.reduce((sum, { messages }) => sum + messages, lines);

/** What stands in this row, the first being 0. */
export function placeOf(unfolded: readonly Unfolded[], row: number): PlaceInLines {
  let before = 0;
  for (const { line, messages } of unfolded) {
    const head = line + before;
    if (row <= head) break;
    if (row <= head + messages) return { kind: 'below', line, message: row - head - 1 };
    before += messages;
  }
  return { kind: 'line', line: row - before };
}

/** The row where it stands. */
export function rowOf(unfolded: readonly Unfolded[], place: PlaceInLines): number {
  let row = place.line;
  for (const { line, messages } of unfolded) if (line < place.line) row += messages;
  return place.kind === 'line' ? row : row + 1 + place.message;
}

/** Rows that follow each other and are of one kind: of the list, or of one mailing. */
export type Stretch =
  | { readonly kind: 'lines'; readonly first: number; readonly count: number }
  | { readonly kind: 'below'; readonly line: number; readonly first: number; readonly count: number };

/** What `limit` rows from `offset` on are made of, in their order. */
export function stretchesOf(
  lines: number,
  unfolded: readonly Unfolded[],
  offset: number,
  limit: number,
): Stretch[] {
  const found: Stretch[] = [];
  const end = Math.min(offset + limit, rowsOf(lines, unfolded));
  for (let row = Math.max(0, offset); row < end;) {
    const place = placeOf(unfolded, row);
    if (place.kind === 'line') {
      const next = unfolded.find(({ line }) => line >= place.line)?.line ?? lines - 1;
      const count = Math.min(end - row, next - place.line + 1);
      found.push({ kind: 'lines', first: place.line, count });
      row += count;
    } else {
      const { line, message } = place;
      const messages = unfolded.find((one) => one.line === line)?.messages ?? 0;
      const count = Math.min(end - row, messages - message);
      found.push({ kind: 'below', line, first: message, count });
      row += count;
    }
  }
  return found;
}

export type Line<T> =
  | { readonly kind: 'message'; readonly message: T }
  | { readonly kind: 'mailing'; readonly id: SubmissionId; readonly messages: readonly T[] };

/** One line for each mailing, where the first of its messages stood; `mailingOf` null: it is a message alone. */
export function folded<T>(messages: Iterable<T>, mailingOf: (message: T) => SubmissionId | null): Line<T>[] {
  const lines: Line<T>[] = [];
  const found = new Map<SubmissionId, T[]>();
  for (const message of messages) {
    const id = mailingOf(message);
    const known = id === null ? undefined : found.get(id);
    if (known !== undefined) known.push(message);
    else if (id === null) lines.push({ kind: 'message', message });
    else {
      const first = [message];
      found.set(id, first);
      lines.push({ kind: 'mailing', id, messages: first });
    }
  }
  return lines;
}
