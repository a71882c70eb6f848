/** What is written down of a word that may be said of one message or of all of a mailing. Whether it may is core/outbox/actions.ts's. */
import type { Request } from '#core/contract/channels.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import type { Submission } from '#core/outbox/submission.ts';

/** An event without whom it is about, and when. */
export type EventBody = OutboxEvent extends infer E
  ? E extends OutboxEvent
    ? Omit<E, 'submissionId' | 'at'>
    : never
  : never;

export const GIVEN_UP: readonly EventBody[] = [{ kind: 'cancelled' }, { kind: 'dismissed' }];

export function saidOf(
  action: Request<'outbox.ofMailing'>['action'],
  { recipients }: Submission,
): readonly EventBody[] {
  switch (action) {
    case 'send-now':
      return [{ kind: 'released' }];
    case 'pause':
      return [{ kind: 'paused' }];
    case 'resume':
      return [{ kind: 'resumed' }];
    case 'cancel':
      // Put away where that leaves nothing to decide.
      return recipients.some(({ fate }) => fate === 'unknown') ? [{ kind: 'cancelled' }] : GIVEN_UP;
    case 'dismiss':
      return [{ kind: 'dismissed' }];
  }
}
