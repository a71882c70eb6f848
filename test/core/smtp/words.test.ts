import { describe, expect, it } from 'vitest';
import { ProblemCode } from '#core/contract/errors.ts';
import { catalogues } from '#core/i18n/catalogue.ts';
import { LANGUAGES } from '#core/i18n/languages.ts';
import { explainExtension, explainReply } from '#core/smtp/codes.ts';
import { parseReplyLines } from '#core/smtp/reply.ts';
import { DiagnosisCode, FixCode, SmtpStep } from '#core/smtp/vocabulary.ts';

describe.each(LANGUAGES)('in %s', (language) => {
  const { smtp } = catalogues[language];
  const sorted = (names: readonly string[]): string[] => [...names].sort();

  it('each step, diagnosis, fix and problem has its words, and nothing else has', () => {
    expect(sorted(Object.keys(smtp.step))).toEqual(sorted(SmtpStep.options));
    expect(sorted(Object.keys(smtp.diagnosis))).toEqual(sorted(DiagnosisCode.options));
    expect(sorted(Object.keys(smtp.fix))).toEqual(sorted(FixCode.options));
    expect(sorted(Object.keys(smtp.problem))).toEqual(sorted(ProblemCode.options));
  });

  it('each diagnosis has a title and a meaning', () => {
    for (const { title, text } of Object.values(smtp.diagnosis)) {
      expect(title).not.toBe('');
      expect(text).toMatch(/[.]$/);
    }
  });
});

describe('a reply', () => {
  const explained = (line: string): string[] => {
    const reply = parseReplyLines([line]);
    return reply === null ? [] : explainReply(reply).map((explanation) => explanation.code);
  };

  it.each([
    ['550 5.1.1 no such user', ['status.enhanced.1-1', 'status.reply.550']],
    ['250 2.0.0 queued', ['status.enhanced.0-0', 'status.reply.250']],
    ['354 go on', ['status.reply.354']],
    ['599 5.9.9 what', ['status.class.5']],
    ['499', ['status.class.4']],
  ])('%s is explained by %j', (line, codes) => {
    expect(explained(line)).toEqual(codes);
  });
});

it('explains the keywords it knows, whatever their case', () => {
  expect(explainExtension({ keyword: 'Size', parameters: '100' })).toBe('offers.extension.SIZE');
  expect(explainExtension({ keyword: 'X-UNHEARD', parameters: '' })).toBe(null);
  expect(explainExtension({ keyword: '__proto__', parameters: '' })).toBe(null);
});
