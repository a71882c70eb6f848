import { describe, expect, it } from 'vitest';
import { PRACTICE_ACCOUNT_ID, DraftId } from '#core/message/ids.ts';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { OutboxAction } from '#core/outbox/actions.ts';
import { HoldCause, SubmissionStatus } from '#core/outbox/submission.ts';
import { arrange } from '#renderer/features/outbox/card/prominent.ts';
import { submitted } from '#test/core/outbox/events.ts';
import { item } from './items.ts';

const draftId = DraftId.parse('0'.repeat(26));
const fresh = (more: Partial<OutboxItem> = {}) => item([submitted(undefined, { draftId })], more);

describe('the buttons of a card', () => {
  it('are Undo alone in the undo delay, the others in the menu', () => {
    const { shown, rest } = arrange(fresh({ waitsFor: 'undo', undoUntil: 9 }));
    expect(shown).toEqual(['edit']);
    expect(rest).toEqual(['send-now', 'pause', 'reschedule', 'other', 'cancel']);
  });

  it('never ask for what is not allowed', () => {
    expect(arrange(fresh({ actions: ['send-now'] }))).toEqual({ shown: [], rest: ['send-now'] });
    expect(arrange(fresh({ actions: [] }))).toEqual({ shown: [], rest: [] });
  });

  it('leave nothing out that is allowed, and offer nothing twice, in any state', () => {
    const elsewhere = new Set<string>(['stop', 'correct', 'word']);
    for (const status of SubmissionStatus.options)
      for (const hold of [null, ...HoldCause.options]) {
        const base = fresh({ actions: [...OutboxAction.options] });
        const { shown, rest } = arrange({ ...base, submission: { ...base.submission, status, hold } });
        const all = [...shown, ...rest];
        expect(new Set(all).size).toBe(all.length);
        const expected = OutboxAction.options.filter((action) => !elsewhere.has(action));
        const asked = all.flatMap((action) => (action === 'other' ? ['reroute', 'rebuild'] : [action]));
        expect(asked.toSorted()).toEqual(expected.toSorted());
        expect(shown.length).toBeLessThanOrEqual(2);
      }
  });

  it('offer the other account where only one of its two ways is open', () => {
    expect(arrange(fresh({ actions: ['reroute'] })).rest).toEqual(['other']);
    expect(arrange(fresh({ actions: ['rebuild'], accountId: PRACTICE_ACCOUNT_ID })).rest).toEqual(['other']);
  });
});
