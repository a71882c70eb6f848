import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recoveryEvents } from '#core/outbox/recovery.ts';
import { OutboxEvent } from '#core/outbox/events.ts';
import { applyEvent, foldEvents } from '#core/outbox/state.ts';
import { Submission, type Fate } from '#core/outbox/submission.ts';
import {
  attempt,
  began,
  cancelled,
  dismissed,
  dot,
  ended,
  people,
  released,
  results,
  submissionId,
  submitted,
  trouble,
  word,
} from './events.ts';

const [A, B, C] = people;

function fold(...events: OutboxEvent[]): Submission {
  const submission = foldEvents(events).get(submissionId);
  if (submission === undefined) throw new Error('no submission');
  return submission;
}
const fates = (submission: Submission): Fate[] => submission.recipients.map((recipient) => recipient.fate);

/** A submission with one recipient, brought to a fate. */
const TO_FATE: Record<Fate, readonly OutboxEvent[]> = {
  waiting: [submitted([A])],
  accepted: [submitted([A]), began(), results({ [A]: 'accepted' }), ended()],
  refused: [submitted([A]), began(), results({ [A]: 'refused' }), ended()],
  unknown: [submitted([A]), began(), results({ [A]: 'unknown' }), ended()],
  deferred: [submitted([A]), began(), results({ [A]: 'deferred' }), ended()],
  cancelled: [submitted([A]), cancelled],
};

describe('a submission', () => {
  it('begins with everybody waiting', () => {
    const submission = fold(submitted());
    expect([submission.status, ...fates(submission)]).toEqual(['queued', 'waiting', 'waiting', 'waiting']);
  });

  it('is sending while an attempt runs, and counts it', () => {
    const submission = fold(submitted(), began());
    expect([submission.status, submission.attempts, submission.lastAttemptAt]).toEqual(['sending', 1, 1]);
  });

  it.each([
    ['sent', { [A]: 'accepted', [B]: 'accepted', [C]: 'accepted' }],
    ['partly-sent', { [A]: 'accepted', [B]: 'refused', [C]: 'accepted' }],
    ['failed', { [A]: 'refused', [B]: 'refused', [C]: 'refused' }],
    ['unknown', { [A]: 'unknown', [B]: 'refused', [C]: 'accepted' }],
    ['unknown', { [A]: 'unknown', [B]: 'deferred', [C]: 'unsent' }],
    ['deferred', { [A]: 'deferred', [B]: 'accepted', [C]: 'refused' }],
    ['queued', { [A]: 'unsent', [B]: 'accepted', [C]: 'deferred' }],
    ['queued', { [A]: 'unsent', [B]: 'unsent', [C]: 'unsent' }],
  ] as const)('is %s after %j', (status, outcome) => {
    expect(fold(submitted(), began(), results(outcome), ended()).status).toBe(status);
  });

  it('keeps recipients the server accepted out of the next attempt', () => {
    const submission = fold(
      submitted(),
      began(),
      results({ [A]: 'accepted', [B]: 'deferred', [C]: 'refused' }),
      ended(),
      released,
    );
    expect(fates(submission)).toEqual(['accepted', 'waiting', 'refused']);
  });

  it('takes the rest of its recipients in a second transaction of one attempt', () => {
    const submission = fold(
      submitted(),
      began(),
      results({ [A]: 'accepted', [B]: 'deferred', [C]: 'unsent' }),
      results({ [B]: 'accepted', [C]: 'accepted' }, 1, 1),
      ended(),
    );
    expect(submission.status).toBe('sent');
  });

  it('waits for the user when held, and goes on when released', () => {
    const events = [
      submitted(),
      began(),
      results({ [A]: 'unsent' }),
      ended(trouble('sign-in-refused'), true),
    ];
    expect(fold(...events).status).toBe('held');
    expect(fold(...events, released).status).toBe('queued');
  });

  it('is held again once the user has said what became of the unknown', () => {
    const submission = fold(
      submitted(),
      began(1),
      results({ [A]: 'unknown', [B]: 'unsent' }),
      ended(),
      began(2),
      ended(trouble('sign-in-refused'), true, 2),
      word('arrived', [A]),
    );
    expect([submission.status, ...fates(submission)]).toEqual(['held', 'accepted', 'waiting', 'waiting']);
  });

  it('keeps the diagnosis of its last attempt alone', () => {
    const first = [submitted(), began(), ended(trouble('connection-refused'))];
    expect(fold(...first).diagnosis?.code).toBe('connection-refused');
    expect(fold(...first, began(2), results({ [A]: 'accepted' }), ended()).diagnosis).toBe(null);
  });

  it('can be put away only when nobody waits', () => {
    expect(fold(...TO_FATE.waiting, dismissed).dismissed).toBe(false);
    expect(fold(...TO_FATE.deferred, dismissed).dismissed).toBe(false);
    expect(fold(...TO_FATE.refused, dismissed).dismissed).toBe(true);
    expect(fold(...TO_FATE.unknown, dismissed).dismissed).toBe(true);
  });

  it('comes back into sight when it is sent again', () => {
    expect(fold(...TO_FATE.unknown, dismissed, word('send-again', [A])).dismissed).toBe(false);
  });

  it('is not touched by events of another', () => {
    const other = { ...cancelled, submissionId: '00000000000000000000000009' };
    const submission = fold(submitted());
    expect(applyEvent(submission, OutboxEvent.parse(other))).toBe(submission);
  });

  it('does not exist before it was submitted', () => {
    expect(applyEvent(null, began())).toBe(null);
  });
});

