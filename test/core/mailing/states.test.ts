// What became of a mailing: sums of its messages, the worst first, and what may be asked of all of it.
import { describe, expect, it } from 'vitest';
import {
  actionsOfMailing,
  isAtRest,
  MAILING_STATES,
  stateOf,
  statusOf,
  sumInOutbox,
  sumInSent,
  worstFirst,
} from '#core/mailing/states.ts';
import { SubmissionStatus } from '#core/outbox/submission.ts';

describe('the sums of a mailing', () => {
  it('name the worst first and leave out what none is', () => {
    expect(worstFirst({ accepted: 212, waiting: 80, refused: 8, held: 0 })).toEqual([
      { state: 'refused', count: 8 },
      { state: 'waiting', count: 80 },
      { state: 'accepted', count: 212 },
    ]);
  });

  it('have a place for every status of a submission', () => {
    const states = SubmissionStatus.options.map(stateOf);
    expect(states.filter((state) => !MAILING_STATES.includes(state))).toEqual([]);
  });

  it('count those that have left the outbox as accepted', () => {
    expect(sumInOutbox(['waiting', 'refused', 'waiting'], 10)).toEqual({
      waiting: 2,
      refused: 1,
      accepted: 7,
    });
    expect(sumInOutbox(['accepted', 'refused'], 2)).toEqual({ accepted: 1, refused: 1 });
  });

  it('say in Sent what the outbox has yet, else how many no server accepted', () => {
    expect(sumInSent(3, 5, { accepted: 3, deferred: 2 })).toEqual({ accepted: 3, deferred: 2 });
    expect(sumInSent(3, 5, null)).toEqual({ accepted: 3, missing: 2 });
    expect(sumInSent(5, 5, null)).toEqual({ accepted: 5 });
  });
});

describe('the state of a mailing', () => {
  it.each([
    [{ accepted: 3 }, 'sent'],
    [{ accepted: 2, refused: 1 }, 'partly-sent'],
    [{ refused: 3 }, 'failed'],
    [{ refused: 1, unknown: 1, accepted: 1 }, 'unknown'],
    [{ waiting: 2, accepted: 1 }, 'queued'],
    [{ waiting: 2, sending: 1 }, 'sending'],
    [{ accepted: 2, cancelled: 1 }, 'partly-sent'],
    [{ cancelled: 3 }, 'cancelled'],
    [{ accepted: 2, missing: 1 }, 'partly-sent'],
    [{ deferred: 1, paused: 1 }, 'deferred'],
  ] as const)('of %j is %s', (sums, status) => {
    expect(statusOf(sums)).toBe(status);
  });

  it('is at rest once nothing goes on by itself', () => {
    expect(isAtRest({ accepted: 3, refused: 1, unknown: 1, held: 1, cancelled: 1 })).toBe(true);
    for (const state of ['waiting', 'sending', 'deferred', 'scheduled', 'paused'] as const)
      expect(isAtRest({ accepted: 3, [state]: 1 })).toBe(false);
  });
});

describe('what may be asked of a mailing', () => {
  it('is what may be asked of one of its messages', () => {
    expect(actionsOfMailing([['pause', 'send-now', 'cancel', 'reroute'], ['resume'], []], false)).toEqual([
      'send-now',
      'resume',
      'pause',
      'cancel',
    ]);
  });

  it('is to become a draft again where all of it can', () => {
    expect(actionsOfMailing([['edit', 'pause']], true)).toEqual(['edit', 'pause']);
    expect(actionsOfMailing([['edit', 'pause']], false)).toEqual(['pause']);
  });

  it('is to be put away once nobody waits any more', () => {
    expect(actionsOfMailing([['dismiss'], ['dismiss', 'correct']], false)).toEqual(['dismiss']);
    expect(actionsOfMailing([['dismiss'], ['pause', 'cancel']], false)).toEqual(['pause', 'cancel']);
    expect(actionsOfMailing([['dismiss'], ['stop']], false)).toEqual([]);
  });
});
