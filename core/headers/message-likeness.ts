/** Is this a message at all? By its beginning: whether a field that mail knows stands there. */
import { fieldKey } from './fields.ts';
import { parseHeader } from './parse.ts';

/** octets of the beginning that are looked at */
export const LIKENESS = 64 * 1024;
/** items of the header that are looked at; what copies put before the first field is passed over */
const ITEMS = 40;

export function looksLikeMessage(head: Uint8Array): boolean {
  return parseHeader(head.subarray(0, LIKENESS))
    .items.slice(0, ITEMS)
    .some((item) => item.kind === 'field' && fieldKey(item.name) !== 'unknown');
}
