/** The report of one attempt to hand a message over, as its record tells it. */
import type { TFunction } from 'i18next';
import type { HeldAccount } from '#core/contract/outbox.ts';
import type { MessageView } from '#core/contract/sent.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import type { SubmissionId, StoredMessageId } from '#core/message/ids.ts';
import { call } from '../../api.ts';
import { attemptSteps } from './attempt-steps.ts';
import type { Report } from './report-text.ts';

export function attemptReport(view: MessageView, attempt: AttemptRecorded, t: TFunction): Report {
  const { host, port, security, user } = view.made.account;
  const at = view.attempts.indexOf(attempt) + 1;
  return {
    at: attempt.beganAt,
    ms: attempt.endedAt - attempt.beganAt,
    server: { host, port, security },
    note: `${t('lens.conversation.attempt', { at, total: view.attempts.length })} · ${view.message.messageIdField}`,
    steps: attemptSteps(attempt, { security, signsIn: user !== '' }),
    diagnosis: attempt.diagnosis,
    tls: attempt.tls,
    extensions: attempt.extensions,
    transcript: attempt.transcript,
  };
}

/** Of the attempt with this id, or else of the last one. */
export async function gatherAttempt(
  request: { readonly messageId: StoredMessageId; readonly submissionId: SubmissionId },
  attemptId: AttemptRecorded['attemptId'] | null,
  t: TFunction,
): Promise<Report> {
  const view = await call('lens.open', request);
  const attempt = view.attempts.find((one) => one.attemptId === attemptId) ?? view.attempts.at(-1);
  if (attempt === undefined) throw new Error('there was no attempt yet');
  return attemptReport(view, attempt, t);
}

/** Of the attempt that put an account on hold; where none got as far as a connection, what is known without one. */
export async function gatherHeld(held: HeldAccount, t: TFunction): Promise<Report> {
  const { items } = await call('outbox.page', { filter: 'held', offset: 0, limit: 200 });
  const tried = items.find(
    ({ accountId, submission }) => accountId === held.accountId && submission.attempts > 0,
  );
  if (tried !== undefined) {
    const { id: submissionId, messageId } = tried.submission;
    return gatherAttempt({ messageId, submissionId }, null, t);
  }
  const { accounts } = await call('accounts.list', null);
  const account = accounts.find((view) => view.account.id === held.accountId)?.account;
  const { host = '', port = '' } = held.diagnosis.params;
  return {
    at: held.since,
    ms: 0,
    server: account ?? { host, port: Number(port), security: 'tls' },
    note: held.accountName,
    steps: [],
    diagnosis: held.diagnosis,
    tls: null,
    extensions: [],
    transcript: [],
  };
}
