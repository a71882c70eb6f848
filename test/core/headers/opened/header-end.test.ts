/** The end of a header that comes in pieces is the one that the parser finds in the whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeaderEnd } from '#core/headers/header-end.ts';
import { parseHeader } from '#core/headers/parse.ts';

const octets = fc.array(fc.constantFrom(10, 13, 13, 10, 0x41, 0x3a, 0x20), { maxLength: 40 });

function endOf(pieces: readonly Uint8Array[]): number | undefined {
  const scanner = new HeaderEnd();
  for (const piece of pieces) {
    const end = scanner.scan(piece);
    if (end !== undefined) return end;
  }
  return undefined;
}

describe('the end of a header', () => {
  it('is where the parser finds it, however the bytes are cut', () => {
    fc.assert(
      fc.property(octets, fc.array(fc.nat(40), { maxLength: 5 }), (all, cuts) => {
        const bytes = Uint8Array.from(all);
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        const parsed = parseHeader(bytes);
        expect(endOf(pieces)).toBe(parsed.separator === null ? undefined : parsed.end);
      }),
      { numRuns: 3000 },
    );
  });
});
