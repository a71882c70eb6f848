/** The pages of the list that are in view, each fetched once and kept; what main tells of changes makes them stale (api.ts). */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Contact, ContactPage } from '#core/contacts/contact.ts';
import { call, queries } from '../../api.ts';
import { PAGE, useLoadedPages, type LoadedPages } from '../../ui/list/pages.ts';

const pageQuery = (typed: string, page: number) => {
  const request = { typed, offset: page * PAGE, limit: PAGE };
  return queryOptions<ContactPage>({
    queryKey: ['contacts.page', request],
    queryFn: () => call('contacts.page', request),
    // Another key in the search: who was found so far stays until the answer is there.
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
};

export const usePages = (typed: string, pages: readonly number[]): LoadedPages<ContactPage, Contact> =>
  useLoadedPages(
    pages,
    (page) => pageQuery(typed, page),
    ({ contacts }) => contacts,
  );

/** The contact at this place, fetched if need be; undefined when the list has become shorter. */
export async function fetchContact(typed: string, index: number): Promise<Contact | undefined> {
  const page = await queries.query(pageQuery(typed, Math.floor(index / PAGE)));
  return page.contacts[index % PAGE];
}
