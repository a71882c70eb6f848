/** How many lists there may be, and how many in one; apart from their schema, which the page does not need. */
export const MOST_LISTS = 1000;
export const MOST_MEMBERS = 10_000;
