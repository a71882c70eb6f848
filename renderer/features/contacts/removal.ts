/** Forgets a contact and offers Undo; where it was forgotten from does not matter. */
import type { ContactMatch } from '#core/contacts/contact.ts';
import { call } from '../../api.ts';
import { toast } from '../../ui/index.ts';
import { contactsWords } from './words.ts';

/** False: it could not be, and that was said. */
export async function removeContact({ name, address }: ContactMatch): Promise<boolean> {
  const t = contactsWords();
  const failed = () => toast({ kind: 'error', title: t('notKept') });
  try {
    const removed = await call('contacts.remove', { address });
    if (removed === null) return true;
    const restore = () => void call('contacts.restore', { contacts: [removed] }).catch(failed);
    toast({ kind: 'info', title: t('forgotten', { name: name === '' ? address : name }), undo: restore });
    return true;
  } catch {
    failed();
    return false;
  }
}
