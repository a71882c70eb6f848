/** One contact: changed, deleted, written to; or a new one. What is wrong with an address is said as in the composer. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { Contact, ContactInput } from '#core/contacts/contact.ts';
import { checkAddress } from '#core/message/address.ts';
import { useAction } from '../../api.ts';
import { formatDate } from '../../format.ts';
import { ErrorPane, Icon, PaneHeader } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import styles from './contacts.module.css';
import { useContactsWords } from './words.ts';

export function ContactForm({
  contact,
  onSaved,
  onCancel,
  onDelete,
  onWrite,
}: {
  /** null: a new one */
  readonly contact: Contact | null;
  readonly onSaved: (saved: ContactInput) => void;
  readonly onCancel: () => void;
  readonly onDelete: (contact: Contact) => void;
  readonly onWrite: (contact: Contact) => void;
}) {
  const t = useContactsWords();
  const { t: say } = useWords();
  const before: ContactInput = contact ?? { name: '', address: '', note: '' };
  const [{ name, address, note }, setInput] = useState<ContactInput>(before);
  const [asked, setAsked] = useState(false);
  const save = useAction('contacts.save');
  const problem = checkAddress(address);
  const input = { name: name.trim(), address: address.trim(), note };
  const changed =
    contact === null || name !== before.name || address !== before.address || note !== before.note;
  const change = (part: Partial<ContactInput>) => setInput({ name, address, note, ...part });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    if (problem !== null) document.getElementById('contact-address')?.focus();
    else save.mutate({ was: contact?.address ?? null, contact: input }, { onSuccess: () => onSaved(input) });
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <PaneHeader
        title={contact === null ? t('new') : contact.name === '' ? contact.address : contact.name}
        actions={
          contact !== null && (
            <>
              <Button
                size="xs"
                leftSection={<Icon of={IconPencil} size={16} />}
                onClick={() => onWrite(contact)}
              >
                {t('write')}
              </Button>
              <Button
                size="xs"
                leftSection={<Icon of={IconTrash} size={16} />}
                onClick={() => onDelete(contact)}
              >
                {t('delete')}
              </Button>
            </>
          )
        }
      />
      <div className={styles.fields}>
        {save.isError && <ErrorPane title={t('notKept')} error={save.error.error} />}
        <TextInput
          label={t('name')}
          value={name}
          maxLength={1000}
          data-autofocus={contact === null || undefined}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          id="contact-address"
          label={t('address')}
          value={address}
          inputMode="email"
          autoCapitalize="off"
          maxLength={2000}
          error={
            (asked || address !== before.address) && problem !== null && (asked || address !== '')
              ? say(`smtp.problem.${problem}`, { value: address })
              : null
          }
          onChange={(event) => change({ address: event.currentTarget.value })}
        />
        <Textarea
          label={t('note')}
          value={note}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={10_000}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        {contact !== null && <Used contact={contact} />}
        <div className={styles.actions}>
          <Button type="submit" variant="filled" disabled={!changed} loading={save.isPending}>
            {t('save')}
          </Button>
          <Button onClick={onCancel}>{t('cancel')}</Button>
        </div>
      </div>
    </form>
  );
}

function Used({ contact: { uses, lastUsed, kept } }: { readonly contact: Contact }) {
  const t = useContactsWords();
  const { language } = useWords();
  return (
    <p className={styles.used}>
      {lastUsed === null ? t('unused') : t('used', { count: uses, day: formatDate(lastUsed, language) })}
      {!kept && ` ${t('learned')}`}
    </p>
  );
}
