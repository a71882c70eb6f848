/** Which of the allowed actions stand on a card as buttons, and which wait in its menu: pure, so that the choice can be tested. */
import type { OutboxItem } from '#core/contract/outbox.ts';

/** What a button of a card asks for. `other`: through another account, in either way. Stop, corrections and words have places of their own. */
const CARD_ACTIONS = [
  'edit',
  'send-now',
  'resume',
  'pause',
  'reschedule',
  'other',
  'cancel',
  'dismiss',
] as const;
export type CardAction = (typeof CARD_ACTIONS)[number];

export interface Arranged {
  readonly shown: readonly CardAction[];
  readonly rest: readonly CardAction[];
}

export function arrange(item: OutboxItem): Arranged {
  const allowed = new Set<string>(item.actions);
  const isAllowed = (action: CardAction): boolean =>
    action === 'other' ? allowed.has('reroute') || allowed.has('rebuild') : allowed.has(action);
  const all = CARD_ACTIONS.filter(isAllowed);
  const shown = first(item).filter(isAllowed);
  return { shown, rest: all.filter((action) => !shown.includes(action)) };
}

/** The likeliest thing to want, by its state. */
function first({ submission, waitsFor }: OutboxItem): readonly CardAction[] {
  const { status, hold } = submission;
  if (waitsFor === 'undo') return ['edit'];
  switch (status) {
    case 'scheduled':
      return ['edit', 'cancel'];
    case 'queued':
      return ['pause', 'edit'];
    case 'deferred':
      return ['send-now', 'other'];
    case 'paused':
      return ['resume', 'edit'];
    case 'held':
      switch (hold) {
        // Its account's card says how to mend it.
        case 'account':
          return ['edit'];
        case 'missed-schedule':
          return ['send-now', 'reschedule'];
        case 'not-all-at-once':
          return ['send-now', 'edit'];
        case 'gave-up':
          return ['send-now', 'cancel'];
        default:
          return ['edit', 'other'];
      }
    case 'failed':
      return ['edit', 'dismiss'];
    case 'partly-sent':
      return ['send-now', 'dismiss'];
    case 'unknown':
    case 'sending':
      return [];
    case 'sent':
    case 'cancelled':
      return ['dismiss'];
  }
}