/** Every fate × every event: what becomes of it. */
const TABLE: readonly (readonly [name: string, event: OutboxEvent, after: Record<Fate, Fate>])[] = (() => {
  const same: Record<Fate, Fate> = {
    waiting: 'waiting',
    accepted: 'accepted',
    refused: 'refused',
    unknown: 'unknown',
    deferred: 'deferred',
    cancelled: 'cancelled',
  };
  const pending = (fate: Fate): Record<Fate, Fate> => ({ ...same, waiting: fate, deferred: fate });
  return [
    ['submitted again', submitted([A]), same],
    ['attempt-began', began(2), same],
    ['dot-marked', dot([A], 2), same],
    ['accepted', results({ [A]: 'accepted' }, 2), pending('accepted')],
    ['refused', results({ [A]: 'refused' }, 2), pending('refused')],
    ['deferred', results({ [A]: 'deferred' }, 2), pending('deferred')],
    ['unknown', results({ [A]: 'unknown' }, 2), pending('unknown')],
    ['unsent', results({ [A]: 'unsent' }, 2), pending('waiting')],
    ['results of others', results({ [B]: 'accepted' }, 2), same],
    ['attempt-ended', ended(null, false, 2), same],
    ['attempt-ended, held', ended(trouble('sign-in-refused'), true, 2), same],
    ['the word: arrived', word('arrived', [A]), { ...same, unknown: 'accepted' }],
    ['the word: send again', word('send-again', [A]), { ...same, unknown: 'waiting' }],
    ['the word about others', word('send-again', [B]), same],
    ['released', released, { ...same, deferred: 'waiting' }],
    ['cancelled', cancelled, pending('cancelled')],
    ['dismissed', dismissed, same],
  ];
})();

describe('a recipient', () => {
  const cases = TABLE.flatMap(([name, event, after]) =>
    Object.entries(TO_FATE).map(([before, events]) => ({ name, event, before, events, after })),
  );
  it.each(cases)('that is $before, after $name', ({ before, events, event, after }) => {
    const [fate] = fates(fold(...events, event));
    expect(fate).toBe(Object.entries(after).find(([from]) => from === before)?.[1]);
  });

  it.each([cancelled, released, dismissed, word('send-again', [A])])(
    'is out of reach of $kind while an attempt runs',
    (event) => {
      const sending = fold(submitted(), began(), results({ [A]: 'unknown', [B]: 'deferred' }));
      expect(applyEvent(sending, event)).toBe(sending);
    },
  );
});

describe('after a crash', () => {
  const recovered = (events: readonly OutboxEvent[], damaged = false) => {
    const more = recoveryEvents(events, damaged ? [submissionId] : [], 9);
    return { more, submission: fold(...events, ...more) };
  };

  it('an attempt without a marker leaves everybody waiting', () => {
    const { submission } = recovered([submitted(), began()]);
    expect([submission.status, ...fates(submission)]).toEqual(['queued', 'waiting', 'waiting', 'waiting']);
    expect(submission.diagnosis?.code).toBe('interrupted');
  });

  it('a marker without its reply leaves those of its transaction unknown, and nobody else', () => {
    const { submission } = recovered([submitted(), began(), dot([A, B])]);
    expect([submission.status, ...fates(submission)]).toEqual(['unknown', 'unknown', 'unknown', 'waiting']);
    expect(submission.diagnosis?.code).toBe('outcome-unknown');
  });

  it('a transaction that had its reply keeps it, whatever became of the next', () => {
    const { submission } = recovered([
      submitted(),
      began(),
      dot([A]),
      results({ [A]: 'accepted', [B]: 'unsent', [C]: 'unsent' }),
      dot([B], 1, 1),
    ]);
    expect(fates(submission)).toEqual(['accepted', 'unknown', 'waiting']);
  });

  it('a transaction that ended is closed as interrupted, with what it came to', () => {
    const { submission } = recovered([submitted([A]), began(), dot([A]), results({ [A]: 'accepted' })]);
    expect(submission.status).toBe('sent');
  });

  it('nothing is added where nothing was under way', () => {
    for (const events of Object.values(TO_FATE)) expect(recovered(events).more).toEqual([]);
  });

  it('whoever waits in a damaged journal is unknown', () => {
    const { submission } = recovered([submitted(), began(), results({ [A]: 'accepted' }), ended()], true);
    expect(fates(submission)).toEqual(['accepted', 'unknown', 'unknown']);
  });

  it('whoever is settled in a damaged journal stays so', () => {
    for (const fate of ['accepted', 'refused', 'unknown', 'cancelled'] as const)
      expect(recovered(TO_FATE[fate], true).more).toEqual([]);
  });
});

