import { describe, expect, it } from 'vitest';
import { catalogues } from '#core/i18n/catalogue.ts';
import { LANGUAGES } from '#core/i18n/languages.ts';
import { diagnose } from '#core/smtp/diagnosis.ts';
import { CAUSES_OF_CODES } from '#core/smtp/situations/causes-of-codes.ts';
import { ABOUT_ONE } from '#core/smtp/situations/find.ts';
import { providerOf } from '#core/smtp/situations/providers.ts';
import { causesOf, SITUATIONS } from '#core/smtp/situations/situations.ts';
import { situationOfReply } from '#core/smtp/situations/texts.ts';
import { CauseCode, SituationCode } from '#core/smtp/situations/vocabulary.ts';
import { DiagnosisCode, SmtpStep, type Reply } from '#core/smtp/vocabulary.ts';

const sorted = (names: readonly string[]): string[] => names.toSorted();
const reply = (code: number, ...lines: string[]): Reply => ({ code, enhanced: null, lines });

describe.each(LANGUAGES)('in %s', (language) => {
  const { situations, causes } = catalogues[language];

  it('each situation and cause has its words, and nothing else has', () => {
    expect(sorted(Object.keys(situations))).toEqual(sorted(SituationCode.options));
    expect(sorted(Object.keys(causes))).toEqual(sorted(CauseCode.options));
  });

  it('each is a sentence, and a title is none', () => {
    for (const text of Object.values(causes)) expect(text).toMatch(/\.$/);
    for (const { title, text } of Object.values(situations)) {
      expect(title).not.toMatch(/\.$/);
      expect(text).toMatch(/\.$/);
    }
  });
});

describe('a situation', () => {
  it('has causes and something to do, each once', () => {
    for (const { causes, fixes } of Object.values(SITUATIONS)) {
      expect(causes.length).toBeGreaterThan(0);
      expect(fixes.length).toBeGreaterThan(0);
      expect(new Set(causes).size).toBe(causes.length);
      expect(new Set(fixes).size).toBe(fixes.length);
    }
  });

  it('or a code has each cause that there are words for', () => {
    const used = [
      ...Object.values(SITUATIONS).flatMap(({ causes }) => causes),
      ...DiagnosisCode.options.flatMap((code) => CAUSES_OF_CODES[code]),
    ];
    expect(sorted([...new Set<string>(used)])).toEqual(sorted(CauseCode.options));
  });

  it('offers nothing that the account is set to already', () => {
    const server = { host: 'mail.example', port: 465, security: 'tls' } as const;
    const { fixes } = diagnose({ step: 'greeting', networkCode: 'ETIMEDOUT', server });
    expect(fixes).toEqual(['check-host', 'try-later']);
  });

  it('names the open port first where another is closed', () => {
    const server = { host: 'mail.example', port: 587, security: 'starttls' } as const;
    const facts = { step: 'tcp', networkCode: 'ETIMEDOUT', server, otherPort: 465 } as const;
    expect(diagnose(facts)).toMatchObject({
      situation: 'port-blocked',
      params: { port: '587', open: '465' },
      fixes: ['use-port-465', 'check-network'],
    });
  });

  it('says of port 25 that networks block it', () => {
    const server = { host: 'mail.example', port: 25, security: 'starttls' } as const;
    const { situation, fixes } = diagnose({ step: 'tcp', networkCode: 'ETIMEDOUT', server });
    expect([situation, fixes[0]]).toEqual(['port-25-blocked', 'use-port-465']);
  });

  it('is none where several recipients were refused for different reasons', () => {
    const facts = { step: 'rcpt', reply: reply(550, 'no such user'), isMixed: true } as const;
    expect(diagnose(facts).situation).toBeUndefined();
  });
});

describe('a situation of one recipient', () => {
  it('is one whose words name them', () => {
    const naming = Object.entries(catalogues.en.situations).filter(([, { title, text }]) =>
      `${title}${text}`.includes('{{address}}'),
    );
    expect(naming.map(([code]) => code).toSorted()).toEqual([...ABOUT_ONE].toSorted());
  });

  it('is not said where nobody knows of which', () => {
    const facts = { step: 'reply', reply: reply(552, 'mailbox full') } as const;
    expect(diagnose(facts).situation).toBeUndefined();
    expect(diagnose({ ...facts, params: { address: 'ada@example.org' } }).situation).toBe('mailbox-full');
  });
});

describe('the user', () => {
  const causes = (user: string) => causesOf({ code: 'sign-in-refused', params: { user } });

  it('is the likeliest cause where it is no whole address, and none where it is one', () => {
    expect(causes('ada')[0]).toBe('user-not-whole-address');
    expect(causes('ada@example.org')).not.toContain('user-not-whole-address');
  });
});

describe('a provider', () => {
  it.each([
    ['smtp.gmail.com', 'Google'],
    ['SMTP.Office365.com.', 'Microsoft'],
    ['mail.gmx.net', 'GMX'],
    ['smtp.gmail.com.evil.example', undefined],
    ['notgmail.com', undefined],
  ])('of %s is %s', (host, name) => {
    expect(providerOf(host)?.name).toBe(name);
  });

  it('is asked for nothing but a page of its own over https, whatever the server says', () => {
    const diagnosis = diagnose({
      step: 'sign-in',
      reply: reply(535, 'see https://evil.example/ - gsmtp'),
      server: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
    });
    expect(diagnosis.params).toMatchObject({
      page: 'https://myaccount.google.com',
      appPasswordPage: 'https://myaccount.google.com/apppasswords',
    });
  });
});

describe('what a server says', () => {
  it('takes no longer to read when it is made to', () => {
    const started = performance.now();
    const hostile = ['reverse ', 'smtp ', 'file type ', 'too many ', 'sender address ', 'a'].map((word) =>
      word.repeat(200_000),
    );
    for (const words of hostile)
      for (const step of SmtpStep.options) situationOfReply(reply(550, words), step);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is no situation where it is no refusal', () => {
    expect(situationOfReply(reply(250, 'spam virus spamhaus'), 'reply')).toBeNull();
  });
});
