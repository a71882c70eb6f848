import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heights } from '#renderer/ui/list/heights.ts';

const GUESS = 60;

describe('rows of different heights', () => {
  it('stand below the sum of those above, and are found again by where they stand', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.tuple(fc.nat(299), fc.integer({ min: 1, max: 900 })), { maxLength: 60 }),
        (rows, measurements) => {
          let heights = new Heights(rows, GUESS);
          const plain = Array.from({ length: rows }, () => GUESS);
          for (const [row, height] of measurements) {
            heights = heights.with([[row, height]]);
            if (row < rows) plain[row] = height;
          }
          let offset = 0;
          plain.forEach((height, row) => {
            expect(heights.offsetOf(row)).toBe(offset);
            expect(heights.rowAt(offset)).toBe(row);
            expect(heights.rowAt(offset + height - 0.5)).toBe(row);
            offset += height;
          });
          expect(heights.offsetOf(rows)).toBe(offset);
          expect(heights.rowAt(offset + 1000)).toBe(rows - 1);
        },
      ),
    );
  });

  it('are another value only when a height was another', () => {
    const heights = new Heights(3, GUESS);
    expect(heights.with([[1, GUESS]])).toBe(heights);
    expect(heights.with([[3, 80]])).toBe(heights);
    const higher = heights.with([[1, 80]]);
    expect(higher).not.toBe(heights);
    expect([higher.of(1), higher.with([[1, 80]])]).toEqual([80, higher]);
  });
});
