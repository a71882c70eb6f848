/** A date and a time on the clocks of a zone, and the moment that is; by the zones' rules that the runtime knows. */

/** As date and time fields write it. */
export interface WallClock {
  /** `2026-11-24` */
  readonly date: string;
  /** `08:00` */
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(zone, format);
  return format;
}

function partsAt(at: number, zone: string): Map<string, string> {
  return new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
}

const numberOf = (parts: Map<string, string>, name: string): number => Number(parts.get(name) ?? '0');

/** What the clocks of the zone show at that moment, ms since the epoch. Throws RangeError for a zone that is not known. */
export function wallClockAt(at: number, zone: string): WallClock {
  const parts = partsAt(at, zone);
  const text = (name: string) => parts.get(name) ?? '';
  return {
    date: `${text('year').padStart(4, '0')}-${text('month')}-${text('day')}`,
    time: `${text('hour')}:${text('minute')}`,
  };
}

/** ms by which the zone's clocks are ahead of UTC */
function offsetAt(at: number, zone: string): number {
  const parts = partsAt(at, zone);
  const shown = Date.UTC(
    numberOf(parts, 'year'),
    numberOf(parts, 'month') - 1,
    numberOf(parts, 'day'),
    numberOf(parts, 'hour'),
    numberOf(parts, 'minute'),
    numberOf(parts, 'second'),
  );
  return shown - Math.floor(at / 1000) * 1000;
}

/**
 * The moment at which the zone's clocks show this, ms since the epoch; null where date or time is none. Where they show it twice, the
 * first time; where they leap over it, as long after the leap as it is into the gap. Throws RangeError for a zone that is not known.
 */
export function instantOf({ date, time }: WallClock, zone: string): number | null {
  if (!/^\d{4,6}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return null;
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const day = 86_400_000;
  const before = offsetAt(asUtc - day, zone);
  const after = offsetAt(asUtc + day, zone);
  const first = asUtc - before;
  if (offsetAt(first, zone) === before) return first;
  const second = asUtc - after;
  return offsetAt(second, zone) === after ? second : first;
}

/** The same clock some days on. */
export function daysLater({ date, time }: WallClock, days: number): WallClock {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  return { date: moved.toISOString().slice(0, 10), time };
}

/** 0 is Sunday. */
export const weekdayOf = ({ date }: WallClock): number => new Date(`${date}T00:00:00Z`).getUTCDay();
