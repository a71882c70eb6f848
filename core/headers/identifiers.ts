/** Message-ID and its relatives (RFC 5322 §3.6.4), and dates (§3.3, with the obsolete zones of §4.3). Basics: reading, not judging. */

export interface MessageIdParts {
  /** with its angle brackets */
  readonly whole: string;
  readonly left: string;
  readonly right: string;
}

/** Every `<left@right>` in its order; what has no @ has an empty right side. */
export function messageIds(text: string): MessageIdParts[] {
  return Array.from(text.matchAll(/<([^<>]*)>/g), (match) => {
    const inside = (match[1] ?? '').trim();
    const at = inside.lastIndexOf('@');
    return {
      whole: match[0],
      left: at < 0 ? inside : inside.slice(0, at),
      right: at < 0 ? '' : inside.slice(at + 1),
    };
  });
}

export interface HeaderDate {
  /** ms since the epoch */
  readonly at: number;
  /** minutes east of UTC; null for `-0000`, which tells no zone (§3.3) */
  readonly offset: number | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ZONES: ReadonlyMap<string, number> = new Map([
  ['ut', 0],
  ['gmt', 0],
  ['z', 0],
  ['edt', -240],
  ['est', -300],
  ['cdt', -300],
  ['cst', -360],
  ['mdt', -360],
  ['mst', -420],
  ['pdt', -420],
  ['pst', -480],
]);

const DATE =
  /^(?:[a-z]{3,9}\s{0,9},?\s{0,9})?(\d{1,2})[\s-]([a-z]{3})[a-z]{0,6}[\s-](\d{2,4})\s(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?([+-]\d{4}|[a-z]{1,5}))?(?:\s|$)/i;

/** Null when it is no date. A day that its month does not have is none. */
export function headerDate(text: string): HeaderDate | null {
  const match = DATE.exec(
    text
      .slice(0, 200)
      .replaceAll(/\([^()]*\)/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  if (match === null) return null;
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone = '-0000'] = match;
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  const offset = zoneOffset(zone);
  if (monthIndex < 0 || offset === undefined) return null;
  const inRange = Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
  const at = Date.UTC(fullYear(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second));
  const sameDay = new Date(Date.UTC(fullYear(year), monthIndex, Number(day))).getUTCDate() === Number(day);
  return inRange && sameDay ? { at: at - (offset ?? 0) * 60_000, offset } : null;
}

/** §4.3: two digits below 50 are 20xx, above 19xx; three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
}

/** Null: no zone is told; undefined: nonsense. */
function zoneOffset(zone: string): number | null | undefined {
  if (zone === '-0000') return null;
  const digits = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (digits) {
    const minutes = Number(digits[2]) * 60 + Number(digits[3]);
    return Number(digits[3]) < 60 ? (digits[1] === '-' ? -minutes : minutes) : undefined;
  }
  // Unknown and military letters are to be read as -0000 (§4.3).
  return ZONES.get(zone.toLowerCase()) ?? null;
}
