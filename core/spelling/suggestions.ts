/** What to offer for a word: the languages take turns, and what is taken is written with the apostrophe of what it stands for. */

const MOST = 7;

/** Each list is likeliest first. */
export function merged(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const turns = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1)));
  return [...new Set(turns.flat())].slice(0, MOST);
}

/** A word that was written with a straight or a curved apostrophe keeps it; one without takes the dictionary's. */
export function asWritten(suggestion: string, written: string): string {
  const apostrophe = /['’]/.exec(written)?.[0];
  return apostrophe === undefined ? suggestion : suggestion.replaceAll(/['’]/g, apostrophe);
}
