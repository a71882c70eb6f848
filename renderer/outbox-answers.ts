/**
 * What main tells of the outbox, put into the answers this window holds: a submission that is known is replaced where it stands; what
 * moves others (a new one, one that left, one in another state) makes the pages stale, at most a few times a second.
 */
import { useQuery } from '@tanstack/react-query';
import type { FacteurBridge } from '#core/contract/bridge.ts';
import type { OutboxLines } from '#core/contract/mailings.ts';
import type { OutboxDetail, OutboxItem, OutboxSummary } from '#core/contract/outbox.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { call, queries, useCall } from './api.ts';

/** ms between two readings of the pages in view */
const PAGES_EVERY = 250;

/** ms between two readings of Sent for what the outbox says of its mailings */
const SENT_EVERY = 500;

const pageKey = ['outbox.lines'];
const itemKey = (id: SubmissionId) => ['outbox.item', id];
const detailKey = (id: SubmissionId) => ['outbox.open', { id }];
const summaryKey = ['outbox.summary', null];

/** Counts of the whole outbox; undefined until main has told them. */
export const useOutboxSummary = (): OutboxSummary | undefined => useCall('outbox.summary', null).data;

/** One submission as it is now; undefined: not told yet, or it has left the outbox. */
export function useOutboxItem(id: SubmissionId): OutboxItem | undefined {
  return useQuery<OutboxItem>({
    queryKey: itemKey(id),
    queryFn: async () => (await call('outbox.open', { id })).item,
  }).data;
}

/** Called once, before the first render. */
export function followOutbox(): void {
  const on: FacteurBridge['on'] = (event, listener) => window.facteur.on(event, listener);
  const soon = atMostEvery(PAGES_EVERY, () => void queries.invalidateQueries({ queryKey: pageKey }));
  const sentSoon = atMostEvery(
    SENT_EVERY,
    () => void queries.invalidateQueries({ queryKey: ['sent.lines'] }),
  );
  on('outbox.changed', ({ id, item }) => {
    // A mailing's line in Sent says what becomes of its others.
    if (item !== null && item.submission.mailing !== null) sentSoon();
    patch(id, () => item);
    // Its other recipients and its attempts are told in no event.
    if (item === null) queries.removeQueries({ queryKey: detailKey(id) });
    else void queries.invalidateQueries({ queryKey: detailKey(id) });
    if (!patchPages(id, () => item)) soon();
    if (queries.getQueryData(summaryKey) === undefined)
      void queries.invalidateQueries({ queryKey: summaryKey });
  });
  on('outbox.progress', (progress) => {
    const told = (item: OutboxItem) => ({ ...item, progress });
    patch(progress.submissionId, told);
    patchPages(progress.submissionId, told);
  });
  on('outbox.summaryChanged', (summary) => {
    const before = queries.getQueryData<OutboxSummary>(summaryKey);
    queries.setQueryData(summaryKey, summary);
    // What becomes of each message of such an account is told in no other way.
    const { offline, allPaused } = summary;
    const isSame = before?.offline === offline && before.allPaused === allPaused;
    if (!isSame || heldOf(before) !== heldOf(summary)) {
      soon();
      void queries.invalidateQueries({ queryKey: ['outbox.item'] });
      void queries.invalidateQueries({ queryKey: ['outbox.open'] });
    }
  });
}

const heldOf = (summary: OutboxSummary | undefined): string =>
  (summary?.heldAccounts ?? []).map(({ accountId, since }) => `${accountId} ${since}`).join();

type Change = (before: OutboxItem) => OutboxItem | null;

function patch(id: SubmissionId, change: Change): void {
  const changed = <T>(before: T | undefined, then: (known: T) => T | null): T | undefined =>
    before === undefined ? undefined : (then(before) ?? before);
  queries.setQueryData<OutboxItem>(itemKey(id), (before) => changed(before, change));
  queries.setQueryData<OutboxDetail>(detailKey(id), (before) =>
    changed(before, (detail) => {
      const item = change(detail.item);
      return item && { ...detail, item };
    }),
  );
  // An answer on its way may be older than this.
  for (const queryKey of [itemKey(id), detailKey(id)])
    if (queries.isFetching({ queryKey }) > 0) void queries.invalidateQueries({ queryKey });
}

/** False: the pages have to be read again. */
function patchPages(id: SubmissionId, change: Change): boolean {
  let stands = queries.isFetching({ queryKey: pageKey }) === 0;
  let found = false;
  for (const [queryKey, page] of queries.getQueriesData<OutboxLines>({ queryKey: pageKey })) {
    const before = page?.lines.find((line) => line.kind === 'message' && line.item.submission.id === id);
    if (page === undefined || before?.kind !== 'message') continue;
    found = true;
    const item = change(before.item);
    const isSame = item !== null && item.submission.status === before.item.submission.status;
    if (!isSame) stands = false;
    const lines = page.lines.flatMap((other) =>
      other === before ? (item === null ? [] : [{ ...before, item }]) : [other],
    );
    queries.setQueryData<OutboxLines>(queryKey, {
      ...page,
      lines,
      total: page.total - (item === null ? 1 : 0),
    });
  }
  return found && stands;
}

/** At once, and then no more often than that; what was asked meanwhile is done once at the end. */
export function atMostEvery(ms: number, work: () => void): () => void {
  let rests = false;
  let asked = false;
  const run = () => {
    asked = false;
    rests = true;
    work();
    setTimeout(() => {
      rests = false;
      if (asked) run();
    }, ms);
  };
  return () => {
    if (rests) asked = true;
    else run();
  };
}
