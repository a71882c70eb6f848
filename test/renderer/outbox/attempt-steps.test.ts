import { describe, expect, it } from 'vitest';
import type { Diagnosis, SmtpStep } from '#core/smtp/vocabulary.ts';
import { attemptSteps } from '#renderer/features/outbox/details/attempt-steps.ts';

const failing = (step: SmtpStep): Diagnosis => ({
  step,
  code: 'unexpected',
  params: {},
  reply: null,
  fixes: [],
});
const reply = { code: 250, enhanced: null, lines: ['ok'] };
const drawn = (attempt: Parameters<typeof attemptSteps>[0], security: 'tls' | 'starttls' | 'none' = 'tls') =>
  attemptSteps(attempt, { security, signsIn: true }).map(({ step, state }) => `${step} ${state}`);

describe('the steps of an attempt', () => {
  it('are done up to the one that failed, and not reached behind it', () => {
    expect(drawn({ diagnosis: failing('sign-in'), endedAt: 1, finalReply: null })).toEqual([
      'dns done',
      'tcp done',
      'tls done',
      'greeting done',
      'ehlo done',
      'sign-in failed',
      'mail not-reached',
      'rcpt not-reached',
      'data not-reached',
      'reply not-reached',
    ]);
  });

  it('are all done where the server answered and nothing failed', () => {
    const all = drawn({ diagnosis: null, endedAt: 1, finalReply: reply }, 'starttls');
    expect(all.every((step) => step.endsWith('done'))).toBe(true);
    expect(all.slice(4, 6)).toEqual(['starttls done', 'tls done']);
  });

  it('go on behind a refused recipient where the others’ message was answered', () => {
    const steps = drawn({ diagnosis: failing('rcpt'), endedAt: 1, finalReply: reply });
    expect(steps.slice(-3)).toEqual(['rcpt failed', 'data done', 'reply done']);
  });

  it('begin with the settings where those were what failed', () => {
    expect(drawn({ diagnosis: failing('settings'), endedAt: 1, finalReply: null })[0]).toBe(
      'settings failed',
    );
  });

  it('say nothing of an attempt that has not ended', () => {
    expect(drawn({ diagnosis: null, endedAt: null, finalReply: null })).not.toContainEqual(
      expect.stringContaining('done'),
    );
  });
});
