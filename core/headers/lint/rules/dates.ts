/** Date and Resent-Date (RFC 5322 §3.3; what §4.3 calls obsolete is told of mail that is being sent). */
import { headerDate } from '../../identifiers.ts';
import { parseReceived } from '../../route/received.ts';
import type { Rule } from '../model.ts';
import type { Linted, LintField } from '../read/linted.ts';
import type { RuleId } from '../words/en.ts';

type DateFault = 'D01' | 'D02' | 'D03' | 'D04' | 'D05' | 'D06' | 'D07' | 'D08' | 'D10' | 'D11';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const PARTS =
  /^(?:([^\s,\d]+)\s*,\s*)?(\d{1,2})[\s-]+([^\s\d-]+)[\s-]+(\d{2,9})\s+(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?(?:\s*([+-]\d{1,6}|[A-Za-z]{1,5}))?\s*$/;

/** Every fault of one date, most of them one at a time: what cannot be read is not judged further. */
function faultsOf(written: string): DateFault[] {
  const withoutEnd = written.slice(0, 500).replace(/\s*\([^()]*\)\s*$/, '');
  const text = withoutEnd.replaceAll(/\([^()]*\)/g, ' ').trim();
  const commented = text !== withoutEnd.trim();
  const match = PARTS.exec(text);
  if (match === null) return ['D01'];
  const [, weekday, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone] = match;
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  const dayIndex = weekday === undefined ? -1 : DAYS.indexOf(weekday.toLowerCase());
  if (monthIndex < 0 || (weekday !== undefined && dayIndex < 0)) return ['D10'];
  const faults: DateFault[] = commented ? ['D08'] : [];
  const fullYear =
    year.length === 4
      ? Number(year)
      : year.length === 2
        ? (Number(year) < 50 ? 2000 : 1900) + Number(year)
        : Number(year);
  if (year.length !== 4 || fullYear < 1900) faults.push('D06');
  const moment = new Date(Date.UTC(fullYear, monthIndex, Number(day)));
  const inMonth = moment.getUTCDate() === Number(day) && Number(day) > 0;
  if (!inMonth || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) faults.push('D03');
  else if (dayIndex >= 0 && moment.getUTCDay() !== dayIndex) faults.push('D02');
  if (zone === undefined) faults.push('D11');
  else if (/^[a-z]/i.test(zone)) faults.push('D05');
  else if (!/^[+-]\d{2}[0-5]\d$/.test(zone)) faults.push('D04');
  else if (zone === '-0000') faults.push('D07');
  return faults;
}

const checked = new WeakMap<LintField, readonly DateFault[]>();

function dateFaults(message: Linted, field: LintField): readonly DateFault[] {
  const text = message.text(field);
  if (text === '') return [];
  const held = checked.get(field) ?? faultsOf(text);
  checked.set(field, held);
  return held;
}

function date(
  id: DateFault & RuleId,
  severity: Rule['severity'],
  source: readonly [number, string],
  bad: string,
  more: Pick<Rule, 'originated'> = {},
): Rule {
  return {
    id,
    severity,
    source,
    ...more,
    good: { header: 'Date: Mon, 23 Nov 2026 09:14:02 +0100' },
    bad: { header: `Date: ${bad}` },
    check: (message, report) => {
      for (const field of message.named('date', 'resent-date'))
        if (dateFaults(message, field).includes(id))
          report(message.place(field), { field: field.item.name, value: message.text(field).slice(0, 80) });
    },
  };
}

const moment = (message: Linted, name: string): { readonly field: LintField; readonly at: number } | null => {
  const [field] = message.named(name);
  const read = field === undefined ? null : headerDate(message.text(field));
  return field === undefined || read === null ? null : { field, at: read.at };
};

const MINUTES = 60_000;

export const dateRules: readonly Rule[] = [
  date('D01', 'error', [5322, '3.3'], 'yesterday afternoon'),
  date('D02', 'error', [5322, '3.3'], 'Tue, 23 Nov 2026 09:14:02 +0100'),
  date('D03', 'error', [5322, '3.3'], '31 Nov 2026 09:14:02 +0100'),
  date('D04', 'error', [5322, '3.3'], 'Mon, 23 Nov 2026 09:14:02 +0175'),
  date('D05', 'error', [5322, '4.3'], 'Mon, 23 Nov 2026 08:14:02 GMT', { originated: true }),
  date('D06', 'error', [5322, '4.3'], 'Mon, 23 Nov 26 09:14:02 +0100', { originated: true }),
  date('D07', 'advice', [5322, '3.3'], 'Mon, 23 Nov 2026 08:14:02 -0000'),
  date('D08', 'warning', [5322, '4.3'], 'Mon, 23 (my birthday) Nov 2026 09:14:02 +0100', {
    originated: true,
  }),
  {
    id: 'D09',
    severity: 'warning',
    source: [5322, '3.6.1'],
    good: { header: 'Date: Mon, 23 Nov 2026 09:14:02 +0100' },
    bad: {
      header:
        'Received: by mx.okafor.example with ESMTPS;\n Mon, 23 Nov 2026 08:00:00 +0100\nDate: Mon, 23 Nov 2026 09:14:02 +0100',
    },
    check: (message, report) => {
      const written = moment(message, 'date');
      const first = message.named('received').at(-1);
      if (written === null || first === undefined) return;
      const stamped = parseReceived(first.bytes, first.item).date;
      const ahead = stamped === null ? 0 : written.at - stamped.at;
      if (ahead > 10 * MINUTES)
        report(message.place(written.field), { minutes: Math.round(ahead / MINUTES) });
    },
  },
  date('D10', 'error', [5322, '3.3'], 'lun., 23 nov. 2026 09:14:02 +0100'),
  date('D11', 'error', [5322, '3.3'], 'Mon, 23 Nov 2026 09:14:02'),
  {
    id: 'D12',
    severity: 'warning',
    source: [5322, '3.6.1'],
    good: { header: 'Date: Mon, 23 Nov 2026 09:14:02 +0100' },
    bad: { header: 'Date: Wed, 23 Nov 2033 09:14:02 +0100' },
    check: (message, report) => {
      const written = moment(message, 'date');
      const ahead = written === null ? 0 : written.at - message.now;
      // A message that waits for its time has that time's date.
      if (written !== null && message.origin === 'opened' && ahead > 24 * 60 * MINUTES)
        report(message.place(written.field), { days: Math.round(ahead / (24 * 60 * MINUTES)) });
    },
  },
];
