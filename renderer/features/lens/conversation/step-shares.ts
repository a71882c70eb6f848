/** The bar of step times: which steps are shown as one, and how wide each is. */
import type { Diagnosis, SmtpStep, StepTiming } from '#core/smtp/vocabulary.ts';

export type BarStep = Exclude<SmtpStep, 'settings' | 'ehlo' | 'starttls' | 'mail' | 'rcpt'> | 'envelope';

export interface StepShare {
  readonly step: BarStep;
  readonly ms: number;
  /** grows with the root of the time: a slow step does not press the others out of sight */
  readonly share: number;
  readonly failed: boolean;
}

const shownAs: Readonly<Record<SmtpStep, BarStep | null>> = {
  // Looking up the account and its secret: nothing that the server would know of.
  settings: null,
  dns: 'dns',
  tcp: 'tcp',
  tls: 'tls',
  starttls: 'tls',
  greeting: 'greeting',
  ehlo: 'greeting',
  'sign-in': 'sign-in',
  mail: 'envelope',
  rcpt: 'envelope',
  data: 'data',
  reply: 'reply',
};

/** In the order in which they first happened. */
export function stepShares(steps: readonly StepTiming[], diagnosis: Diagnosis | null): StepShare[] {
  const sums = new Map<BarStep, number>();
  for (const { step, ms } of steps) {
    const shown = shownAs[step];
    if (shown !== null) sums.set(shown, (sums.get(shown) ?? 0) + ms);
  }
  const failed = diagnosis === null ? null : shownAs[diagnosis.step];
  return Array.from(sums, ([step, ms]) => ({ step, ms, share: 5 + Math.sqrt(ms), failed: step === failed }));
}
