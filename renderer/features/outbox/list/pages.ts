/** The pages of the outbox that are in view; how they are kept true is in outbox-answers.ts. */
import { useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import type { OutboxFilter, OutboxItem, OutboxPage } from '#core/contract/outbox.ts';
import { call } from '../../../api.ts';
import { PAGE, useLoadedPages, type LoadedPages } from '../../../ui/list/pages.ts';

const pageQuery = (filter: OutboxFilter, page: number): UseQueryOptions<OutboxPage> => {
  const request = { filter, offset: page * PAGE, limit: PAGE };
  return {
    queryKey: ['outbox.page', request],
    queryFn: () => call('outbox.page', request),
    // Pages that nobody looks at would be read again at each change.
    gcTime: 10_000,
  };
};

export const useOutboxPages = (
  filter: OutboxFilter,
  pages: readonly number[],
): LoadedPages<OutboxPage, OutboxItem> =>
  useLoadedPages(
    pages,
    (page) => pageQuery(filter, page),
    ({ items }) => items,
  );

/** The newest ones, and how many there are; asked for before anything is known of the rest. */
export const useNewest = (filter: OutboxFilter): UseQueryResult<OutboxPage> => useQuery(pageQuery(filter, 0));
