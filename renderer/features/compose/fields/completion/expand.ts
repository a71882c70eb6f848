/** What was taken from the offer, as chips: a contact, or everybody in a list. Loaded with the first list that is taken. */
import type { ContactMatch } from '#core/contacts/contact.ts';
import type { ListSummary } from '#core/contacts/list.ts';
import { mailboxKey } from '#core/message/address.ts';
import { entriesOf, putEntries, type AddressField } from '#core/message/address-fields.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { call } from '../../../../api.ts';
import { toast } from '../../../../ui/index.ts';
import { contactsWords } from '../../../contacts/words.ts';
import type { DraftSession } from '../../draft/draft-session.ts';

/** Nobody where the list is gone; that was said. */
export async function membersOf(match: ContactMatch | ListSummary): Promise<readonly RecipientEntry[]> {
  if ('address' in match) return [{ name: match.name, address: match.address }];
  const list = await call('contacts.list', { id: match.id }).catch(() => null);
  if (list === null) toast({ kind: 'error', title: contactsWords()('cannotList') });
  return list?.members ?? [];
}

/** A message names each of them: no group of RFC 5322 §3.4, which hides who is meant and which SMTP does not know. One Undo takes all back. */
export async function expandList(
  session: DraftSession,
  field: AddressField,
  list: ListSummary,
): Promise<void> {
  const t = contactsWords();
  const before = new Set(entriesOf(session.state().content, field).map(({ address }) => mailboxKey(address)));
  const members = await membersOf(list);
  if (members.length === 0) return;
  session.address(field, putEntries(session.state().content, field, members));
  const added = new Set(members.map(({ address }) => mailboxKey(address)).filter((key) => !before.has(key)));
  toast({
    kind: 'info',
    title: t('lists.expanded', { name: list.name, count: members.length }),
    undo: () =>
      session.edit({
        [field]: entriesOf(session.state().content, field).filter(
          ({ address }) => !added.has(mailboxKey(address)),
        ),
      }),
  });
}
