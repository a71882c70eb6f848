// Every status × every event: what the submission is afterwards. And what the user may do with each.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedActions } from '#core/outbox/actions.ts';
import { dueOf, isTooOld, retryDelay } from '#core/outbox/due.ts';
import type { OutboxEvent } from '#core/outbox/events.ts';
import { FULL_PACE, paceAfter, type PaceSignal } from '#core/outbox/pace.ts';
import { recoveryEvents } from '#core/outbox/recovery.ts';
import { applyEvent, foldEvents } from '#core/outbox/state.ts';
import { SubmissionStatus, type Submission } from '#core/outbox/submission.ts';
import * as e from './events.ts';

const [A, B, C] = e.people;

function fold(events: readonly OutboxEvent[]): Submission {
  const submission = foldEvents(events).get(e.submissionId);
  if (submission === undefined) throw new Error('no submission');
  return submission;
}

/** One recipient where that is enough; two where the status needs them. */
const TO_STATUS: Record<SubmissionStatus, readonly OutboxEvent[]> = {
  queued: [e.submitted([A])],
  scheduled: [e.submitted([A], { schedule: e.schedule })],
  sending: [e.submitted([A]), e.began()],
  sent: [e.submitted([A]), e.began(), e.results({ [A]: 'accepted' }), e.ended()],
  'partly-sent': [e.submitted([A, B]), e.began(), e.results({ [A]: 'accepted', [B]: 'refused' }), e.ended()],
  failed: [e.submitted([A]), e.began(), e.results({ [A]: 'refused' }), e.ended()],
  unknown: [e.submitted([A]), e.began(), e.results({ [A]: 'unknown' }), e.ended()],
  deferred: [e.submitted([A]), e.began(), e.results({ [A]: 'deferred' }), e.ended(null, false, 1, 60)],
  held: [e.submitted([A]), e.began(), e.ended(e.trouble('bytes-changed'), true)],
  paused: [e.submitted([A]), e.paused],
  cancelled: [e.submitted([A]), e.cancelled],
};

const STATUSES = SubmissionStatus.options;
type After = Partial<Record<SubmissionStatus, SubmissionStatus>>;
const waiting = (after: SubmissionStatus): After => ({
  queued: after,
  scheduled: after,
  deferred: after,
  held: after,
  paused: after,
});

/** What is not named stays as it is. */
const TABLE: readonly (readonly [name: string, event: OutboxEvent, after: After])[] = [
  ['submitted again', e.submitted([A]), {}],
  ['attempt-began', e.began(2), waiting('sending')],
  ['dot-marked', e.dot([A], 2), {}],
  ['everybody accepted', e.results({ [A]: 'accepted' }, 2), waiting('sent')],
  ['everybody refused', e.results({ [A]: 'refused' }, 2), waiting('failed')],
  ['everybody unknown', e.results({ [A]: 'unknown' }, 2), waiting('unknown')],
  ['attempt-ended', e.ended(null, false, 2), { sending: 'queued', held: 'queued', deferred: 'deferred' }],
  [
    'attempt-ended, to be tried later',
    e.ended(null, false, 2, 9),
    { sending: 'deferred', queued: 'deferred', held: 'deferred' },
  ],
  [
    'attempt-ended, held',
    e.ended(e.trouble('message-too-large'), true, 2),
    { sending: 'held', queued: 'held', scheduled: 'held', deferred: 'held' },
  ],
  ['missed its time', e.missed, { queued: 'held', scheduled: 'held', deferred: 'held' }],
  ['given up on', e.gaveUp, { queued: 'held', scheduled: 'held', deferred: 'held' }],
  ['paused', e.paused, waiting('paused')],
  ['resumed', e.resumed, { paused: 'queued' }],
  ['released', e.released, waiting('queued')],
  ['another time', e.rescheduled(e.schedule), { queued: 'scheduled', scheduled: 'scheduled' }],
  ['no time', e.rescheduled(null), { scheduled: 'queued' }],
  ['through another account', e.rerouted(false), { deferred: 'queued', held: 'queued' }],
  ['built for another account', e.rerouted(true), { deferred: 'queued', held: 'queued' }],
  ['corrected', e.corrected(A, C), { failed: 'queued' }],
  ['corrected, of the second', e.corrected(B, C), { 'partly-sent': 'queued' }],
  ['corrected to one who is there', e.corrected(B, A), {}],
  ['the word: arrived', e.word('arrived', [A]), { unknown: 'sent' }],
  ['the word: send again', e.word('send-again', [A]), { unknown: 'queued' }],
  ['cancelled', e.cancelled, waiting('cancelled')],
  ['dismissed', e.dismissed, {}],
];

