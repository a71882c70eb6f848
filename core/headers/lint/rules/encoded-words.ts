/** Encoded words (RFC 2047): their form, where they may stand, and what they decode to. Only fields with a `?` are looked at. */
import type { Rule } from '../model.ts';
import type { Linted, LintField } from '../read/linted.ts';
import type { RuleId } from '../words/en.ts';
import type { Media } from '../read/media.ts';
import { medias } from '../read/medias.ts';
import { tokensOf } from '../read/tokens.ts';
import { decoderOf, type Word } from '../read/words.ts';
import { shortened } from './fields.ts';

function word(
  id: RuleId,
  severity: Rule['severity'],
  source: readonly [number, string],
  [good, bad]: readonly [string, string],
  judge: (word: Word) => Record<string, string | number> | null,
): Rule {
  return {
    id,
    severity,
    source,
    good: { header: good },
    bad: { header: bad },
    check: (message, report) => {
      for (const one of message.words) {
        const params = judge(one);
        if (params !== null) report(message.place(one.field, one), { field: one.field.item.name, ...params });
      }
    },
  };
}

const PHRASES = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'resent-from',
  'resent-sender',
  'resent-to',
  'resent-cc',
];
const IDS = [
  'message-id',
  'in-reply-to',
  'references',
  'received',
  'return-path',
  'date',
  'content-id',
  'resent-message-id',
];
const PARAMETERS = ['content-type', 'content-disposition'];

