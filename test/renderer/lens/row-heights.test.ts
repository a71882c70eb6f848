import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowHeights } from '#renderer/features/lens/fields/row-heights.ts';

describe('rows of different heights', () => {
  it('begin where those before them end', () => {
    const rows = new RowHeights(4, () => 10);
    expect(rows.set(1, 30)).toBe(20);
    expect([0, 1, 2, 3, 4].map((row) => rows.top(row))).toEqual([0, 10, 40, 50, 60]);
    expect([-5, 0, 9, 10, 39, 40, 59, 60, 1000].map((offset) => rows.at(offset))).toEqual([
      0, 0, 0, 1, 1, 2, 3, 3, 3,
    ]);
    expect(rows.set(7, 30)).toBe(0);
  });

  it('are none in an empty list', () => {
    const rows = new RowHeights(0, () => 10);
    expect([rows.total, rows.at(5), rows.top(3)]).toEqual([0, 0, 0]);
  });

  it('are found by any offset, whatever was measured in between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(49), fc.integer({ min: 1, max: 400 }))),
        fc.nat(25_000),
        (measured, offset) => {
          const rows = new RowHeights(50, (row) => 20 + (row % 3));
          for (const [row, height] of measured) {
            rows.set(row, height);
            rows.at(offset);
          }
          const row = rows.at(offset);
          if (offset >= rows.total) expect(row).toBe(49);
          else {
            expect(rows.top(row)).toBeLessThanOrEqual(offset);
            expect(rows.top(row + 1)).toBeGreaterThan(offset);
          }
        },
      ),
    );
  });
});
