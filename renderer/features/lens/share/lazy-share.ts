/** The menu of a head, with its words: nobody waits for it. */
import { lazy } from 'react';
import { loadPrintingWords } from '../print/words.ts';

export const Share = lazy(async () => {
  const [share] = await Promise.all([import('./Share.tsx'), loadPrintingWords()]);
  return share;
});
