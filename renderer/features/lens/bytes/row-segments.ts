/** The segments of one row: header lines are read as a whole, since an encoded word may span rows; a body line is read row by row. */
import { lineAt } from '#core/headers/lines.ts';
import { lineSegments, roleOf, sliceSegments, type Segment } from '#core/headers/source-tokens.ts';
import type { BytePages } from './byte-pages.ts';
import type { PlacedRow } from './line-table.ts';
import type { LineOwner } from './source-lines.ts';

const shift = (segments: readonly Segment[], by: number): Segment[] =>
  segments.map((segment) => ({ ...segment, start: segment.start + by, end: segment.end + by }));

/** `bytes` are the header's. */
export function headerLineSegments(bytes: Uint8Array, owner: LineOwner, start: number): readonly Segment[] {
  const line = lineAt(bytes, start);
  return line === undefined ? [] : lineSegments(bytes, line, roleOf(owner.item, owner.index));
}

export const headerRowSegments = (whole: readonly Segment[], { start, end }: PlacedRow): Segment[] =>
  sliceSegments(whole, start, end);

const isContinuation = (octet: number | undefined) => octet !== undefined && (octet & 0xc0) === 0x80;

/** Undefined until the bytes came. A character that the row's end would cut belongs to the row where it begins. */
export function bodyRowSegments(
  pages: BytePages,
  placed: PlacedRow,
  lineEnd: number,
): readonly Segment[] | undefined {
  const to = Math.min(placed.end + 3, lineEnd);
  const bytes = pages.slice(placed.start, to);
  if (bytes === undefined) return undefined;
  let from = 0;
  while (!placed.first && from < 3 && isContinuation(bytes[from])) from += 1;
  let end = placed.end - placed.start;
  while (end < bytes.length && isContinuation(bytes[end])) end += 1;
  const row = bytes.subarray(from, end);
  const line = lineAt(row, 0);
  return line === undefined ? [] : shift(lineSegments(row, line, { kind: 'plain' }), placed.start + from);
}
