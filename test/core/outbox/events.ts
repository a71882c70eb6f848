/** Journals for tests of core: one submission, its ids and events. */
import {
  AccountId,
  AttemptId,
  PRACTICE_ACCOUNT_ID,
  StoredMessageId,
  SubmissionId,
  type AttemptId as Attempt,
} from '#core/message/ids.ts';
import type { MessageFacts, OutboxEvent, RecipientResult, SubmittedEvent } from '#core/outbox/events.ts';
import type { Diagnosis, DiagnosisCode, Reply } from '#core/smtp/vocabulary.ts';

const numbered = (n: number): string => String(n).padStart(26, '0');

export const submissionId = SubmissionId.parse(numbered(1));
export const attempt = (n: number): Attempt => AttemptId.parse(numbered(n));
const base = { submissionId, at: 1 };

export const people = ['a@x.example', 'b@x.example', 'c@x.example'] as const;

export const submitted = (
  addresses: readonly string[] = people,
  more: Partial<Omit<SubmittedEvent, 'kind'>> = {},
): OutboxEvent => ({
  ...base,
  kind: 'submitted',
  messageId: StoredMessageId.parse(numbered(2)),
  accountId: PRACTICE_ACCOUNT_ID,
  practice: true,
  draftId: null,
  recipients: addresses.map((address) => ({ address, field: 'to' })),
  message: null,
  envelope: null,
  notBefore: null,
  schedule: null,
  allOrNone: false,
  mailing: null,
  ...more,
});
export const began = (n = 1): OutboxEvent => ({ ...base, kind: 'attempt-began', attemptId: attempt(n) });
export const dot = (recipients: readonly string[], n = 1, transaction = 0): OutboxEvent => ({
  ...base,
  kind: 'dot-marked',
  attemptId: attempt(n),
  transaction,
  recipients: [...recipients],
});
export const results = (
  fates: Readonly<Record<string, RecipientResult['result']>>,
  n = 1,
  transaction = 0,
): OutboxEvent => ({
  ...base,
  kind: 'transaction-ended',
  attemptId: attempt(n),
  transaction,
  results: Object.entries(fates).map(([address, result]) => ({ address, result, reply: null })),
});
export const ended = (
  diagnosis: Diagnosis | null = null,
  held = false,
  n = 1,
  until: number | null = null,
): OutboxEvent => ({
  ...base,
  kind: 'attempt-ended',
  attemptId: attempt(n),
  diagnosis,
  held,
  until,
});
export const word = (said: 'arrived' | 'send-again', recipients: readonly string[]): OutboxEvent => ({
  ...base,
  kind: 'user-word',
  word: said,
  recipients: [...recipients],
});
const facts = (n: number): MessageFacts => ({
  messageId: StoredMessageId.parse(numbered(n)),
  subject: 'S',
  messageIdField: '<s@x.example>',
  size: 10,
  sha256: 'ab',
  accountName: 'X',
  hue: 1,
});
export const schedule = { at: 100, zone: 'Europe/Paris' };
export const missed: OutboxEvent = { ...base, kind: 'held', cause: 'missed-schedule' };
export const gaveUp: OutboxEvent = { ...base, kind: 'held', cause: 'gave-up' };
export const paused: OutboxEvent = { ...base, kind: 'paused' };
export const resumed: OutboxEvent = { ...base, kind: 'resumed' };
export const rescheduled = (to: typeof schedule | null): OutboxEvent => ({
  ...base,
  kind: 'rescheduled',
  schedule: to,
  message: facts(3),
});
export const rerouted = (isBuilt: boolean): OutboxEvent => ({
  ...base,
  kind: 'rerouted',
  accountId: AccountId.parse(numbered(9)),
  practice: false,
  built: isBuilt ? { message: facts(4), envelope: { smtpUtf8: false, returnPath: 'y@x.example' } } : null,
});
export const corrected = (from: string, to: string): OutboxEvent => ({
  ...base,
  kind: 'corrected',
  from,
  to,
});
export const released: OutboxEvent = { ...base, kind: 'released' };
export const cancelled: OutboxEvent = { ...base, kind: 'cancelled' };
export const dismissed: OutboxEvent = { ...base, kind: 'dismissed' };

export const trouble = (code: DiagnosisCode, reply: Reply | null = null): Diagnosis => ({
  step: 'settings',
  code,
  params: {},
  reply,
  fixes: [],
});
