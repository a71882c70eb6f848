/** The list: drag a row, or move it with Alt and an arrow key; the arrows alone choose. The new account that is not saved stands last. */
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconTransfer } from '@tabler/icons-react';
import { useDeferredValue, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import type { AccountsState, AccountView } from '#core/contract/accounts.ts';
import type { AccountId } from '#core/message/ids.ts';
import { call, queries } from '../../../api.ts';
import { Keys, useRunCommand } from '../../../commands.tsx';
import { usePlace } from '../../../place.tsx';
import { AccountDot, Icon, PaneHeader } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { AccountRow } from './AccountRow.tsx';
import { useKept, type AccountKey } from '../edits.ts';
import { useFinding } from '../finding/finding.ts';
import heard from '../../../ui/marks/heard.module.css';
import styles from '../accounts.module.css';

/** So many are seen at a glance. */
const FILTER_FROM = 10;

const isFound = ({ account }: AccountView, wanted: string): boolean =>
  [account.name, account.host, account.user, ...account.identities.map(({ address }) => address)].some(
    (text) => text.toLowerCase().includes(wanted),
  );

export function AccountList({
  state,
  chosen,
  onChosen,
}: {
  readonly state: AccountsState | undefined;
  readonly chosen: AccountKey | null;
  readonly onChosen: () => void;
}) {
  const { t } = useWords();
  const { select } = usePlace();
  const run = useRunCommand();
  const { edits } = useKept();
  const { address } = useFinding();
  const list = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<AccountId | null>(null);
  const [said, setSaid] = useState('');
  const [typed, setTyped] = useState('');
  const accounts = state?.accounts ?? [];
  const wanted = useDeferredValue(accounts.length > FILTER_FROM ? typed : '')
    .trim()
    .toLowerCase();
  const shown = wanted === '' ? accounts : accounts.filter((view) => isFound(view, wanted));
  const keys: AccountKey[] = [
    ...shown.map(({ account }) => account.id),
    ...(edits.has('new') ? ['new' as const] : []),
  ];

  /** Shown at once; what main keeps follows by `commit`. */
  const show = (id: AccountId, to: number): readonly AccountId[] | null => {
    const ids = accounts.map(({ account }) => account.id);
    const from = ids.indexOf(id);
    if (state === undefined || from < 0 || to < 0 || to >= ids.length || from === to) return null;
    ids.splice(to, 0, ...ids.splice(from, 1));
    queries.setQueryData<AccountsState>(['accounts.list', null], {
      ...state,
      accounts: accounts.toSorted((a, b) => ids.indexOf(a.account.id) - ids.indexOf(b.account.id)),
    });
    const name = accounts[from]?.account.name ?? '';
    setSaid(t('accounts.moved', { name, position: to + 1, count: ids.length }));
    return ids;
  };
  const commit = (ids: readonly AccountId[]) =>
    void call('accounts.reorder', { ids: [...ids] }).catch(() =>
      queries.invalidateQueries({ queryKey: ['accounts.list'] }),
    );
  const move = (id: AccountId, to: number) => {
    const ids = show(id, to);
    if (ids !== null) commit(ids);
  };

  const choose = (key: AccountKey, open: boolean) => {
    onChosen();
    select({ accounts: key === 'new' ? null : key }, open);
    list.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (chosen === null) return;
    const at = keys.indexOf(chosen);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const target =
      { Home: 0, End: keys.length - 1 }[event.key] ?? (step === undefined ? undefined : at + step);
    if (target === undefined) {
      if (event.key === 'Enter') choose(chosen, true);
      return;
    }
    event.preventDefault();
    if (event.altKey && chosen !== 'new') {
      if (wanted === '') move(chosen, target);
      return;
    }
    const next = keys[target];
    if (next !== undefined) choose(next, false);
  };

  const onDragOver = (event: DragEvent, over: number) => {
    if (dragged === null || wanted !== '') return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    const row = event.currentTarget.getBoundingClientRect();
    const from = keys.indexOf(dragged);
    const passed =
      from < over ? event.clientY > row.top + row.height / 2 : event.clientY < row.top + row.height / 2;
    if (passed) show(dragged, over);
  };

  return (
    <>
      <PaneHeader title={t('app.place.accounts')} />
      {accounts.length > FILTER_FROM && (
        <TextInput
          className={styles.filter ?? ''}
          type="search"
          size="xs"
          aria-label={t('accounts.filter')}
          placeholder={t('accounts.filter')}
          leftSection={<Icon of={IconSearch} size={16} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div
        ref={list}
        className={styles.list}
        role="listbox"
        aria-label={t('app.place.accounts')}
        aria-describedby="accounts-reorder"
        onKeyDown={onKeyDown}
      >
        {shown.map((view, index) => (
          <AccountRow
            key={view.account.id}
            view={view}
            isDefault={state?.defaultId === view.account.id}
            chosen={chosen === view.account.id}
            unsaved={edits.has(view.account.id)}
            dragged={dragged === view.account.id}
            onChoose={() => choose(view.account.id, true)}
            onDragStart={() => setDragged(view.account.id)}
            onDragEnd={() => {
              setDragged(null);
              commit(accounts.map(({ account }) => account.id));
            }}
            onDragOver={(event) => onDragOver(event, index)}
          />
        ))}
        {edits.has('new') && (
          <div
            className={styles.row}
            role="option"
            aria-selected={chosen === 'new'}
            tabIndex={chosen === 'new' ? 0 : -1}
            data-key="new"
            onClick={() => choose('new', true)}
          >
            <span className={styles.rowName}>
              <AccountDot hue={edits.get('new')?.hue ?? 1} />
              <b>{t('accounts.new')}</b>
            </span>
            <span className={styles.rowAside}>{t('accounts.unsaved')}</span>
            {address !== '' && <span className={styles.rowServer}>{address}</span>}
          </div>
        )}
      </div>
      <div className={styles.below}>
        <Button
          size="xs"
          leftSection={<Icon of={IconPlus} size={16} />}
          rightSection={<Keys id="add-account" />}
          onClick={() => run('add-account')}
        >
          {t('accounts.add')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<Icon of={IconTransfer} size={16} />}
          onClick={() => run('transfer-accounts')}
        >
          {t('accounts.transfer')}
        </Button>
        <p id="accounts-reorder" className={styles.quiet}>
          {t('accounts.reorderHint')}
        </p>
        <p className={heard.heard} role="status">
          {wanted === '' ? said : t('accounts.filtered', { count: shown.length })}
        </p>
      </div>
    </>
  );
}
