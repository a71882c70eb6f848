/** The pages of the outbox that are in view; how they are kept true is in outbox-answers.ts. */
import { useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import type { OutboxLine, OutboxLines } from '#core/contract/mailings.ts';
import type { OutboxFilter } from '#core/contract/outbox.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { call, queries } from '../../../api.ts';
import { PAGE, useLoadedPages, type LoadedPages } from '../../../ui/list/pages.ts';

/** Those of one kind, with these mailings unfolded. */
export interface Listed {
  readonly filter: OutboxFilter;
  readonly unfolded: readonly SubmissionId[];
}

const pageQuery = ({ filter, unfolded }: Listed, page: number): UseQueryOptions<OutboxLines> => {
  const request = { filter, unfolded: [...unfolded], offset: page * PAGE, limit: PAGE };
  return {
    queryKey: ['outbox.lines', request],
    queryFn: () => call('outbox.lines', request),
    // Pages that nobody looks at would be read again at each change.
    gcTime: 10_000,
  };
};

export const useOutboxPages = (
  listed: Listed,
  pages: readonly number[],
): LoadedPages<OutboxLines, OutboxLine> =>
  useLoadedPages(
    pages,
    (page) => pageQuery(listed, page),
    ({ lines }) => lines,
  );

/** The newest ones, and how many there are; asked for before anything is known of the rest. */
export const useNewest = (listed: Listed): UseQueryResult<OutboxLines> => useQuery(pageQuery(listed, 0));

/** What has to be there before the list is drawn so, or it would be empty for a moment. */
export async function fetchListed(listed: Listed, pages: readonly number[]): Promise<void> {
  await Promise.all([0, ...pages].map((page) => queries.query(pageQuery(listed, page))));
}
