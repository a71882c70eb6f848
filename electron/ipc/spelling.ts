/** The user's own words, from the store of drafts. The dictionaries are the page's (renderer/features/compose/spelling/). */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function spellingHandlers({ services }: Program): HandlersOf<'spelling'> {
  return {
    'spelling.words': async () => (await services.personalWords()).list(),
    'spelling.add': async ({ word }) => {
      await (await services.personalWords()).add(word);
      return null;
    },
    'spelling.remove': async ({ word }) => {
      await (await services.personalWords()).remove(word);
      return null;
    },
  };
}
