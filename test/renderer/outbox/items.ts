/** Items of the outbox as main would tell them, for tests of the window: folded from events, with what the service alone knows. */
import type { OutboxItem } from '#core/contract/outbox.ts';
import { allowedActions } from '#core/outbox/actions.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { foldEvents } from '#core/outbox/state.ts';
import { submissionId, submitted } from '#test/core/outbox/events.ts';

/** What becomes of a submission by these events; its first is made when none is given. */
export function item(events: readonly OutboxEvent[] = [], more: Partial<OutboxItem> = {}): OutboxItem {
  const all = events[0]?.kind === 'submitted' ? events : [submitted(), ...events];
  const submission = foldEvents(all).get(submissionId);
  if (submission === undefined) throw new Error('no submission');
  const fates = { waiting: 0, accepted: 0, refused: 0, unknown: 0, cancelled: 0, deferred: 0 };
  for (const { fate } of submission.recipients) fates[fate] += 1;
  return {
    submission,
    fates,
    subject: '',
    messageIdField: '<a@b>',
    accountId: submission.accountId,
    accountName: '',
    hue: 1,
    size: 1,
    progress: null,
    nextTryAt: null,
    waitsFor: null,
    undoUntil: null,
    actions: allowedActions(submission),
    ...more,
  };
}
