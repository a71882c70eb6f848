// Who comes first among those one writes to.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HALF_LIFE, NEVER_USED, rankAfter } from '#core/contacts/rank.ts';

const NOW = Date.UTC(2026, 10, 27);
const DAY = 24 * 3600 * 1000;
const after = (days: readonly number[]): number =>
  days.reduce((rank, day) => rankAfter(rank, NOW - day * DAY), NEVER_USED);

it('puts who was written to last before who was written to once as long ago', () => {
  expect(after([1])).toBeGreaterThan(after([2]));
});

it('puts who is written to often before who was written to once, more lately', () => {
  expect(after([12, 9, 7, 3])).toBeGreaterThan(after([1]));
});

it('forgets old habits', () => {
  expect(after([1, 1])).toBeGreaterThan(after(Array.from({ length: 20 }, () => 365)));
});

it('gives twice as many letters the worth of a half-life', () => {
  expect(after([5, 5]) - after([5])).toBeCloseTo(HALF_LIFE, 0);
});

it('does not depend on the order in which uses become known', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 30 }), (days) => {
      expect(after(days.toSorted((a, b) => a - b))).toBeCloseTo(after(days.toSorted((a, b) => b - a)), -1);
    }),
  );
});

it('puts everybody who was ever written to before those who were not', () => {
  expect(after([36_000])).toBeLessThan(NOW);
  expect(after([20_000])).toBeGreaterThan(NEVER_USED);
});
