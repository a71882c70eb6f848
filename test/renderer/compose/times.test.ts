import { describe, expect, it } from 'vitest';
import { judge, presets, zonesWith } from '#renderer/features/compose/sending/later/times.ts';

const paris = 'Europe/Paris';
const offered = (now: string) =>
  presets(Date.parse(now), paris).map(({ name, at }) => [name, new Date(at).toISOString()]);

describe('the times that are offered', () => {
  it('are an hour on, this evening, tomorrow morning and Monday morning', () => {
    expect(offered('2026-11-24T09:31:20Z')).toEqual([
      ['hour', '2026-11-24T10:32:00.000Z'],
      ['evening', '2026-11-24T17:00:00.000Z'],
      ['tomorrow', '2026-11-25T07:00:00.000Z'],
      ['monday', '2026-11-30T07:00:00.000Z'],
    ]);
  });

  it('leave out an evening that has come', () => {
    expect(offered('2026-11-24T16:45:00Z').map(([name]) => name)).toEqual(['hour', 'tomorrow', 'monday']);
  });

  it('name a Monday that is tomorrow once', () => {
    expect(offered('2026-11-29T09:00:00Z').map(([name]) => name)).toEqual(['hour', 'evening', 'tomorrow']);
  });

  it('offer the next Monday on a Monday', () => {
    expect(offered('2026-11-23T09:00:00Z').at(-1)).toEqual(['monday', '2026-11-30T07:00:00.000Z']);
  });

  it('go by the clocks of the zone, though they change in between', () => {
    expect(offered('2026-10-24T09:00:00Z').at(-2)).toEqual(['tomorrow', '2026-10-25T07:00:00.000Z']);
  });
});

describe('a time that was typed', () => {
  const now = Date.parse('2026-11-24T07:00:00Z');

  it('is the moment at which the zone’s clocks show it', () => {
    expect(judge({ date: '2026-11-24', time: '20:00' }, 'Asia/Tokyo', now)).toEqual({
      ok: true,
      at: Date.parse('2026-11-24T11:00:00Z'),
    });
  });

  it('is refused when it has passed there, though it is still to come here', () => {
    expect(judge({ date: '2026-11-24', time: '12:00' }, 'Asia/Tokyo', now)).toEqual({
      ok: false,
      why: 'past',
    });
    expect(judge({ date: '2026-11-24', time: '08:00' }, paris, now)).toEqual({ ok: false, why: 'past' });
  });

  it('is incomplete without its date or its hour', () => {
    expect(judge({ date: '', time: '08:00' }, paris, now)).toEqual({ ok: false, why: 'incomplete' });
  });
});

describe('the zones', () => {
  it('begin with one’s own, and name each once', () => {
    const zones = zonesWith(paris);
    expect(zones.slice(0, 2)).toEqual([paris, 'UTC']);
    expect(new Set(zones).size).toBe(zones.length);
  });
});