describe('a submission', () => {
  it.each(STATUSES)('can be %s', (status) => {
    expect(fold(TO_STATUS[status]).status).toBe(status);
  });

  const cases = TABLE.flatMap(([name, event, after]) =>
    STATUSES.map((status) => ({ name, event, status, after: after[status] ?? status })),
  );
  it.each(cases)('that is $status, after: $name, is $after', ({ status, event, after }) => {
    expect(fold([...TO_STATUS[status], event]).status).toBe(after);
  });

  it('cannot be given another time once it was tried, nor other bytes once somebody has it', () => {
    const tried = fold(TO_STATUS.deferred);
    expect(applyEvent(tried, e.rescheduled(e.schedule))).toBe(tried);
    const half = fold([
      e.submitted([A, B]),
      e.began(),
      e.results({ [A]: 'accepted', [B]: 'deferred' }),
      e.ended(),
    ]);
    expect(applyEvent(half, e.rerouted(true))).toBe(half);
    expect(applyEvent(half, e.rerouted(false))?.accountId).not.toBe(half.accountId);
  });

  it('of which all or none may have it is held when one is refused, until that one is mended or left out', () => {
    const events = [
      e.submitted([A, B], { allOrNone: true }),
      e.began(),
      e.results({ [A]: 'refused', [B]: 'unsent' }),
      e.ended(e.trouble('recipient-refused')),
    ];
    expect(fold(events)).toMatchObject({ status: 'held', hold: 'all-or-none' });
    expect(fold([...events, e.corrected(A, C)])).toMatchObject({ status: 'queued', allOrNone: true });
    expect(fold([...events, e.released])).toMatchObject({ status: 'queued', allOrNone: false });
  });

  describe('of which all or none may have it, and whose server does not take all at once', () => {
    const events = [
      e.submitted(e.people, { allOrNone: true }),
      e.began(),
      e.results({ [A]: 'unsent', [B]: 'unsent', [C]: 'deferred' }),
      e.ended(e.trouble('not-all-at-once'), true),
    ];

    it('is held, with everybody waiting', () => {
      expect(fold(events)).toMatchObject({ status: 'held', hold: 'not-all-at-once', until: null });
    });

    it.each<readonly [string, OutboxEvent, Partial<Submission>]>([
      ['released', e.released, { status: 'queued', allOrNone: false }],
      ['paused', e.paused, { status: 'paused', hold: 'not-all-at-once', allOrNone: true }],
      ['given another account', e.rerouted(false), { status: 'queued', hold: null, allOrNone: true }],
      ['built for another account', e.rerouted(true), { status: 'queued', hold: null, allOrNone: true }],
      ['cancelled', e.cancelled, { status: 'cancelled' }],
    ])('when %s', (_, event, after) => {
      expect(fold([...events, event])).toMatchObject(after);
    });
  });

  it('keeps of a corrected recipient how the message names it, however often it is corrected', () => {
    const refused = e.results({ [C]: 'refused' }, 2);
    const events = [
      ...TO_STATUS.failed,
      e.corrected(A, C),
      e.began(2),
      refused,
      e.ended(),
      e.corrected(C, B),
    ];
    expect(fold(events).recipients).toMatchObject([{ address: B, correctedFrom: A, fate: 'waiting' }]);
  });
});

describe('what may be done', () => {
  it.each([
    ['queued', 'send-now pause reschedule? reroute cancel'],
    ['scheduled', 'send-now pause reschedule? reroute cancel'],
    ['sending', 'stop'],
    ['partly-sent', 'correct dismiss'],
    ['failed', 'correct dismiss'],
    ['unknown', 'word dismiss'],
    ['deferred', 'send-now pause reroute cancel'],
    ['held', 'send-now pause reroute cancel'],
    ['paused', 'send-now resume reschedule? reroute cancel'],
    ['cancelled', 'dismiss'],
  ] as const)('%s: %s', (status, actions) => {
    // Without a draft nothing can be built again.
    const expected = actions.split(' ').filter((action) => !action.endsWith('?'));
    expect(allowedActions(fold(TO_STATUS[status]))).toEqual(expected);
  });
});

