// All that is made of a header when a message is opened: what the fuzz runs call.
import { addedBy } from '#core/headers/added-by.ts';
import { parseHeader } from '#core/headers/parse.ts';
import { routeOf } from '#core/headers/route/route.ts';
import { lineSegments, roleOf } from '#core/headers/source-tokens.ts';
import { decoded } from '#core/headers/unfold.ts';
import { readField } from '#core/headers/values/reading.ts';

/** Ends with an error where a reader breaks a promise: the items joined are the header, one answer an item, segments cover their line. */
export function readAll(bytes: Uint8Array): void {
  const header = parseHeader(bytes);
  let at = 0;
  for (const item of header.items) {
    if (item.start !== at) throw new Error(`a gap before byte ${String(item.start)}`);
    at = item.end;
    if (item.kind === 'field') {
      readField(bytes, item);
      decoded(bytes, item);
    }
    for (const [index, line] of item.lines.entries()) {
      let covered = line.start;
      for (const segment of lineSegments(bytes, line, roleOf(item, index))) {
        if (segment.start !== covered) throw new Error(`a gap in the line at byte ${String(covered)}`);
        covered = segment.end;
      }
      if (covered !== line.next) throw new Error(`a line ends early at byte ${String(covered)}`);
    }
  }
  if (at !== (header.separator?.start ?? header.end)) throw new Error('the items do not join to the header');
  if (addedBy(header, bytes, false).length !== header.items.length) throw new Error('not one adder an item');
  routeOf(header, bytes);
}
