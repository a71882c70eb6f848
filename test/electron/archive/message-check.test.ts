// The check of a message's bytes says the same however they are cut into pieces, and the same as reading them byte by byte.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MessageCheck, MessageFailure } from '#electron/archive/message-check.ts';

/** `ok`, or what is wrong. */
function verdict(text: string, cuts: readonly number[]): string {
  const bytes = Buffer.from(text, 'latin1');
  const check = new MessageCheck();
  try {
    const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
    for (const [index, edge] of edges.entries()) check.take(bytes.subarray(edge, edges[index + 1] ?? edge));
    return `ok, header ${String(check.finish().headerSize)}`;
  } catch (error) {
    if (error instanceof MessageFailure) return 'refused';
    throw error;
  }
}

const allowed = (c: string): boolean => c > '\0' && c <= '\x7f' && c !== '\r' && c !== '\n';

function plainVerdict(text: string): string {
  const lines = text.split('\r\n');
  const sound =
    text !== '' &&
    lines.at(-1) === '' &&
    lines.every((line) => line.length <= 998 && Array.from(line).every(allowed));
  if (!sound) return 'refused';
  const empty = text.startsWith('\r\n') ? 2 : text.indexOf('\r\n\r\n') + 4;
  return `ok, header ${String(empty === 3 ? text.length : empty)}`;
}

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constant('\r\n') },
  { weight: 5, arbitrary: fc.string({ unit: fc.constantFrom('a', ' ', '.', ':'), maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom('\r', '\n', '\0', '\xe9', 'x'.repeat(998), 'x') },
);

it('agrees with the plain reading of the rules, for any bytes in any pieces', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.nat(3000), { maxLength: 8 }),
      (parts, cuts) => {
        const text = parts.join('');
        expect(verdict(text, cuts)).toBe(plainVerdict(text));
      },
    ),
    { numRuns: 3000 },
  );
});
