/**
 * What became of the messages of one mailing, summed: a mailing is one composition that went as several messages, one each. Each message
 * counts once, by its state. Words and marks for it are the window's.
 */
import type { OutboxAction } from '../outbox/actions.ts';
import type { SubmissionStatus } from '../outbox/submission.ts';

/** The worst first. `missing`: in Sent, of those that the outbox has no more and that no server accepted. */
export const MAILING_STATES = [
  'unknown',
  'refused',
  'held',
  'missing',
  'deferred',
  'paused',
  'sending',
  'waiting',
  'scheduled',
  'cancelled',
  'accepted',
] as const;
export type MailingState = (typeof MAILING_STATES)[number];
/** How many messages are in each; a state that none is in may be left out. */
export type MailingSums = Readonly<Partial<Record<MailingState, number>>>;

export function stateOf(status: SubmissionStatus): MailingState {
  switch (status) {
    case 'queued':
      return 'waiting';
    case 'sent':
      return 'accepted';
    // Of its one recipient somebody else got it before a correction.
    case 'partly-sent':
    case 'failed':
      return 'refused';
    case 'unknown':
    case 'held':
    case 'deferred':
    case 'paused':
    case 'sending':
    case 'scheduled':
    case 'cancelled':
      return status;
  }
}

/** `of`: all its messages. Those that the outbox does not know any more have been accepted: nothing else leaves before all of it is over. */
export function sumInOutbox(states: Iterable<MailingState>, of: number): MailingSums {
  const sums: Partial<Record<MailingState, number>> = {};
  let known = 0;
  for (const state of states) {
    sums[state] = (sums[state] ?? 0) + 1;
    known += 1;
  }
  return known < of ? { ...sums, accepted: (sums.accepted ?? 0) + of - known } : sums;
}

/** `accepted`: as many as Sent lists; `inOutbox`: what the outbox says while it has some of it yet. */
export function sumInSent(accepted: number, of: number, inOutbox: MailingSums | null): MailingSums {
  if (inOutbox !== null) return inOutbox;
  return accepted < of ? { accepted, missing: of - accepted } : { accepted };
}

export interface Sum {
  readonly state: MailingState;
  readonly count: number;
}

/** The worst first, without those that are none. */
export const worstFirst = (sums: MailingSums): Sum[] =>
  MAILING_STATES.map((state) => ({ state, count: sums[state] ?? 0 })).filter(({ count }) => count > 0);

/** What one message would be called that is as it is for the worst of them; where others have got it, not all is lost. */
export function statusOf(sums: MailingSums): SubmissionStatus {
  const worst = worstFirst(sums)[0]?.state ?? 'accepted';
  switch (worst) {
    case 'waiting':
      return 'queued';
    case 'accepted':
      return 'sent';
    case 'refused':
    case 'missing':
      return (sums.accepted ?? 0) > 0 ? 'partly-sent' : 'failed';
    case 'cancelled':
      return (sums.accepted ?? 0) > 0 ? 'partly-sent' : 'cancelled';
    default:
      return worst;
  }
}

/** Nothing of it goes on by itself, and nothing is being sent. What waits for its account counts as over here: its account says so. */
export const isAtRest = (sums: MailingSums): boolean =>
  (['deferred', 'paused', 'sending', 'waiting', 'scheduled'] as const).every(
    (state) => (sums[state] ?? 0) === 0,
  );

/** What may be asked of a mailing as a whole: what a word about each of its messages would do, in one. */
export const MAILING_ACTIONS = ['edit', 'send-now', 'resume', 'pause', 'cancel', 'dismiss'] as const;
export type MailingAction = (typeof MAILING_ACTIONS)[number];

/** `allowed`: what may be asked of each. Put away is what is over, once nobody waits any more; `isWhole`: all of it can become its draft again. */
export function actionsOfMailing(
  allowed: Iterable<readonly OutboxAction[]>,
  isWhole: boolean,
): MailingAction[] {
  const some = new Set<OutboxAction>();
  for (const actions of allowed) for (const action of actions) some.add(action);
  return MAILING_ACTIONS.filter((action) => {
    if (action === 'edit') return isWhole && some.has(action);
    return some.has(action) && (action !== 'dismiss' || !(some.has('cancel') || some.has('stop')));
  });
}
