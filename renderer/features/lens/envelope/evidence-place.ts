/** From what is known of the envelope to the fields of the header that tell it. */
import type { InferredAddress } from '#core/headers/inferred-envelope.ts';
import type { Header } from '../message.ts';

/** Their places among the header's items, in the order of the evidence; what stands before the header has none. */
export function evidencePlaces({ parsed: { items } }: Header, { evidence }: InferredAddress): number[] {
  const lines = new Set(evidence.map(({ line }) => line));
  const places = new Map<number, number>();
  let line = 1;
  for (const [place, item] of items.entries()) {
    if (lines.has(line)) places.set(line, place);
    line += item.lines.length;
  }
  return evidence.flatMap((one) => (one.line === null ? [] : (places.get(one.line) ?? [])));
}

/** The first Return-Path, which the last server wrote on top (RFC 5321 §4.4); undefined: there is none. */
export function returnPathPlace({ parsed: { items } }: Header): number | undefined {
  const place = items.findIndex((item) => item.kind === 'field' && /^return-path$/i.test(item.name));
  return place < 0 ? undefined : place;
}
