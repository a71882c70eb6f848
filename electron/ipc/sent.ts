/** The sent list and its days, from the index; and making the index anew. */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function sentHandlers({ services }: Program): HandlersOf<'sent'> {
  return {
    'sent.page': async (request) => (await services.index()).page(request),
    'sent.days': async ({ list }) => (await services.index()).days(list),
    'sent.named': async ({ names }) => (await services.index()).named(names),
    'sent.reported': async (by) => (await services.index()).reported(by),
    'sent.rebuild': async () => services.rebuildIndex(),
  };
}
