// Which lines of a long text are in view, with as little measuring as can be.
import { describe, expect, it } from 'vitest';
import { Rows } from '#renderer/features/compose/spelling/field/rows.ts';

/** Each line takes a row for every ten letters. */
const rowsOf = (line: string): number => Math.max(1, Math.ceil(line.length / 10));

function ruler() {
  const measured: string[] = [];
  return {
    measured,
    measure: (lines: readonly string[]) => {
      measured.push(...lines);
      return lines.map(rowsOf);
    },
  };
}

describe('the lines in view', () => {
  it('are those that show in the rows asked for', () => {
    const rows = new Rows();
    const { measure } = ruler();
    rows.take(['a', 'b'.repeat(25), '', 'c', 'd'], 500);
    expect(rows.span(0, 0, measure)).toEqual({ lines: [0, 1], offset: 0, row: 0 });
    expect(rows.span(2.5, 4.5, measure)).toEqual({ lines: [1, 3], offset: 2, row: 1 });
    expect(rows.span(5, 90, measure)).toEqual({ lines: [3, 5], offset: 29, row: 5 });
  });

  it('are none where there is no text, or nothing of it shows', () => {
    const rows = new Rows();
    const { measure } = ruler();
    rows.take(['a'], 500);
    expect(rows.span(3, 1, measure)?.lines).toEqual([0, 1]);
    expect(rows.span(-5, -3, measure)?.lines).toEqual([0, 0]);
    rows.take([], 500);
    expect(rows.span(0, 9, measure)?.lines).toEqual([0, 0]);
  });

  it('wait for what is above them, one bounded piece at a time', () => {
    const rows = new Rows();
    const { measure, measured } = ruler();
    rows.take(
      Array.from({ length: 10_000 }, () => 'x'.repeat(9)),
      500,
    );
    expect(rows.span(7000, 7010, measure)).toBeNull();
    expect(measured.length).toBe(3000);
    expect(rows.span(7000, 7010, measure)).toBeNull();
    expect(rows.span(7000, 7010, measure)?.lines).toEqual([7000, 7011]);
    expect(measured.length).toBe(9000);
  });

  it('measure again only what changed, and everything at another width', () => {
    const rows = new Rows();
    const first = ruler();
    rows.take(['a', 'b', 'c', 'd'], 500);
    rows.span(0, 9, first.measure);
    const second = ruler();
    rows.take(['a', 'b'.repeat(11), 'new', 'c', 'd'], 500);
    expect(rows.span(0, 9, second.measure)?.lines).toEqual([0, 5]);
    expect(second.measured).toEqual(['b'.repeat(11), 'new']);
    expect(rows.span(5, 5, second.measure)).toEqual({ lines: [4, 5], offset: 20, row: 5 });
    const third = ruler();
    rows.take(['a', 'b'], 400);
    rows.span(0, 9, third.measure);
    expect(third.measured).toEqual(['a', 'b']);
  });
});
