/** The parts of a mailing that the lists draw: each is loaded, with its words, when the first mailing comes into a list. */
import { lazy } from 'react';

const withWords = async <T>(part: Promise<T>): Promise<T> => {
  const [loaded, { loadMailingsWords }] = await Promise.all([part, import('./words.ts')]);
  await loadMailingsWords();
  return loaded;
};

export const SentMailingRow = lazy(() => withWords(import('./SentMailingRow.tsx')));
export const SentMailingThing = lazy(() => withWords(import('./SentMailingThing.tsx')));
export const OutboxMailingCard = lazy(() => withWords(import('./OutboxMailingCard.tsx')));
