/** The thread in which a regular expression runs: it answers each piece with the matches in it, and is ended from outside when it does not. */
import { compiled, PatternSearch, type PatternMatch } from './pattern.ts';

export interface PieceOfSearch {
  readonly pattern: string;
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
  readonly most: number;
}

/** null: no valid expression */
export type PieceFound = readonly PatternMatch[] | null;

let search: PatternSearch | undefined;

globalThis.addEventListener('message', ({ data }: MessageEvent<PieceOfSearch>) => {
  const { pattern, bytes, isLast, most } = data;
  if (search === undefined) {
    const expression = compiled(pattern);
    if (expression === undefined) {
      globalThis.postMessage(null);
      return;
    }
    search = new PatternSearch(expression);
  }
  globalThis.postMessage(search.take(bytes, isLast, most));
});
