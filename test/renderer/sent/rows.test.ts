import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY_HEIGHT,
  layOut,
  LINE_HEIGHT,
  offsetOfRow,
  pagesInView,
  rowAt,
  rowAtOffset,
  rowOfLine,
} from '#renderer/features/sent/rows.ts';
import { indexAfter } from '#renderer/ui/list/keys.ts';
import { PAGE } from '#renderer/ui/list/pages.ts';

const days = [
  { day: '2026-11-23', count: 3, rows: 3 },
  { day: '2026-11-22', count: 2, rows: 2 },
  { day: '2026-11-19', count: 4, rows: 4 },
];

describe('rows with day headings', () => {
  it('begin each day with its heading', () => {
    const layout = layOut(days);
    expect(layout.rows).toBe(12);
    expect(Array.from({ length: 12 }, (_, row) => rowAt(layout, row)?.kind === 'day')).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(rowAt(layout, 4)).toEqual({ kind: 'day', day: '2026-11-22', count: 2 });
    expect(rowAt(layout, 5)).toEqual({ kind: 'line', index: 3, day: '2026-11-22' });
  });

  it('give an empty day no heading', () => {
    expect(layOut([{ day: '2026-11-23', count: 0, rows: 0 }, ...days]).rows).toBe(12);
  });

  it('end where the list ends', () => {
    const layout = layOut(days);
    expect(rowAt(layout, -1)).toBeUndefined();
    expect(rowAt(layout, 12)).toBeUndefined();
    expect(rowAt(layOut([]), 0)).toBeUndefined();
  });

  it('find each message back in its row', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), (counts) => {
        const layout = layOut(counts.map((count, index) => ({ day: String(index), count, rows: count })));
        for (let index = 0; index < layout.lines; index += 1)
          expect(rowAt(layout, rowOfLine(layout, index))).toMatchObject({ kind: 'line', index });
      }),
    );
  });

  it('lay out 50,000 messages on 1,000 days at once', () => {
    const layout = layOut(
      Array.from({ length: 1000 }, (_, index) => ({ day: String(index), count: 50, rows: 50 })),
    );
    expect(layout.rows).toBe(51_000);
    expect(rowAt(layout, 50_999)).toMatchObject({ kind: 'line', index: 49_999 });
  });
});

describe('heights of rows', () => {
  it('add up headings and messages', () => {
    const layout = layOut(days);
    expect(offsetOfRow(layout, 5)).toBe(2 * DAY_HEIGHT + 3 * LINE_HEIGHT);
    expect(offsetOfRow(layout, layout.rows)).toBe(3 * DAY_HEIGHT + 9 * LINE_HEIGHT);
  });

  it('lead back from any pixel to its row', () => {
    const layout = layOut(days);
    for (let offset = 0; offset < offsetOfRow(layout, layout.rows); offset += 1) {
      const row = rowAtOffset(layout, offset);
      expect(offsetOfRow(layout, row)).toBeLessThanOrEqual(offset);
      expect(offsetOfRow(layout, row + 1)).toBeGreaterThan(offset);
    }
    expect(rowAtOffset(layout, 1e9)).toBe(layout.rows - 1);
    expect(rowAtOffset(layOut([]), 10)).toBe(0);
  });
});

describe('pages in view', () => {
  const layout = layOut([{ day: '2026-11-23', count: 50_000, rows: 50_000 }]);

  it('are those that hold the rows, and no others', () => {
    expect(pagesInView(layout, 0, 12)).toEqual([0]);
    expect(pagesInView(layout, 95, 105)).toEqual([0, 1]);
    expect(pagesInView(layout, 49_990, 50_000)).toEqual([499]);
  });

  it('are none for an empty list', () => {
    expect(pagesInView(layOut([]), 0, 10)).toEqual([]);
  });

  it('hold every message that is shown', () => {
    const many = layOut(
      Array.from({ length: 40 }, (_, index) => ({ day: String(index), count: 30, rows: 30 })),
    );
    fc.assert(
      fc.property(fc.nat(many.rows - 1), fc.nat(40), (first, length) => {
        const last = Math.min(first + length, many.rows - 1);
        const pages = pagesInView(many, first, last);
        for (let row = first; row <= last; row += 1) {
          const entry = rowAt(many, row);
          if (entry?.kind === 'line') expect(pages).toContain(Math.floor(entry.index / PAGE));
        }
      }),
    );
  });
});

describe('keys of the list', () => {
  it.each([
    ['ArrowDown', 4, 5],
    ['ArrowDown', 9, 9],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 0],
    ['PageDown', 2, 6],
    ['PageUp', 2, 0],
    ['Home', 7, 0],
    ['End', 0, 9],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(indexAfter(key, from, 10, 4)).toBe(to);
  });

  it('leave other keys, and an empty list, alone', () => {
    expect(indexAfter('a', 3, 10, 4)).toBeUndefined();
    expect(indexAfter('End', -1, 0, 4)).toBeUndefined();
  });
});
