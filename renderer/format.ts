/** Numbers, sizes and times as each language writes them. Sizes are decimal: 1 MB = 1 Mo = 10⁶ bytes. Times are ms since the epoch. */
import { LOCALES, type Language } from '#core/i18n/languages.ts';
import { wallClockAt } from '#core/message/zone.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function formatBytes(bytes: number, language: Language): string {
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit > 0 && value < 100 ? 1 : 0,
  }).format(value);
}

export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language]).format(value);

/** `14:32` */
export const formatTime = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    at,
  );

/** Today, Yesterday, else `Thursday 19 November`, with the year when it is not this one. A text is a day such as `2026-11-23`. */
export function formatDay(day: number | string, language: Language, now = Date.now()): string {
  const date = typeof day === 'string' ? new Date(`${day}T12:00:00`) : new Date(day);
  const today = new Date(now);
  const days = Math.round((midday(date) - midday(today)) / 86_400_000);
  if (days === 0 || days === -1) {
    const text = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' }).format(days, 'day');
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  }
  return new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(date.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' }),
  }).format(date);
}

const midday = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12).getTime();

/** `23 Nov, 14:36`; with the year when it is not this one. */
export function formatDateTime(at: number, language: Language, now = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const day = new Intl.DateTimeFormat(LOCALES[language], {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
  return `${day}, ${formatTime(at, language)}`;
}

/** `1 January 2027` */
export const formatDate = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', year: 'numeric' }).format(at);

/** `0.4 s`, `12 ms`: the units' symbols are the same in every language. */
export function formatDuration(ms: number, language: Language): string {
  const seconds = ms >= 100;
  const number = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: seconds ? 1 : 0 });
  return seconds ? `${number.format(ms / 1000)}\u00A0s` : `${number.format(ms)}\u00A0ms`;
}

/** `a, b and c` */
export const formatList = (items: readonly string[], language: Language): string =>
  new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }).format(items);

/** What this computer's clocks go by. */
export const systemZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `today, 18:00`, `tomorrow, Tue 24 Nov, 08:00`, `Mon 30 Nov, 08:00`: on the clocks of the zone, and as the middle of a sentence. */
export function formatMoment(at: number, language: Language, zone = systemZone(), now = Date.now()): string {
  const clock = wallClockAt(at, zone);
  const days = daysBetween(wallClockAt(now, zone).date, clock.date);
  const near = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  if (days === 0) return `${near.format(0, 'day')}, ${clock.time}`;
  const sameYear = clock.date.slice(0, -6) === wallClockAt(now, zone).date.slice(0, -6);
  const day = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: zone,
    weekday: language === 'fr' ? 'long' : 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
    .format(at)
    .replace(',', '');
  return `${days === 1 ? `${near.format(1, 'day')}, ` : ''}${day}, ${clock.time}`;
}

/** `Tue 08:00` on the clocks of the zone */
export const formatWeekdayTime = (at: number, language: Language, zone = systemZone()): string =>
  `${new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, weekday: 'short' }).format(at)} ${wallClockAt(at, zone).time}`;

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The same at the beginning of a line. */
export const capital = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

const spans = [
  { unit: { en: 'd', fr: 'j' }, ms: 86_400_000 },
  { unit: { en: 'h', fr: 'h' }, ms: 3_600_000 },
  { unit: { en: 'min', fr: 'min' }, ms: 60_000 },
  { unit: { en: 's', fr: 's' }, ms: 1000 },
] as const;

/** How long until then: `4 min 10 s`, `2 h`, in its two largest units; nothing is less than a second. */
export function formatSpan(ms: number, language: Language): string {
  let left = Math.max(1000, Math.ceil(ms / 1000) * 1000);
  const first = spans.findIndex((span) => left >= span.ms);
  const parts: string[] = [];
  for (const { unit, ms: size } of spans.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${String(count)}\u00A0${unit[language]}`);
  }
  return parts.join('\u00A0');
}
