import { describe, expect, it } from 'vitest';
import { catalogues } from '#core/i18n/catalogue.ts';
import { LANGUAGES } from '#core/i18n/languages.ts';
import { explainReply } from '#core/smtp/codes.ts';
import { parseReplyLines } from '#core/smtp/reply.ts';
import { ENHANCED_REFERENCES, REPLY_REFERENCES } from '#core/smtp/status-registry.ts';

/** How many details each subject of the registry has, X.0 to X.7. */
const DETAILS = [1, 11, 5, 7, 8, 7, 11, 31];

describe('the registry of enhanced status codes', () => {
  it('is whole: each subject has its details without a gap, from X.0.0 to X.7.30', () => {
    const expected = DETAILS.flatMap((count, subject) =>
      Array.from({ length: count }, (_, detail) => `${String(subject)}-${String(detail)}`),
    );
    expect(Object.keys(ENHANCED_REFERENCES).toSorted()).toEqual(expected.toSorted());
  });

  it.each(LANGUAGES)('has a meaning for each code in %s, and for nothing else', (language) => {
    const { status } = catalogues[language];
    expect(Object.keys(status.enhanced).toSorted()).toEqual(Object.keys(ENHANCED_REFERENCES).toSorted());
    expect(Object.keys(status.subject)).toEqual(DETAILS.map((_, subject) => String(subject)));
    expect(Object.keys(status.reply).toSorted()).toEqual(Object.keys(REPLY_REFERENCES).toSorted());
    expect(new Set(Object.values(status.enhanced)).size).toBe(Object.keys(status.enhanced).length);
  });

  it('names the document that defines each', () => {
    for (const reference of [...Object.values(ENHANCED_REFERENCES), ...Object.values(REPLY_REFERENCES)])
      expect(reference).toMatch(/^(?:RFC \d{4}(?:, RFC \d{4})*|draft-[a-z-]+)$/);
  });
});

describe('a reply', () => {
  const explained = (line: string) => {
    const reply = parseReplyLines([line]);
    return reply === null ? [] : explainReply(reply);
  };

  it('is explained with the document behind each of its codes', () => {
    expect(explained('550 5.7.30 no')).toEqual([
      { code: 'status.enhanced.7-30', params: { code: '5.7.30' }, reference: 'RFC 8689' },
      { code: 'status.reply.550', params: { code: '550' }, reference: 'RFC 5321' },
    ]);
  });

  it('with a code of the server’s own says at least its subject', () => {
    expect(explained('535 5.7.139 no')[0]).toEqual({
      code: 'status.subject.7',
      params: { code: '5.7.139' },
      reference: null,
    });
  });

  it.each(['550 5.9.1 no', '550 5.999.999 no'])(
    '%s with a subject that nobody knows is explained by its basic code',
    (line) => {
      expect(explained(line).map(({ code }) => code)).toEqual(['status.reply.550']);
    },
  );
});
