/** Contacts: completed while one types, shown, changed, brought back. */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function contactHandlers({ services }: Program): HandlersOf<'contacts'> {
  return {
    'contacts.complete': async ({ typed, limit }) => (await services.contacts()).complete(typed, limit),
    'contacts.page': async ({ typed, offset, limit }) =>
      (await services.contacts()).page(typed, offset, limit),
    'contacts.save': async ({ was, contact }) => {
      await (await services.contacts()).save(was, contact);
      return null;
    },
    'contacts.remove': async ({ address }) => (await services.contacts()).remove(address),
    'contacts.restore': async ({ contacts }) => {
      await (await services.contacts()).restore(contacts);
      return null;
    },
  };
}
