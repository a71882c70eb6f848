/** The pages of a long list that are in view, each fetched once and kept; what main tells of changes makes them stale. */
import { useQueries, type UseQueryOptions } from '@tanstack/react-query';

/** Rows that one call fetches. */
export const PAGE = 100;

export interface LoadedPages<Page, Row> {
  /** undefined: not there yet */
  readonly row: (index: number) => Row | undefined;
  /** the newest answer among them */
  readonly latest: Page | undefined;
  readonly failed: unknown;
  readonly retry: () => void;
}

/** The pages that hold these rows. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.max(0, Math.floor(first / PAGE));
  const to = Math.max(from, Math.floor(last / PAGE));
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

export function useLoadedPages<Page, Row>(
  pages: readonly number[],
  queryOf: (page: number) => UseQueryOptions<Page>,
  rowsOf: (page: Page) => readonly Row[],
): LoadedPages<Page, Row> {
  const results = useQueries({ queries: pages.map(queryOf) });
  const answered = results.toSorted((one, other) => other.dataUpdatedAt - one.dataUpdatedAt);
  return {
    row: (index) => {
      const page = results[pages.indexOf(Math.floor(index / PAGE))]?.data;
      return page === undefined ? undefined : rowsOf(page)[index % PAGE];
    },
    latest: answered[0]?.data,
    failed: results.find((result) => result.isError)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.isError) void result.refetch();
    },
  };
}
