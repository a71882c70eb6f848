/** Those one writes to: found by a search, seen, changed, added, deleted with Undo. */
import { Button, TextInput } from '@mantine/core';
import { IconAddressBook, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Contact } from '#core/contacts/contact.ts';
import { errorOf } from '../../api.ts';
import { formatNumber } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, Icon, PaneHeader, SplitPane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { ContactForm } from './ContactForm.tsx';
import { ContactList, type Chosen } from './ContactList.tsx';
import styles from './contacts.module.css';
import { usePages } from './pages.ts';
import { removeContact } from './removal.ts';
import { useContactsWords } from './words.ts';
import { Transfer } from './Transfer.tsx';
import { useWriteTo } from './write-to.ts';

export default function ContactsPlace() {
  const t = useContactsWords();
  const { language } = useWords();
  const { select, backToList } = usePlace();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Chosen | 'new' | null>(null);
  const pages = usePages(typed, [0]);
  const writeTo = useWriteTo();
  const total = pages.latest?.total;

  const add = () => {
    setChosen('new');
    select({}, true);
  };
  const leave = () => {
    setChosen(null);
    backToList();
  };
  const forget = (contact: Contact) =>
    void removeContact(contact).then((gone) => {
      if (gone) leave();
    });

  const list = (
    <div className={styles.list}>
      <PaneHeader
        title={t('list')}
        aside={
          total === undefined || total === 0
            ? undefined
            : t('count', { count: total, number: formatNumber(total, language) })
        }
      />
      <div className={styles.tools}>
        <TextInput
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<Icon of={IconSearch} size={16} />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(null);
          }}
        />
        <div className={styles.actions}>
          <Button size="xs" leftSection={<Icon of={IconPlus} size={16} />} onClick={add}>
            {t('add')}
          </Button>
          <Transfer some={total !== undefined && total > 0} />
        </div>
      </div>
      {pages.failed !== null && (
        <ErrorPane title={t('cannotList')} error={errorOf(pages.failed)} onRetry={pages.retry} />
      )}
      {total === 0 && (
        <EmptyState icon={IconAddressBook} title={t(typed.trim() === '' ? 'none' : 'nobody')}>
          {t(typed.trim() === '' ? 'noneText' : 'nobodyText')}
        </EmptyState>
      )}
      {total !== undefined && total > 0 && (
        <ContactList
          label={t('list')}
          typed={typed}
          total={total}
          chosen={chosen === 'new' ? null : chosen}
          onChoose={(next, open) => {
            setChosen(next);
            select({}, open);
          }}
          onForget={forget}
        />
      )}
    </div>
  );
  return (
    <SplitPane list={list} listLabel={t('list')} thingLabel={t('details')}>
      {chosen === null ? (
        <EmptyState icon={IconAddressBook} title={t('choose')} />
      ) : (
        <ContactForm
          key={chosen === 'new' ? 'new' : chosen.contact.address}
          contact={chosen === 'new' ? null : chosen.contact}
          onSaved={leave}
          onCancel={leave}
          onDelete={forget}
          onWrite={writeTo}
        />
      )}
    </SplitPane>
  );
}
