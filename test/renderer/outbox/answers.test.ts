import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboxLines } from '#core/contract/mailings.ts';
import type { OutboxItem, OutboxSummary } from '#core/contract/outbox.ts';
import { queries } from '#renderer/api.ts';
import { atMostEvery, followOutbox } from '#renderer/outbox-answers.ts';
import { began, submissionId, submitted } from '#test/core/outbox/events.ts';
import { Bridge } from '#test/renderer/compose/bridge.ts';
import { item } from './items.ts';

const key = ['outbox.lines', { filter: 'all', unfolded: [], offset: 0, limit: 100 }];
const summary: OutboxSummary = {
  total: 1,
  waiting: 1,
  scheduled: 0,
  sending: 0,
  held: 0,
  paused: 0,
  unknown: 0,
  failed: 0,
  heldAccounts: [],
  allPaused: false,
  nextTryAt: null,
  offline: false,
};

let bridge: Bridge;
const page = () => queries.getQueryData<OutboxLines>(key);
const items = (): (OutboxItem | null)[] | undefined =>
  page()?.lines.map((line) => (line.kind === 'message' ? line.item : null));
const isStale = () => queries.getQueryState(key)?.isInvalidated === true;

beforeEach(() => {
  vi.useFakeTimers();
  bridge = new Bridge({});
  vi.stubGlobal('window', { facteur: bridge });
  followOutbox();
  queries.setQueryData<OutboxLines>(key, {
    total: 1,
    offset: 0,
    lines: [{ kind: 'message', item: item(), mailing: null, position: 1, of: 1 }],
  });
  queries.setQueryData(['outbox.summary', null], summary);
});

afterEach(() => {
  queries.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the pages of the outbox', () => {
  it('show progress where the submission stands, and are not read again for it', () => {
    const progress = { submissionId, step: 'data', sent: 5, total: 9, stoppable: true } as const;
    bridge.tell('outbox.progress', progress);
    expect([items()?.[0]?.progress, isStale()]).toEqual([progress, false]);
  });

  it('show a new state at once, and are read again since others may have moved', () => {
    bridge.tell('outbox.changed', { id: submissionId, item: item([began()]) });
    expect([items()?.[0]?.submission.status, isStale()]).toEqual(['sending', true]);
  });

  it('let one that left go at once', () => {
    bridge.tell('outbox.changed', { id: submissionId, item: null });
    expect([items(), page()?.total]).toEqual([[], 0]);
  });

  it('are read again for one that they do not have', () => {
    queries.setQueryData<OutboxLines>(key, { total: 0, offset: 0, lines: [] });
    bridge.tell('outbox.changed', { id: submissionId, item: item() });
    expect(isStale()).toBe(true);
  });

  it('find a message below its mailing, and leave the line of the mailing to the next reading', () => {
    const mailing = { id: submissionId, of: 2 };
    const below = item([submitted(undefined, { mailing })]);
    queries.setQueryData<OutboxLines>(key, {
      total: 1,
      offset: 0,
      lines: [{ kind: 'message', item: below, mailing: submissionId, position: 1, of: 2 }],
    });
    bridge.tell('outbox.changed', {
      id: submissionId,
      item: item([submitted(undefined, { mailing }), began()]),
    });
    expect([items()?.[0]?.submission.status, isStale()]).toEqual(['sending', true]);
  });

  it('tell Sent to be read again for a message of a mailing, and for no other', () => {
    const sent = ['sent.lines', {}];
    const isSentStale = () => queries.getQueryState(sent)?.isInvalidated === true;
    queries.setQueryData(sent, { total: 0, offset: 0, hasMailings: false, lines: [] });
    bridge.tell('outbox.changed', { id: submissionId, item: item([began()]) });
    expect(isSentStale()).toBe(false);
    const mailing = { id: submissionId, of: 2 };
    bridge.tell('outbox.changed', { id: submissionId, item: item([submitted(undefined, { mailing })]) });
    expect(isSentStale()).toBe(true);
  });

  it('are read again when an account is held or released, which no message tells of itself', () => {
    bridge.tell('outbox.summaryChanged', { ...summary, nextTryAt: 7 });
    expect(isStale()).toBe(false);
    const diagnosis = {
      step: 'sign-in',
      code: 'sign-in-refused',
      params: {},
      reply: null,
      fixes: [],
    } as const;
    const { accountId } = item();
    const heldAccount = {
      accountId,
      accountName: '',
      hue: 1,
      since: 1,
      diagnosis: { ...diagnosis, fixes: [] },
      count: 1,
    };
    bridge.tell('outbox.summaryChanged', { ...summary, heldAccounts: [heldAccount] });
    expect(isStale()).toBe(true);
  });
});

describe('work that is asked for often', () => {
  it('is done at once, then once for all that was asked meanwhile', () => {
    const work = vi.fn();
    const soon = atMostEvery(250, work);
    for (let times = 0; times < 100; times++) soon();
    expect(work).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(250);
    expect(work).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(work).toHaveBeenCalledTimes(2);
  });
});
