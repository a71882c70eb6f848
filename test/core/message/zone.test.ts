/** Moments against the clocks of zones, at changes of clock too; expected values are those of the IANA database. */
import { describe, expect, it } from 'vitest';
import { daysLater, instantOf, wallClockAt, weekdayOf } from '#core/message/zone.ts';

const iso = (date: string, time: string, zone: string) => {
  const at = instantOf({ date, time }, zone);
  return at === null ? null : new Date(at).toISOString();
};

describe('a date and a time in a zone', () => {
  it('are the moment at which its clocks show them', () => {
    expect(iso('2026-11-24', '08:00', 'Europe/Paris')).toBe('2026-11-24T07:00:00.000Z');
    expect(iso('2026-07-01', '08:00', 'Europe/Paris')).toBe('2026-07-01T06:00:00.000Z');
    expect(iso('2026-11-24', '08:00', 'Asia/Kathmandu')).toBe('2026-11-24T02:15:00.000Z');
    expect(iso('2026-11-24', '08:00', 'UTC')).toBe('2026-11-24T08:00:00.000Z');
  });

  it('mean the first of two when the clocks go back', () => {
    expect(iso('2026-10-25', '02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('mean the time after the leap when the clocks leap over them', () => {
    expect(iso('2026-03-29', '02:30', 'Europe/Paris')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('are right on both sides of a change within a day', () => {
    expect(iso('2026-03-29', '01:59', 'Europe/Paris')).toBe('2026-03-29T00:59:00.000Z');
    expect(iso('2026-03-29', '03:00', 'Europe/Paris')).toBe('2026-03-29T01:00:00.000Z');
    expect(iso('2026-10-25', '03:00', 'Europe/Paris')).toBe('2026-10-25T02:00:00.000Z');
  });

  it('are no moment when one of them is missing or none', () => {
    expect([
      iso('', '08:00', 'UTC'),
      iso('2026-11-24', '', 'UTC'),
      iso('2026-13-40', '08:00', 'UTC'),
    ]).toEqual([null, null, null]);
  });
});

describe('a moment', () => {
  it('is what the clocks of the zone show', () => {
    const at = Date.parse('2026-11-24T07:05:59Z');
    expect(wallClockAt(at, 'Asia/Tokyo')).toEqual({ date: '2026-11-24', time: '16:05' });
    expect(wallClockAt(at, 'America/Los_Angeles')).toEqual({ date: '2026-11-23', time: '23:05' });
  });
});

describe('days of the calendar', () => {
  it('are counted without clocks', () => {
    expect(daysLater({ date: '2026-12-31', time: '08:00' }, 1)).toEqual({
      date: '2027-01-01',
      time: '08:00',
    });
    expect(weekdayOf({ date: '2026-11-23', time: '08:00' })).toBe(1);
  });
});
