/** Deletes a list and offers Undo; those who were in it stay contacts. */
import type { ListId } from '#core/contacts/list.ts';
import { call } from '../../../api.ts';
import { toast } from '../../../ui/index.ts';
import { contactsWords } from '../words.ts';

/** False: it could not be, and that was said. */
export async function removeList(id: ListId): Promise<boolean> {
  const t = contactsWords();
  const failed = () => toast({ kind: 'error', title: t('notKept') });
  try {
    const removed = await call('contacts.removeList', { id });
    if (removed === null) return true;
    const { name, members } = removed;
    const restore = () => void call('contacts.saveList', { id, list: { name, members } }).catch(failed);
    toast({ kind: 'info', title: t('lists.deleted', { name }), undo: restore });
    return true;
  } catch {
    failed();
    return false;
  }
}
