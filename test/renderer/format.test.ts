/** Sizes and times as each language writes them. */
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDay,
  formatDuration,
  formatMoment,
  formatSpan,
  formatTime,
} from '#renderer/format.ts';

const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ');

describe('sizes', () => {
  it('are decimal: a megabyte is a million bytes', () => {
    expect(plain(formatBytes(1_000_000, 'en'))).toBe('1 MB');
    expect(plain(formatBytes(24_900_000, 'en'))).toBe('24.9 MB');
  });

  it('are octets in French', () => {
    expect(plain(formatBytes(24_900_000, 'fr'))).toBe('24,9 Mo');
    expect(plain(formatBytes(636, 'fr'))).toBe('636 octets');
  });

  it('say small numbers in whole bytes', () => {
    expect(plain(formatBytes(0, 'en'))).toBe('0 bytes');
    expect(plain(formatBytes(999, 'en'))).toBe('999 bytes');
  });

  it('never round up to a thousand of a unit', () => {
    expect(plain(formatBytes(999_600, 'en'))).toBe('1 MB');
  });
});

describe('times', () => {
  const noon = new Date(2026, 10, 23, 12, 5).getTime();
  const hours = 3_600_000;

  it('have 24 hours in both languages', () => {
    expect(formatTime(noon + 4 * hours, 'en')).toBe('16:05');
    expect(formatTime(noon + 4 * hours, 'fr')).toBe('16:05');
  });

  it('name today and yesterday', () => {
    expect(formatDay(noon - 2 * hours, 'en', noon)).toBe('Today');
    expect(formatDay('2026-11-22', 'fr', noon)).toBe('Hier');
  });

  it('name other days in full, with the year when it is another', () => {
    expect(formatDay('2026-11-19', 'en', noon)).toBe('Thursday 19 November');
    expect(formatDay('2025-11-19', 'fr', noon)).toBe('mercredi 19 novembre 2025');
  });

  it('say durations in seconds from a tenth on', () => {
    expect(plain(formatDuration(412, 'en'))).toBe('0.4 s');
    expect(plain(formatDuration(412, 'fr'))).toBe('0,4 s');
    expect(plain(formatDuration(12, 'fr'))).toBe('12 ms');
  });
});

describe('how long until then', () => {
  it('is said in the two largest units', () => {
    expect(plain(formatSpan(250_000, 'en'))).toBe('4 min 10 s');
    expect(plain(formatSpan(7_200_000, 'en'))).toBe('2 h');
    expect(plain(formatSpan(3 * 86_400_000 + 3_600_000, 'fr'))).toBe('3 j 1 h');
  });

  it('never comes to nothing before its time', () => {
    expect(plain(formatSpan(1, 'en'))).toBe('1 s');
    expect(plain(formatSpan(-5000, 'en'))).toBe('1 s');
  });
});

describe('a moment to come', () => {
  const now = Date.parse('2026-11-23T13:00:00Z');
  const at = (text: string) => Date.parse(text);

  it('is today or tomorrow by the clocks of its zone', () => {
    expect(formatMoment(at('2026-11-23T17:00:00Z'), 'en', 'Europe/Paris', now)).toBe('today, 18:00');
    expect(formatMoment(at('2026-11-24T07:00:00Z'), 'en', 'Europe/Paris', now)).toBe(
      'tomorrow, Tue 24 Nov, 08:00',
    );
    expect(formatMoment(at('2026-11-23T17:00:00Z'), 'en', 'Asia/Tokyo', now)).toBe(
      'tomorrow, Tue 24 Nov, 02:00',
    );
    expect(formatMoment(at('2026-11-24T07:00:00Z'), 'fr', 'Europe/Paris', now)).toBe(
      'demain, mardi 24 nov., 08:00',
    );
  });

  it('names its year when it is another one', () => {
    expect(formatMoment(at('2027-01-04T07:00:00Z'), 'en', 'Europe/Paris', now)).toBe('Mon 4 Jan 2027, 08:00');
  });
});
