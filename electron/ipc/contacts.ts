/** Contacts: completed while one types, shown, changed, brought back; read from a file and written to one, whose path stays here. */
import path from 'node:path';
import { askForContactsFile, askWhereToExportContacts } from '../host/contact-dialogs.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';
import { readFile } from './picked-file.ts';

export function contactHandlers(program: Program): HandlersOf<'contacts'> {
  const { services } = program;
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
    'contacts.lists': async ({ typed, limit }) => (await services.contacts()).lists(typed, limit),
    'contacts.list': async ({ id }) => (await services.contacts()).list(id),
    'contacts.saveList': async ({ id, list }) => ({
      id: await (await services.contacts()).saveList(id, list),
    }),
    'contacts.removeList': async ({ id }) => (await services.contacts()).removeList(id),
    'contacts.import': async (_, { windowId }) => {
      const file = await askForContactsFile(windowId, program.words());
      if (file === undefined) return null;
      const { contactsIn, MAX_CONTACTS_FILE } = await import('../contacts/files.ts');
      const { contacts, lists, without } = contactsIn(await readFile(file, MAX_CONTACTS_FILE));
      const done = await (await services.contacts()).import(contacts, lists);
      return { file: path.basename(file).slice(0, 255), ...done, without };
    },
    'contacts.export': async ({ format }, { windowId }) => {
      const file = await askWhereToExportContacts(windowId, program.words(), format);
      if (file === undefined) return { saved: false, count: 0 };
      const { writeContacts } = await import('../contacts/files.ts');
      const language = program.language();
      const all = await services.contacts();
      const lists = await all.allLists();
      const count = await writeContacts(file, all.all(), { format, language, lists });
      return { saved: true, count };
    },
  };
}
