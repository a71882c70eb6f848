/** How far an attempt came, as the step bar draws it: by the step that its diagnosis names, and by what was answered. */
import type { TestStep } from '#core/contract/accounts.ts';
import type { AttemptSummary } from '#core/contract/outbox.ts';
import type { Security } from '#core/account/account.ts';
import type { SmtpStep } from '#core/smtp/vocabulary.ts';

const beginnings: Record<Security, readonly SmtpStep[]> = {
  none: ['dns', 'tcp', 'greeting', 'ehlo'],
  tls: ['dns', 'tcp', 'tls', 'greeting', 'ehlo'],
  starttls: ['dns', 'tcp', 'greeting', 'ehlo', 'starttls', 'tls'],
};

export interface StepsOf {
  readonly security: Security;
  readonly signsIn: boolean;
}

export function attemptSteps(
  { diagnosis, endedAt, finalReply }: Pick<AttemptSummary, 'diagnosis' | 'endedAt' | 'finalReply'>,
  { security, signsIn }: StepsOf,
): TestStep[] {
  const all: SmtpStep[] = [
    ...beginnings[security],
    ...(signsIn ? (['sign-in'] as const) : []),
    'mail',
    'rcpt',
    'data',
    'reply',
  ];
  // What failed before anything was looked up, or with settings that have changed since, stands in front.
  const steps = diagnosis === null || all.includes(diagnosis.step) ? all : [diagnosis.step, ...all];
  const failed = diagnosis === null ? -1 : steps.indexOf(diagnosis.step);
  // A reply to the dot was given for those recipients that were not refused before it.
  const came = endedAt !== null && finalReply !== null ? steps.length : Math.max(0, failed);
  return steps.map((step, index) => ({
    step,
    state: index === failed ? 'failed' : index < came ? 'done' : 'not-reached',
    ms: null,
  }));
}
