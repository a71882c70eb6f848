/** Those one writes to, and lists of them: found by a search, seen, changed, added, deleted with Undo. */
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconAddressBook, IconPlus, IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { Contact } from '#core/contacts/contact.ts';
import type { ListId, ListSummary } from '#core/contacts/list.ts';
import { MOST_LISTS } from '#core/contacts/list-limits.ts';
import { errorOf, useCall } from '../../api.ts';
import { formatNumber } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, Icon, PaneHeader, SplitPane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { ContactForm } from './ContactForm.tsx';
import { ContactList, type Chosen } from './ContactList.tsx';
import styles from './contacts.module.css';
import { ListForm } from './lists/ListForm.tsx';
import { ListRows } from './lists/ListRows.tsx';
import { removeList } from './lists/removal.ts';
import { usePages } from './pages.ts';
import { removeContact } from './removal.ts';
import { Transfer } from './Transfer.tsx';
import { useContactsWords } from './words.ts';
import { useWriteTo } from './write-to.ts';

type Kind = 'people' | 'lists';

export default function ContactsPlace() {
  const t = useContactsWords();
  const { language } = useWords();
  const { select, backToList } = usePlace();
  const [kind, setKind] = useState<Kind>('people');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Chosen | 'new' | null>(null);
  const [list, setList] = useState<ListSummary | 'new' | null>(null);
  const pages = usePages(typed, [0]);
  const lists = useCall(
    'contacts.lists',
    { typed, limit: MOST_LISTS },
    { placeholderData: (before) => before },
  );
  const writeTo = useWriteTo();
  const ofPeople = kind === 'people';
  const total = ofPeople ? pages.latest?.total : lists.data?.length;
  const failed = ofPeople ? pages.failed : lists.error;

  const show = (next: Kind) => {
    setKind(next);
    setChosen(null);
    setList(null);
  };
  const add = () => {
    if (ofPeople) setChosen('new');
    else setList('new');
    select({}, true);
  };
  const leave = () => {
    setChosen(null);
    setList(null);
    backToList();
  };
  const forget = (contact: Contact) =>
    void removeContact(contact).then((gone) => {
      if (gone) leave();
    });
  const deleteList = (id: ListId) =>
    void removeList(id).then((gone) => {
      if (gone) leave();
    });

  const isAll = typed.trim() === '';
  const left = (
    <div className={styles.list}>
      <PaneHeader
        title={t('list')}
        aside={
          !ofPeople || total === undefined || total === 0
            ? undefined
            : t('count', { count: total, number: formatNumber(total, language) })
        }
      />
      <div className={styles.kinds} role="group" aria-label={t('lists.kinds')}>
        {(['people', 'lists'] as const).map((each) => (
          <UnstyledButton
            key={each}
            className={styles.kind}
            aria-pressed={each === kind}
            onClick={() => show(each)}
          >
            {t(each === 'people' ? 'lists.people' : 'lists.title')}
          </UnstyledButton>
        ))}
      </div>
      <div className={styles.tools}>
        <TextInput
          aria-label={t(ofPeople ? 'search' : 'lists.search')}
          placeholder={t(ofPeople ? 'search' : 'lists.search')}
          leftSection={<Icon of={IconSearch} size={16} />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(null);
            setList(null);
          }}
        />
        <div className={styles.actions}>
          <Button size="xs" leftSection={<Icon of={IconPlus} size={16} />} onClick={add}>
            {t(ofPeople ? 'add' : 'lists.add')}
          </Button>
          <Transfer some={total !== undefined && total > 0} />
        </div>
      </div>
      {failed !== null && (
        <ErrorPane
          title={t('cannotList')}
          error={errorOf(failed)}
          onRetry={ofPeople ? pages.retry : () => void lists.refetch()}
        />
      )}
      {total === 0 && ofPeople && (
        <EmptyState icon={IconAddressBook} title={t(isAll ? 'none' : 'nobody')}>
          {t(isAll ? 'noneText' : 'nobodyText')}
        </EmptyState>
      )}
      {total === 0 && !ofPeople && (
        <EmptyState icon={IconUsersGroup} title={t(isAll ? 'lists.none' : 'lists.nobody')}>
          {t('lists.noneText')}
        </EmptyState>
      )}
      {total !== undefined && total > 0 && ofPeople && (
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
      {lists.data !== undefined && lists.data.length > 0 && !ofPeople && (
        <ListRows
          lists={lists.data}
          chosen={list === 'new' ? null : list}
          onChoose={(next, open) => {
            setList(next);
            select({}, open);
          }}
          onForget={({ id }) => deleteList(id)}
        />
      )}
    </div>
  );
  return (
    <SplitPane list={left} listLabel={t('list')} thingLabel={t(ofPeople ? 'details' : 'lists.details')}>
      {list !== null ? (
        <ListForm
          key={list === 'new' ? 'new' : list.id}
          id={list === 'new' ? null : list.id}
          onDone={leave}
          onDelete={deleteList}
          onWrite={writeTo}
        />
      ) : chosen === null ? (
        <EmptyState
          icon={ofPeople ? IconAddressBook : IconUsersGroup}
          title={t(ofPeople ? 'choose' : 'lists.choose')}
        />
      ) : (
        <ContactForm
          key={chosen === 'new' ? 'new' : chosen.contact.address}
          contact={chosen === 'new' ? null : chosen.contact}
          onSaved={leave}
          onCancel={leave}
          onDelete={forget}
          onWrite={({ name, address }) => writeTo([{ name, address }])}
        />
      )}
    </SplitPane>
  );
}
