// The JSON report of findings: what programs that read it rely on.
import { describe, expect, it } from 'vitest';
import { findingsReport } from '#core/headers/lint/findings-report.ts';
import { KEPT_OF_A_RULE, lint } from '#core/headers/lint/run.ts';
import { told } from '#core/headers/lint/tell.ts';
import { en } from '#core/headers/lint/words/en.ts';
import { parseHeader } from '#core/headers/parse.ts';

function reportOn(header: string) {
  const bytes = new TextEncoder().encode(header);
  const parsed = parseHeader(bytes);
  const { findings, counts } = lint({
    bytes,
    header: parsed,
    origin: 'opened',
    body: null,
    sending: null,
    now: 0,
  });
  return findingsReport({
    told: told(findings, en),
    counts,
    rules: 124,
    looked: 'header',
    message: { subject: 'Hello', messageId: null, date: null, size: 100, headerSize: bytes.length },
    language: 'en',
    now: Date.UTC(2026, 10, 23, 8, 14, 2),
    lineOf: () => 0,
    fieldOf: ({ item }) => {
      const owner = item === null ? undefined : parsed.items[item];
      return owner?.kind === 'field' ? owner.name : null;
    },
  });
}

const wrongDay = [
  'Date: Tue, 23 Nov 2026 09:14:02 +0100',
  'From: lea@stagecraft.example',
  'Message-ID: <1@stagecraft.example>',
  '',
  '',
].join('\r\n');

describe('the findings report', () => {
  it('names its format, its version, and when it was made', () => {
    expect(reportOn(wrongDay)).toMatchObject({
      format: 'facteur-findings',
      version: 1,
      made: '2026-11-23T08:14:02.000Z',
      language: 'en',
      looked: 'header',
      message: { subject: 'Hello', size: 100 },
    });
  });

  it('tells of each finding its rule, words, section, field and bytes', () => {
    const { findings } = reportOn(wrongDay);
    const day = findings.find(({ title }) => title === 'The day of the week in Date is wrong');
    expect(day).toMatchObject({
      severity: 'error',
      source: { label: 'RFC 5322 §3.3' },
      places: [{ field: 'Date', line: 1 }],
    });
    const [place] = day?.places ?? [];
    expect(wrongDay.slice(place?.start, place?.end)).toContain('Tue');
  });

  it('counts findings by severity as it lists them', () => {
    const { findings, counts } = reportOn(wrongDay);
    for (const severity of ['error', 'warning', 'advice'] as const)
      expect(findings.filter((one) => one.severity === severity)).toHaveLength(counts[severity]);
  });

  it('says how often a rule was broken, also where only the first places are told', () => {
    const { occurrences, findings } = reportOn(
      `From: a@b.example\r\n${'no field at all\r\n'.repeat(KEPT_OF_A_RULE + 5)}\r\n`,
    );
    const most = findings.find(({ places }) => places.length === KEPT_OF_A_RULE);
    expect(occurrences[most?.rule ?? '']).toBe(KEPT_OF_A_RULE + 5);
  });

  it('is the same after JSON', () => {
    const made = reportOn(wrongDay);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });
});
