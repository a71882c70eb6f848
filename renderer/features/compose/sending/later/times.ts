/** The times that are offered for sending later, and what is wrong with one that was typed. */
import { daysLater, instantOf, wallClockAt, weekdayOf, type WallClock } from '#core/message/zone.ts';

export type PresetName = 'hour' | 'evening' | 'tomorrow' | 'monday';

export interface Preset {
  readonly name: PresetName;
  /** ms since the epoch */
  readonly at: number;
}

const EVENING = '18:00';
const MORNING = '08:00';
const HALF_AN_HOUR = 30 * 60_000;
const MONDAY = 1;

/** This evening only while it is to come; Monday only where tomorrow is another day. */
export function presets(now: number, zone: string): Preset[] {
  const today = wallClockAt(now, zone);
  const on = (days: number, time: string) => instantOf({ ...daysLater(today, days), time }, zone) ?? now;
  const minute = 60_000;
  const evening = on(0, EVENING);
  const untilMonday = (MONDAY - weekdayOf(today) + 7) % 7 || 7;
  return [
    { name: 'hour', at: Math.ceil((now + 60 * minute) / minute) * minute },
    ...(evening - now >= HALF_AN_HOUR ? [{ name: 'evening', at: evening } as const] : []),
    { name: 'tomorrow', at: on(1, MORNING) },
    ...(untilMonday > 1 ? [{ name: 'monday', at: on(untilMonday, MORNING) } as const] : []),
  ];
}

export type ChosenTime =
  { readonly ok: true; readonly at: number } | { readonly ok: false; readonly why: 'incomplete' | 'past' };

export function judge(clock: WallClock, zone: string, now: number): ChosenTime {
  const at = instantOf(clock, zone);
  if (at === null) return { ok: false, why: 'incomplete' };
  return at <= now ? { ok: false, why: 'past' } : { ok: true, at };
}

/** All that the runtime knows, this computer's own and UTC among them. */
export function zonesWith(own: string): string[] {
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
