/** The pages of the list that are in view, each fetched once and kept; what main tells of changes makes them stale (api.ts). */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { SentList, SentPage, SentRow } from '#core/contract/sent.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { call, queries } from '../../api.ts';
import { PAGE, useLoadedPages, type LoadedPages } from '../../ui/list/pages.ts';

const minutes = 60_000;

const pageQuery = (list: SentList, page: number) => {
  const request = { list, offset: page * PAGE, limit: PAGE };
  return queryOptions<SentPage>({
    queryKey: ['sent.page', request],
    queryFn: () => call('sent.page', request),
    gcTime: 10 * minutes,
  });
};

/** The newest messages: whoever looks for what was just sent hears when they come. */
export const useNewest = (list: SentList): void => void useQuery(pageQuery(list, 0));

export const usePages = (list: SentList, pages: readonly number[]): LoadedPages<SentPage, SentRow> =>
  useLoadedPages(
    pages,
    (page) => pageQuery(list, page),
    ({ rows }) => rows,
  );

/** The message at this place, fetched if need be; undefined when the list has become shorter. */
export async function fetchRow(list: SentList, index: number): Promise<SentRow | undefined> {
  const page = await queries.query(pageQuery(list, Math.floor(index / PAGE)));
  return page.rows[index % PAGE];
}

export interface KnownRow {
  readonly row: SentRow;
  readonly index: number;
}

/** Looks through the pages that were fetched, the newest answers first: after a change, older ones still count as they did before. */
export function knownRow(list: SentList, id: SubmissionId | null): KnownRow | null {
  if (id === null) return null;
  const held = queries
    .getQueryCache()
    .findAll({ queryKey: ['sent.page'], predicate: ({ queryKey }) => isOf(list, queryKey[1]) })
    .sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt);
  for (const { queryKey } of held) {
    const page = queries.getQueryData<SentPage>(queryKey);
    const at = page?.rows.findIndex((row) => row.submissionId === id) ?? -1;
    const row = page?.rows[at];
    if (page !== undefined && row !== undefined) return { row, index: page.offset + at };
  }
  return null;
}

const isOf = (list: SentList, request: unknown): boolean =>
  typeof request === 'object' && request !== null && 'list' in request && request.list === list;
