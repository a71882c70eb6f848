/** One list: its name and who is in it, changed, deleted, written to; or a new one. */
import { Button, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { ContactList, ListId } from '#core/contacts/list.ts';
import { MOST_MEMBERS } from '#core/contacts/list-limits.ts';
import { withMembers } from '#core/contacts/members.ts';
import { checkAddress } from '#core/message/address.ts';
import { parseAddressList } from '#core/message/address-list.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { useAction, useCall } from '../../../api.ts';
import { formatNumber } from '../../../format.ts';
import { ErrorPane, Icon, PaneHeader } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from '../contacts.module.css';
import { useContactsWords } from '../words.ts';
import { Members } from './Members.tsx';

interface ListActions {
  readonly onDone: () => void;
  readonly onDelete: (id: ListId) => void;
  readonly onWrite: (members: readonly RecipientEntry[]) => void;
}

/** `id` null: a new one. */
export function ListForm({ id, ...actions }: ListActions & { readonly id: ListId | null }) {
  return id === null ? <Form list={null} {...actions} /> : <Kept id={id} {...actions} />;
}

function Kept({ id, ...actions }: ListActions & { readonly id: ListId }) {
  const t = useContactsWords();
  // Opened again it is read again: what is written in the form begins with it.
  const { data: list, error } = useCall('contacts.list', { id }, { gcTime: 0 });
  if (error) return <ErrorPane title={t('cannotList')} error={error.error} />;
  return list === undefined || list === null ? null : <Form list={list} {...actions} />;
}

function Form({ list, onDone, onDelete, onWrite }: ListActions & { readonly list: ContactList | null }) {
  const t = useContactsWords();
  const { language } = useWords();
  const [name, setName] = useState(list?.name ?? '');
  const [members, setMembers] = useState<readonly RecipientEntry[]>(list?.members ?? []);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const save = useAction('contacts.saveList');
  const commit = (text: string): readonly RecipientEntry[] => {
    const all = withMembers(members, parseAddressList(text));
    setMembers(all);
    setTyped('');
    return all;
  };
  const changed = list === null || name !== list.name || members !== list.members || typed.trim() !== '';
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    const all = commit(typed);
    const isWrong = all.some(({ address }) => checkAddress(address) !== null) || all.length > MOST_MEMBERS;
    if (name.trim() === '') document.getElementById('list-name')?.focus();
    else if (isWrong) document.getElementById('list-members')?.focus();
    else
      save.mutate(
        { id: list?.id ?? null, list: { name: name.trim(), members: [...all] } },
        { onSuccess: onDone },
      );
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <PaneHeader
        title={list === null ? t('lists.new') : list.name}
        actions={
          list !== null && (
            <>
              <Button
                size="xs"
                leftSection={<Icon of={IconPencil} size={16} />}
                disabled={list.members.length === 0}
                onClick={() => onWrite(list.members)}
              >
                {t('write')}
              </Button>
              <Button
                size="xs"
                leftSection={<Icon of={IconTrash} size={16} />}
                onClick={() => onDelete(list.id)}
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
          id="list-name"
          label={t('lists.name')}
          value={name}
          maxLength={200}
          data-autofocus={list === null || undefined}
          error={asked && name.trim() === '' ? t('lists.nameless') : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Members
          members={members}
          typed={typed}
          onType={setTyped}
          onCommit={commit}
          onAdd={(more) => {
            setMembers(withMembers(members, more));
            setTyped('');
          }}
          onChange={setMembers}
        />
        {members.length > MOST_MEMBERS && (
          <p className={styles.wrong} role="alert">
            {t('lists.tooMany', { most: formatNumber(MOST_MEMBERS, language) })}
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" variant="filled" disabled={!changed} loading={save.isPending}>
            {t('save')}
          </Button>
          <Button onClick={onDone}>{t('cancel')}</Button>
        </div>
      </div>
    </form>
  );
}
