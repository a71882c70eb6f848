/** The calls about the user's own words to the worker that owns facteur.db. */
import { z } from 'zod';
import { PersonalWord } from '#core/spelling/spelling.ts';

export const wordsProtocol = {
  words: { request: z.null(), reply: z.array(PersonalWord) },
  /** False: there are as many as there may be. */
  addWord: { request: PersonalWord, reply: z.boolean() },
  removeWord: { request: PersonalWord, reply: z.null() },
};
