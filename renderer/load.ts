/**
 * Loads the page, behind the early window that is on the screen and takes keys already: piece by piece, so that none holds this thread for
 * long, and not while somebody types. The last piece is the page itself.
 */

import { start } from './start.ts';

/** ms without a key after which a piece may be loaded, and ms after which the page waits for nobody any more */
const QUIET = 100;
const AT_MOST = 1500;

let lastKey = Number.NEGATIVE_INFINITY;
const noteKey = ({ timeStamp }: KeyboardEvent): void => {
  lastKey = timeStamp;
};

/** The next moment in which nobody is in the middle of typing. */
async function quiet(began: number): Promise<void> {
  for (;;) {
    await new Promise<void>((resolve) => setTimeout(resolve));
    const now = performance.now();
    const left = lastKey + QUIET - now;
    if (left <= 0 || now - began > AT_MOST) return;
    await new Promise<void>((resolve) => setTimeout(resolve, left));
  }
}

const pieces: readonly (() => Promise<unknown>)[] = [
  () => import('react-dom/client'),
  () => import('./ui/theme/index.ts'),
  async () => (await import('./words.ts')).startWords(start.facts.language),
  () => import('./main.tsx'),
];

async function load(): Promise<void> {
  const began = performance.now();
  for (const piece of pieces) {
    await quiet(began);
    await piece();
  }
  window.removeEventListener('keydown', noteKey, { capture: true });
}

window.addEventListener('keydown', noteKey, { capture: true });
requestAnimationFrame(() => void load());
