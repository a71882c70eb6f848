/** Begins a message to somebody, in a tab of the composer. */
import type { Contact } from '#core/contacts/contact.ts';
import { call, errorOf } from '../../api.ts';
import { usePlace } from '../../place.tsx';
import { toast, useErrorWords } from '../../ui/index.ts';

export function useWriteTo(): (contact: Contact) => void {
  const { compose } = usePlace();
  const say = useErrorWords();
  const begin = async ({ name, address }: Contact) => {
    const { id, revision, content } = await call('drafts.create', { accountId: null });
    await call('drafts.save', { id, revision, content: { ...content, to: [{ name, address }] } });
    await compose(id);
  };
  return (contact) =>
    void begin(contact).catch((caught: unknown) => toast({ kind: 'error', title: say(errorOf(caught)) }));
}
