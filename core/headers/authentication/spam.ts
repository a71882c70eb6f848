/** What spam filters report of a message: SpamAssassin's X-Spam-Status, and Rspamd's X-Spamd-Result with its neighbours. */

interface SpamTest {
  readonly name: string;
  /** null where the report names the test alone */
  readonly score: number | null;
  readonly options: string;
}

export interface SpamReport {
  readonly system: 'spamassassin' | 'rspamd';
  /** null: not told */
  readonly spam: boolean | null;
  readonly score: number | null;
  readonly required: number | null;
  readonly tests: readonly SpamTest[];
  /** tests beyond those that are read */
  readonly more: number;
}

const MAX_TESTS = 200;

/** `Yes, score=7.2 required=5.0 tests=A,B=0.1 autolearn=no version=3.4.6`; older ones write `hits=`. */
export function readSpamStatus(text: string): SpamReport {
  const listed = /\btests=\s{0,9}(?:\[([^\]]*)\]|([^\s=]+(?:,\s[^\s=,]+)*(?:=[-\d.]+[^\s]*)*))/i.exec(
    text.slice(0, 20_000),
  );
  const names = (listed?.[1] ?? listed?.[2] ?? '')
    .split(/[,\s]+/)
    .filter((name) => name !== '' && name !== 'none');
  return {
    system: 'spamassassin',
    spam: /^yes\b/i.test(text) ? true : /^no\b/i.test(text) ? false : null,
    score: numberIn(/\b(?:score|hits)=\s?(-?[\d.]{1,12})/i, text),
    required: numberIn(/\brequired=\s?(-?[\d.]{1,12})/i, text),
    tests: names.slice(0, MAX_TESTS).map((written) => {
      const [name = '', score] = written.split('=');
      return { name, score: score === undefined ? null : finite(score), options: '' };
    }),
    more: Math.max(0, names.length - MAX_TESTS),
  };
}

/** `default: False [1.20 / 15.00]; R_SPF_ALLOW(-0.20)[+ip4:203.0.113.9]; …` */
export function readSpamdResult(text: string): SpamReport {
  const [head = '', ...parts] = text.split(';');
  const [, spam, score, required] =
    /(True|False)\s{0,9}\[\s{0,9}(-?[\d.]+)\s{0,9}\/\s{0,9}(-?[\d.]+)/i.exec(head) ?? [];
  const tests = parts.flatMap((part): SpamTest[] => {
    const [, name, points, options] =
      /^\s{0,40}([A-Z][\w.-]{0,99})\((-?[\d.]{1,12})\)(?:\[([^]*)\])?/.exec(part.slice(0, 4000)) ?? [];
    return name === undefined ? [] : [{ name, score: finite(points ?? ''), options: (options ?? '').trim() }];
  });
  return {
    system: 'rspamd',
    spam: spam === undefined ? null : spam.toLowerCase() === 'true',
    score: finite(score ?? ''),
    required: finite(required ?? ''),
    tests: tests.slice(0, MAX_TESTS),
    more: Math.max(0, tests.length - MAX_TESTS),
  };
}

/** `R_DKIM_ALLOW(-0.2) MIME_GOOD(-0.1)`: X-Rspamd-Report, as some servers write it. */
export function readRspamdReport(text: string): SpamReport {
  const { tests, more } = readSpamdResult(`;${text.replaceAll(/\s+/g, ';')}`);
  return { system: 'rspamd', spam: null, score: null, required: null, tests, more };
}

/** A field of one word: `X-Spam-Flag: YES`, `X-Spam-Score: 7.2`, `X-Rspamd-Action: add header`. */
export function readSpamWord(name: string, text: string): SpamReport | null {
  const lower = name.toLowerCase();
  const system = lower.startsWith('x-rspamd') ? 'rspamd' : 'spamassassin';
  const none = { system, spam: null, score: null, required: null, tests: [], more: 0 } as const;
  if (lower === 'x-spam-flag' || lower === 'x-spam') return { ...none, spam: /^yes\b/i.test(text) };
  if (lower === 'x-spam-score' || lower === 'x-rspamd-score')
    return { ...none, score: numberIn(/^(-?[\d.]{1,12})/, text) };
  if (lower === 'x-spam-level') return { ...none, score: /^[*+]{0,200}/.exec(text)?.[0].length ?? null };
  if (lower === 'x-rspamd-action')
    return { ...none, spam: /reject|add header|rewrite/i.test(text.slice(0, 100)) };
  return null;
}

const numberIn = (pattern: RegExp, text: string): number | null =>
  finite(pattern.exec(text.slice(0, 20_000))?.[1] ?? '');

function finite(digits: string): number | null {
  const number = digits === '' ? Number.NaN : Number(digits);
  return Number.isFinite(number) ? number : null;
}
