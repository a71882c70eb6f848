/** What is worth a remark in a value that is text: the charsets it was decoded from, those that are unknown here, stray octets. */
import type { Reading } from '#core/headers/values/reading.ts';

export interface ValueNotes {
  readonly decodedFrom: readonly string[];
  readonly unknown: readonly string[];
  /** 8-bit octets that are no UTF-8 */
  readonly stray: boolean;
}

export const noNotes: ValueNotes = { decodedFrom: [], unknown: [], stray: false };

export function valueNotes(reading: Reading): ValueNotes {
  if (reading.kind !== 'text') return noNotes;
  const decodedFrom = new Set<string>();
  const unknown = new Set<string>();
  let stray = false;
  for (const { kind, charset } of reading.pieces) {
    if (kind === 'word' && charset !== null) decodedFrom.add(charset);
    if (kind === 'octets' && charset === null) stray = true;
    if (kind === 'octets' && charset !== null) unknown.add(charset);
  }
  return { decodedFrom: [...decodedFrom].slice(0, 8), unknown: [...unknown].slice(0, 8), stray };
}
