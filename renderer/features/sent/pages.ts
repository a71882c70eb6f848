/** The pages of the list that are in view, each fetched once and kept; what main tells of changes makes them stale (api.ts). */
import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { SentLine, SentLines } from '#core/contract/mailings.ts';
import type { SentDay, SentList } from '#core/contract/sent.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { call, queries } from '../../api.ts';
import type { SentKey } from '../../place.tsx';
import { PAGE, useLoadedPages, type LoadedPages } from '../../ui/list/pages.ts';

const minutes = 60_000;

/** A list, as it is with these mailings unfolded. */
export interface Listed {
  readonly list: SentList;
  readonly unfolded: readonly SubmissionId[];
}

const linesQuery = ({ list, unfolded }: Listed, page: number) => {
  const request = { list, unfolded: [...unfolded], offset: page * PAGE, limit: PAGE };
  return queryOptions<SentLines>({
    queryKey: ['sent.lines', request],
    queryFn: () => call('sent.lines', request),
    gcTime: 10 * minutes,
  });
};

const daysQuery = ({ list, unfolded }: Listed) => {
  const request = { list, unfolded: [...unfolded] };
  return queryOptions<SentDay[]>({
    queryKey: ['sent.days', request],
    queryFn: () => call('sent.days', request),
  });
};

export const useDays = (listed: Listed): UseQueryResult<SentDay[]> => useQuery(daysQuery(listed));

/** The newest lines: whoever looks for what was just sent hears when they come. */
export const useNewest = (listed: Listed): UseQueryResult<SentLines> => useQuery(linesQuery(listed, 0));

export const usePages = (listed: Listed, pages: readonly number[]): LoadedPages<SentLines, SentLine> =>
  useLoadedPages(
    pages,
    (page) => linesQuery(listed, page),
    ({ lines }) => lines,
  );

/** The line at this place, fetched if need be; undefined when the list has become shorter. */
export async function fetchLine(listed: Listed, index: number): Promise<SentLine | undefined> {
  const page = await queries.query(linesQuery(listed, Math.floor(index / PAGE)));
  return page.lines[index % PAGE];
}

/** What has to be there before the list is drawn so, or it would be empty for a moment. */
export async function fetchListed(listed: Listed, pages: readonly number[]): Promise<void> {
  const lines = [0, ...pages].map((page) => queries.query(linesQuery(listed, page)));
  await Promise.all([queries.query(daysQuery(listed)), ...lines]);
}

export const keyOf = (line: SentLine): SentKey =>
  line.kind === 'message' ? line.row.submissionId : keyOfMailing(line.mailing.id);

export const keyOfMailing = (id: SubmissionId): SentKey => `mailing ${id}`;

export interface KnownLine {
  readonly line: SentLine;
  readonly index: number;
}

/** Looks through the pages that were fetched, the newest answers first: after a change, older ones still count as they did before. */
export function knownLine(listed: Listed, key: SentKey | null): KnownLine | null {
  if (key === null) return null;
  const held = queries
    .getQueryCache()
    .findAll({ queryKey: ['sent.lines'], predicate: ({ queryKey }) => isOf(listed, queryKey[1]) })
    .sort((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt);
  for (const { queryKey } of held) {
    const page = queries.getQueryData<SentLines>(queryKey);
    const at = page?.lines.findIndex((line) => keyOf(line) === key) ?? -1;
    const line = page?.lines[at];
    if (page !== undefined && line !== undefined) return { line, index: page.offset + at };
  }
  return null;
}

const isOf = ({ list, unfolded }: Listed, request: unknown): boolean =>
  typeof request === 'object' &&
  request !== null &&
  'list' in request &&
  request.list === list &&
  'unfolded' in request &&
  String(request.unfolded) === String(unfolded);
