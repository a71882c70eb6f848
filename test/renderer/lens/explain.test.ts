import { describe, expect, it } from 'vitest';
import type { SmtpStep } from '#core/smtp/vocabulary.ts';
import { explainTranscript } from '#renderer/features/lens/conversation/explain.ts';
import { stepShares } from '#renderer/features/lens/conversation/step-shares.ts';

/** `S:`, `C:` and `--` as in a copied transcript. */
function explain(lines: readonly string[], hidden: readonly string[] = []) {
  const from = { S: 'server', C: 'client', '-': 'note' } as const;
  const transcript = lines.map((line, at) => {
    const who = line.startsWith('S') ? 'S' : line.startsWith('C') ? 'C' : '-';
    return { at, from: from[who], text: line.slice(3) };
  });
  return explainTranscript(transcript, { user: 'camille', hidden: new Set(hidden) });
}

describe('a conversation explained', () => {
  it('gives each line its meaning', () => {
    const lines = explain([
      'S: 220 mx.example.org ESMTP',
      'C: EHLO [192.0.2.14]',
      'S: 250-mx.example.org',
      'S: 250 SIZE 1000',
      'C: AUTH PLAIN ****',
      'S: 235 2.7.0 ok',
      'C: MAIL FROM:<a@x.example> SIZE=10',
      'S: 250 2.1.0 Ok',
      'C: RCPT TO:<b@y.example>',
      'S: 250 2.1.5 Ok',
      'C: DATA',
      'S: 354 go on',
      '-- 10 bytes',
      'C: .',
      'S: 250 2.0.0 Ok: queued as 4F2b7T1xQzW',
      'C: QUIT',
      'S: 221 bye',
    ]);
    expect(lines.map(({ said }) => said?.key ?? null)).toEqual([
      'greetingQualified',
      'ehloLiteral',
      null,
      null,
      'auth',
      'authAs',
      'mail',
      'mailReply',
      'rcpt',
      'rcptReply',
      'data',
      'dataReply',
      null,
      'dot',
      'acceptedAs',
      'quit',
      'quitReply',
    ]);
    expect(lines[14]).toMatchObject({ taken: true, tone: 'ok', said: { params: { id: '4F2b7T1xQzW' } } });
    expect(lines.filter(({ taken }) => taken)).toHaveLength(1);
  });

  it('says what each keyword of EHLO offers, and what the code of a refusal means', () => {
    const lines = explain([
      'S: 220 mx.example.org',
      'C: EHLO a.example',
      'S: 250-mx.example.org',
      'S: 250-PIPELINING',
      'S: 250 SIZE 1000',
      'C: MAIL FROM:<a@x.example>',
      'S: 550 5.1.1 unknown',
    ]);
    expect(lines.map(({ word }) => word)).toEqual([
      null,
      null,
      null,
      'offers.extension.PIPELINING',
      'offers.extension.SIZE',
      null,
      'status.enhanced.1-1',
    ]);
    expect(lines.at(-1)?.about).toBe('5.1.1');
  });

  it('finds the reply of each command that was sent together with others', () => {
    const lines = explain(
      [
        'S: 220 localhost ready',
        'C: MAIL FROM:<a@x.example>',
        'C: RCPT TO:<b@y.example>',
        'C: RCPT TO:<hidden@y.example>',
        'C: DATA',
        'S: 250 ok',
        'S: 550 5.1.1 unknown',
        'S: 450 later',
        'S: 354 go on',
      ],
      ['hidden@y.example'],
    );
    expect(lines.map(({ said }) => said?.key)).toEqual([
      'greetingUnqualified',
      'mail',
      'rcpt',
      'rcptHidden',
      'data',
      'mailReply',
      'rcptRefused',
      'rcptDeferred',
      'dataReply',
    ]);
    expect(lines[6]?.tone).toBe('refused');
  });

  it('keeps an exchange of several lines as one sign-in', () => {
    const lines = explain([
      'S: 220 mx.example.org',
      'C: AUTH LOGIN',
      'S: 334 VXNlcg==',
      'C: ****',
      'S: 535 5.7.8 no',
    ]);
    expect(lines.map(({ said }) => said?.key)).toEqual([
      'greetingQualified',
      'auth',
      'authMore',
      'auth',
      'authRefused',
    ]);
  });

  it('leaves what is no reply as it is', () => {
    expect(explain(['S: gibberish'])[0]).toMatchObject({ code: null, said: null, text: 'gibberish' });
  });
});

describe('the bar of step times', () => {
  const timing = (step: SmtpStep, ms: number) => ({ step, startedAt: 0, ms });

  it('shows MAIL and RCPT as the envelope, STARTTLS as TLS, and leaves out what is no talk', () => {
    const shares = stepShares(
      [
        timing('settings', 1),
        timing('tcp', 2),
        timing('greeting', 1),
        timing('ehlo', 2),
        timing('starttls', 3),
        timing('tls', 4),
        timing('mail', 5),
        timing('rcpt', 6),
      ],
      null,
    );
    expect(shares.map(({ step, ms }) => [step, ms])).toEqual([
      ['tcp', 2],
      ['greeting', 3],
      ['tls', 7],
      ['envelope', 11],
    ]);
  });

  it('marks the step that failed', () => {
    const shares = stepShares([timing('tcp', 2), timing('rcpt', 3)], {
      step: 'rcpt',
      code: 'recipient-refused',
      params: {},
      reply: null,
      fixes: [],
    });
    expect(shares.map(({ failed }) => failed)).toEqual([false, true]);
  });
});
