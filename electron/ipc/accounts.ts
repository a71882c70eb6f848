/** Accounts: listing, editing, ordering, and trying one out without sending. */
import { AppFailure } from '#core/contract/errors.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function accountHandlers(program: Program): HandlersOf<'accounts'> {
  const { services } = program;
  return {
    'accounts.list': async () => (await services.accounts()).list(),
    'accounts.save': async (input) => {
      const view = await (await services.accounts()).save(input);
      program.used();
      return view;
    },
    'accounts.duplicate': async ({ id }) => (await services.accounts()).duplicate(id),
    'accounts.remove': async ({ id }) => {
      await (await services.accounts()).remove(id);
      return null;
    },
    'accounts.restore': async ({ id }) => (await services.accounts()).restore(id),
    'accounts.reorder': async ({ ids }) => (await services.accounts()).reorder(ids),
    'accounts.setDefault': async ({ id }) => (await services.accounts()).setDefault(id),
    'accounts.test': () => Promise.reject(new AppFailure({ code: 'not-now' })),
    'accounts.stopTest': () => null,
  };
}
