/** Searching by a regular expression: the same as find.ts's search, in a thread that is ended when one piece takes too long. */
import { pieces, type ReadBytes } from './byte-pages.ts';
import { MOST, type Found } from './find.ts';
import type { PieceFound, PieceOfSearch } from './find-worker.ts';

/** ms that an expression may take for one piece */
const PATIENCE = 2000;

/** Searches [0, end) and tells what was found so far after each piece. */
export async function searchPattern(
  read: ReadBytes,
  end: number,
  pattern: string,
  signal: AbortSignal,
  tell: (found: Found) => void,
): Promise<void> {
  const worker = new Worker(new URL('./find-worker.ts', import.meta.url), { type: 'module' });
  const matches: number[] = [];
  const lengths: number[] = [];
  let needle = 0;
  const soFar = (done: boolean): Found => ({
    needle,
    matches: [...matches],
    lengths: [...lengths],
    more: matches.length >= MOST,
    done,
  });
  try {
    for await (const { offset, bytes } of pieces(read, 0, end, signal)) {
      const isLast = offset + bytes.length >= end;
      const found = await answered(worker, { pattern, bytes, isLast, most: MOST - matches.length });
      if (found === null || found === 'slow') {
        tell({ ...soFar(true), trouble: found === null ? 'invalid' : 'slow' });
        return;
      }
      for (const { at, length } of found) {
        matches.push(at);
        lengths.push(length);
        needle = Math.max(needle, length);
      }
      if (matches.length >= MOST) break;
      tell(soFar(false));
    }
    if (!signal.aborted) tell(soFar(true));
  } finally {
    worker.terminate();
  }
}

function answered(worker: Worker, piece: PieceOfSearch): Promise<PieceFound | 'slow'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('slow'), PATIENCE);
    const settle = (found: PieceFound | 'slow') => {
      clearTimeout(timer);
      resolve(found);
    };
    worker.onmessage = ({ data }: MessageEvent<PieceFound>) => settle(data);
    worker.onerror = () => settle('slow');
    worker.postMessage(piece);
  });
}
