/** Templates, from the store of drafts. */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function templateHandlers({ services }: Program): HandlersOf<'templates'> {
  return {
    'templates.list': async () => (await services.drafts()).templates.list(),
    'templates.save': async ({ id, content }) => (await services.drafts()).templates.save(id, content),
    'templates.remove': async ({ id }) => {
      await (await services.drafts()).templates.remove(id);
      return null;
    },
  };
}
