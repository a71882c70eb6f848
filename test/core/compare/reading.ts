/** Messages of the tests of compare, read as the view does. */
import { createHash } from 'node:crypto';
import { BodyComparer, type BodyComparison } from '#core/compare/body.ts';
import type { BodyDigest } from '#core/compare/canonical.ts';
import { compareHeaders, type ComparedHeader, type FieldRow } from '#core/compare/fields.ts';
import { parseHeader } from '#core/headers/parse.ts';

export function headerOf(...lines: readonly string[]): ComparedHeader {
  const bytes = new TextEncoder().encode([...lines, '', ''].join('\r\n'));
  return { bytes, parsed: parseHeader(bytes) };
}

export const newDigest = (): BodyDigest => {
  const hash = createHash('sha256');
  return { update: (octets) => void hash.update(octets), end: () => hash.digest('base64') };
};

/** `changed Subject`, `added Received (relay)`, `same, moved To` a row. */
export const outline = (before: ComparedHeader, after: ComparedHeader): string[] =>
  compareHeaders(before, after).rows.map(lineOf);

function lineOf({ relation, moved, layout, before, after, adder }: FieldRow): string {
  const item = (after ?? before)?.item;
  return [
    `${[relation, ...layout].join('+')}${moved ? ', moved' : ''}`,
    item?.kind === 'field' ? item.name : '?',
    ...(adder === null ? [] : [`(${adder})`]),
  ].join(' ');
}

export function bodiesOf(
  before: string | Uint8Array,
  after: string | Uint8Array,
  size = 1 << 20,
): BodyComparison {
  const [left, right] = [before, after].map((body) => Buffer.from(body));
  const comparer = new BodyComparer(newDigest);
  if (left === undefined || right === undefined) return comparer.finish();
  for (let at = 0; at < Math.max(left.length, right.length); at += size)
    comparer.push(left.subarray(at, at + size), right.subarray(at, at + size));
  return comparer.finish();
}