export const encodedWordRules: readonly Rule[] = [
  word(
    'E01',
    'error',
    [2047, '2'],
    ['Subject: =?utf-8?Q?Th=C3=A9=C3=A2tre?=', `Subject: =?utf-8?Q?${'a'.repeat(64)}?=`],
    ({ start, end }) => (end - start > 75 ? { length: end - start } : null),
  ),
  {
    id: 'E02',
    severity: 'warning',
    source: [2047, '2'],
    good: { header: 'Subject: =?utf-8?Q?Th=C3=A9=C3=A2tre?=\n =?utf-8?Q?_Velmont?=' },
    bad: { header: 'Subject: =?utf-8?Q?a_subject_that_is_quite_long_for_one?= and so on and onxxx' },
    check: (message, report) => {
      let field: LintField | null = null;
      let nth = 0;
      for (const one of message.words) {
        if (one.field !== field) [field, nth] = [one.field, 0];
        const { lines, colon, name } = field.item;
        const from = colon + 1 + one.start;
        // Words and lines are both in order: each line is looked at once.
        while (nth < lines.length && (lines[nth]?.next ?? 0) <= from) nth += 1;
        const line = lines[nth];
        const isLongWord = one.end - one.start > 75;
        if (line === undefined || isLongWord || line.end - line.start <= 76) continue;
        report(
          { item: field.index, start: line.start, end: line.end },
          { field: name, length: line.end - line.start },
        );
        nth += 1;
      }
    },
  },
  word('E03', 'error', [2047, '2'], ['Subject: =?utf-8?Q?a_b?=', 'Subject: =?utf-8?Q?a b?='], (one) =>
    one.isWhole || !one.isKnownEncoding ? null : {},
  ),
  {
    id: 'E04',
    severity: 'warning',
    source: [2047, '5'],
    good: { header: 'To: =?utf-8?Q?Th=C3=A9?= <the@brueckner.example>' },
    bad: { header: 'To: "=?utf-8?Q?Th=C3=A9?=" <the@brueckner.example>' },
    check: (message, report) => {
      for (const one of withinQuotes(message, PHRASES))
        report(message.place(one.field, one), { field: one.field.item.name });
    },
  },
  word(
    'E05',
    'error',
    [2047, '5'],
    ['References: <1@okafor.example>', 'References: <=?utf-8?Q?1?=@okafor.example>'],
    ({ field }) => (IDS.includes(field.name) ? {} : null),
  ),
  word(
    'E06',
    'warning',
    [2047, '5'],
    ['Subject: =?utf-8?Q?a?= b', 'Subject: =?utf-8?Q?a?=b'],
    ({ field, value, start, end }) => {
      if (IDS.includes(field.name) || PARAMETERS.includes(field.name)) return null;
      const [before = ' ', after = ' '] = [value[start - 1], value[end]];
      return /[\s("]/.test(before) && /[\s)<",;]/.test(after) ? null : {};
    },
  ),
  word(
    'E07',
    'error',
    [2047, '5'],
    ['Subject: =?utf-8?Q?=C3=A9?=', 'Subject: =?utf-8?Q?=C3?= =?utf-8?Q?=A9?='],
    (one) => {
      if (!one.isValid || !/^utf-?8$/.test(one.charset)) return null;
      // A whole sequence of UTF-8 for each octet beyond ASCII; U+FFFD itself may be meant.
      const { octets } = one;
      if (!/[\x80-\xff]/.test(octets) || octets.includes('\xef\xbf\xbd')) return null;
      return one.plain.includes('\ufffd') ? {} : null;
    },
  ),
  word(
    'E08',
    'error',
    [2047, '5'],
    [
      'To: =?utf-8?Q?Weber=2C_Jonas?= <jonas@brueckner.example>',
      'To: =?utf-8?Q?Weber$?= <jonas@brueckner.example>',
    ],
    (one) => {
      if (!PHRASES.includes(one.field.name) || one.encoding !== 'q' || !one.isValid) return null;
      const [mark] = /[^A-Za-z0-9!*+\-/=_]/.exec(one.payload) ?? [];
      return mark === undefined ? null : { mark };
    },
  ),
  word('E09', 'error', [2047, '4'], ['Subject: =?utf-8?B?w6k=?=', 'Subject: =?utf-8?B?w6?='], (one) =>
    !one.isWhole && one.isKnownEncoding ? null : one.isValid ? null : { encoding: shortened(one.encoding) },
  ),
  word(
    'E10',
    'warning',
    [2047, '3'],
    ['Subject: =?iso-8859-1?Q?=E9?=', 'Subject: =?x-martian?Q?=E9?='],
    ({ charset }) => (decoderOf(charset) !== null ? null : { charset: shortened(charset) }),
  ),
  word(
    'E12',
    'warning',
    [1468, ''],
    ['Subject: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', 'Subject: =?iso-2022-jp?B?GyRCRnxLXA==?='],
    (one) => {
      if (!one.isValid || !/^iso-2022-jp/i.test(one.charset)) return null;
      const { octets } = one;
      const last = octets.lastIndexOf('\x1b');
      const sequence = octets.slice(last, last + 3);
      return last < 0 || sequence === '\x1b(B' || sequence === '\x1b(J' ? null : {};
    },
  ),
  {
    ...word(
      'E13',
      'warning',
      [6532, '3.6'],
      ['Subject: =?utf-8?Q?=C3=A9?= and e', 'Subject: =?utf-8?Q?=C3=A9?= and \xc3\xa9'],
      // Told once a field, at its first word.
      ({ value, start }) => (value.indexOf('=?') === start && /[^\0-\x7f]/.test(value) ? {} : null),
    ),
    bad: { header: 'Subject: =?utf-8?Q?=C3=A9?= and \xc3\xa9', sending: { smtpUtf8: true } },
  },
  word(
    'E14',
    'error',
    [5322, '2.2'],
    ['Subject: =?utf-8?Q?one_two?=', 'Subject: =?utf-8?Q?one=0D=0ABcc:_x?='],
    (one) => {
      if (!one.isValid || /^iso-2022/i.test(one.charset)) return null;
      const { octets } = one;
      const at = controlIn(octets);
      const mark = at < 0 ? undefined : octets[at];
      return mark === undefined
        ? null
        : { mark: `U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}` };
    },
  ),
  {
    id: 'E15',
    severity: 'advice',
    source: [2047, '5'],
    good: { header: "Content-Disposition: attachment;\n filename*=utf-8''th%C3%A9.txt" },
    bad: { header: 'Content-Disposition: attachment; filename="=?utf-8?Q?th=C3=A9.txt?="' },
    check: (message, report) => {
      const named = [...medias(message)];
      // Beside RFC 2231's form it is there for old readers, and does no harm.
      const beside = new Set(named.flatMap(({ media, entity }) => (isExtended(media) ? [entity] : [])));
      for (const { field, media, entity } of named) {
        if (beside.has(entity)) continue;
        for (const parameter of media.parameters)
          if (/=\?[^?\s]+\?[qb]\?/i.test(parameter.value))
            report(message.place(field, parameter), { field: field.item.name, parameter: parameter.name });
      }
    },
  },
];

const isExtended = ({ parameters }: Media) =>
  parameters.some(({ name, extended }) => extended && (name === 'filename' || name === 'name'));

/** Where the first control character stands, a tab apart; -1: nowhere. */
function controlIn(octets: string): number {
  for (let at = 0; at < octets.length; at += 1) {
    const code = octets.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return at;
  }
  return -1;
}

function withinQuotes(message: Linted, names: readonly string[]): Word[] {
  const fields = new Map<LintField, readonly { start: number; end: number }[]>();
  const found: Word[] = [];
  for (const one of message.words) {
    if (!names.includes(one.field.name)) continue;
    let quotes = fields.get(one.field);
    if (quotes === undefined) {
      quotes = tokensOf(message.raw(one.field)).filter(({ kind }) => kind === 'quoted');
      fields.set(one.field, quotes);
    }
    const { start, end } = one;
    if (isAmong(quotes, start, end)) found.push(one);
  }
  return found;
}

/** Quotes are in order: found by halving. */
function isAmong(quotes: readonly { start: number; end: number }[], start: number, end: number): boolean {
  let [low, high] = [0, quotes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quotes[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const quote = quotes[low];
  return quote !== undefined && quote.start < start && quote.end >= end;
}