const anyone = fc.constantFrom(...people);
const someone = fc.uniqueArray(anyone, { minLength: 1 });
const anyFates = fc.dictionary(
  anyone,
  fc.constantFrom('accepted', 'refused', 'deferred', 'unknown', 'unsent'),
  { minKeys: 1 },
);
const tries = fc.integer({ min: 1, max: 3 });
const anyEvent: fc.Arbitrary<OutboxEvent> = fc.oneof(
  tries.map((n) => began(n)),
  fc.tuple(someone, tries, fc.nat(1)).map(([who, n, transaction]) => dot(who, n, transaction)),
  fc.tuple(anyFates, tries, fc.nat(1)).map(([what, n, transaction]) => results(what, n, transaction)),
  fc.tuple(tries, fc.boolean()).map(([n, held]) => ended(held ? trouble('sign-in-refused') : null, held, n)),
  fc.tuple(fc.constantFrom('arrived', 'send-again'), someone).map(([said, who]) => word(said, who)),
  fc.constantFrom(released, cancelled, dismissed, submitted()),
);
const anyJournal = fc.array(anyEvent, { maxLength: 25 }).map((events) => [submitted(), ...events]);

describe('whatever happens', () => {
  it('nobody is lost, and each step is a submission', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        for (let length = 1; length <= events.length; length += 1) {
          const submission = Submission.parse(fold(...events.slice(0, length)));
          expect(submission.recipients.map((recipient) => recipient.address)).toEqual(people);
        }
      }),
    );
  });

  it('accepted stays accepted, and only the word of the user ends unknown', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        for (let length = 1; length < events.length; length += 1) {
          const before = fates(fold(...events.slice(0, length)));
          const after = fates(fold(...events.slice(0, length + 1)));
          for (const [at, fate] of before.entries()) {
            if (fate === 'accepted') expect(after[at]).toBe('accepted');
            if (fate === 'unknown' && after[at] !== 'unknown') expect(events[length]?.kind).toBe('user-word');
          }
        }
      }),
    );
  });

  it('whoever waits is in sight', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        const submission = fold(...events);
        const waits = fates(submission).some((fate) => fate === 'waiting' || fate === 'deferred');
        expect(waits && submission.dismissed).toBe(false);
      }),
    );
  });

  it('a journal cut anywhere recovers to rest, once, with no marked recipient left waiting', () => {
    fc.assert(
      fc.property(anyJournal, fc.boolean(), (events, isDamaged) => {
        const damaged = isDamaged ? [submissionId] : [];
        const more = recoveryEvents(events, damaged, 9).map((event) => OutboxEvent.parse(event));
        const after = [...events, ...more];
        expect(recoveryEvents(after, damaged, 9)).toEqual([]);
        const submission = fold(...after);
        expect(submission.status).not.toBe('sending');
        if (isDamaged) expect(fates(submission)).not.toContain('waiting');
      }),
    );
  });

  it('a recipient behind a marker without reply is never sent to again unasked', () => {
    fc.assert(
      fc.property(someone, (who) => {
        const events = [submitted(), began(), dot(who)];
        const submission = fold(...events, ...recoveryEvents(events, [], 9));
        for (const { address, fate } of submission.recipients)
          expect(fate).toBe(who.some((marked) => marked === address) ? 'unknown' : 'waiting');
      }),
    );
  });
});

it('closes a damaged journal under the attempt that it last named', () => {
  const [transaction] = recoveryEvents([submitted(), began(3), ended()], [submissionId], 9);
  expect(transaction).toMatchObject({ kind: 'transaction-ended', attemptId: attempt(3) });
});