const anyone = fc.constantFrom(A, B, C, 'd@x.example');
const someone = fc.uniqueArray(anyone, { minLength: 1 });
const anyResult = fc.constantFrom('accepted', 'refused', 'deferred', 'unknown', 'unsent');
const tries = fc.integer({ min: 1, max: 3 });
const anyEvent: fc.Arbitrary<OutboxEvent> = fc.oneof(
  tries.map((n) => e.began(n)),
  fc.tuple(someone, tries).map(([who, n]) => e.dot(who, n)),
  fc.tuple(fc.dictionary(anyone, anyResult, { minKeys: 1 }), tries).map(([what, n]) => e.results(what, n)),
  fc
    .tuple(tries, fc.constantFrom(null, 'bytes-changed', 'not-all-at-once', 'sign-in-refused'))
    .map(([n, why]) => e.ended(why === null ? null : e.trouble(why), why !== null, n)),
  fc.tuple(fc.constantFrom('arrived', 'send-again'), someone).map(([said, who]) => e.word(said, who)),
  fc.tuple(anyone, anyone).map(([from, to]) => e.corrected(from, to)),
  fc.boolean().map((isBuilt) => e.rerouted(isBuilt)),
  fc.constantFrom(e.schedule, null).map((to) => e.rescheduled(to)),
  fc.constantFrom(e.missed, e.gaveUp, e.paused, e.resumed, e.released, e.cancelled, e.dismissed),
);
const anyJournal = fc
  .tuple(fc.boolean(), fc.array(anyEvent, { maxLength: 30 }))
  .map(([allOrNone, events]) => [e.submitted(e.people, { allOrNone }), ...events]);

describe('whatever happens', () => {
  it('nobody is lost: each has a line, under their address or the one put in its place', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        const { recipients } = fold(events);
        expect(recipients.map(({ address, correctedFrom }) => correctedFrom ?? address)).toEqual(e.people);
        expect(new Set(recipients.map(({ address }) => address)).size).toBe(recipients.length);
      }),
    );
  });

  it('accepted stays accepted under its address, and unknown ends by the user’s word alone', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        let before: Submission | null = null;
        for (const event of events) {
          const after: Submission | null = applyEvent(before, event);
          for (const [at, { fate, address }] of (before?.recipients ?? []).entries()) {
            if (fate === 'accepted') expect(after?.recipients[at]).toMatchObject({ address, fate });
            if (fate === 'unknown' && after?.recipients[at]?.fate !== 'unknown')
              expect(event.kind).toBe('user-word');
          }
          before = after;
        }
      }),
    );
  });

  it('all or none ends by the user’s word alone, said of a message that was held for it', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        let before: Submission | null = null;
        for (const event of events) {
          const after: Submission | null = applyEvent(before, event);
          if (before?.allOrNone === true && after?.allOrNone === false) {
            expect(event.kind).toBe('released');
            expect(['all-or-none', 'not-all-at-once']).toContain(before.hold);
          }
          before = after;
        }
      }),
    );
  });

  it('a journal cut anywhere comes to rest, and a second recovery adds nothing', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        const after = [...events, ...recoveryEvents(events, [], 9)];
        expect(fold(after).status).not.toBe('sending');
        expect(recoveryEvents(after, [], 9)).toEqual([]);
      }),
    );
  });

  it('something can always be done about it, until it is over', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        const submission = fold(events);
        if (!submission.dismissed) expect(allowedActions(submission)).not.toEqual([]);
      }),
    );
  });
});

describe('the wait for the next try', () => {
  it('doubles from a minute to an hour, a quarter more or less', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 50].map((n) => retryDelay(n, 0.5) / 60_000);
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect([retryDelay(1, 0), retryDelay(1, 1)]).toEqual([45_000, 75_000]);
  });

  it('is bounded whatever the clock says, but for a time that was chosen', () => {
    const later = fold([...TO_STATUS.deferred.slice(0, -1), e.ended(null, false, 1, 1e13)]);
    expect(dueOf(later, 0).within).toBe(75 * 60_000);
    expect(dueOf(fold([e.submitted([A], { notBefore: 1e13 })]), 0).within).toBe(60_000);
    expect(dueOf(fold(TO_STATUS.scheduled), 0)).toEqual({ at: 100, within: Number.POSITIVE_INFINITY });
    expect(dueOf(fold(TO_STATUS.queued), 0)).toEqual({ at: 0, within: 0 });
  });

  it('is given up after as many hours as the user wants, and never where they want that', () => {
    const tried = fold(TO_STATUS.deferred);
    const hour = 3_600_000;
    expect([isTooOld(tried, 5, 4 * hour), isTooOld(tried, 5, 6 * hour), isTooOld(tried, 0, 1e15)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('the pace of an account', () => {
  const after = (...signals: PaceSignal[]) =>
    signals.reduce((pace, signal) => paceAfter(pace, signal, 0, 0.5), FULL_PACE);

  it('waits longer with each connection that comes to nothing, and forgets it with the first success', () => {
    expect(after('no-connection').until).toBe(60_000);
    expect(after('no-connection', 'no-connection').until).toBe(120_000);
    expect(after('no-connection', 'accepted')).toEqual(FULL_PACE);
  });

  it('slows down when the server asks for it, and recovers by itself', () => {
    expect(after('slow-down', 'slow-down')).toMatchObject({ gap: 2_000, narrow: 20 });
    expect(after('slow-down', ...Array<PaceSignal>(20).fill('accepted'))).toEqual(FULL_PACE);
  });
});
