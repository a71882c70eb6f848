/** The accounts in the user's order, and the form of the one that is chosen. */
import { IconServer2 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { AccountId } from '#core/message/ids.ts';
import { useCall } from '../../api.ts';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, SplitPane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { AccountEditor } from './form/AccountEditor.tsx';
import { AddAccount } from './finding/AddAccount.tsx';
import { useFinding } from './finding/finding.ts';
import { AccountList } from './list/AccountList.tsx';
import { formOf } from './form/account-form.ts';
import { useKept, type AccountKey } from './edits.ts';
import { closeTransfer, useTransfer } from './transfer/open.ts';

const TransferPane = lazy(() => import('./transfer/TransferPane.tsx'));

/** A new account keeps its form when it gets its id: a question about its password may be open there. */
interface Birth {
  readonly id: AccountId | null;
  readonly count: number;
}

export default function AccountsPlace() {
  const { t } = useWords();
  const { selected, select } = usePlace();
  const [birth, setBirth] = useState<Birth>({ id: null, count: 0 });
  const list = useCall('accounts.list', null);
  const { edits } = useKept();
  const finding = useFinding();
  const transfer = useTransfer();
  const accounts = list.data?.accounts ?? [];
  const isThere = (key: AccountKey) => key !== 'new' && accounts.some(({ account }) => account.id === key);
  const chosen: AccountKey | null =
    selected.accounts !== null && isThere(selected.accounts)
      ? selected.accounts
      : edits.has('new')
        ? 'new'
        : (list.data?.defaultId ?? null);
  const view = accounts.find(({ account }) => account.id === chosen) ?? null;
  const start =
    chosen === null ? undefined : (edits.get(chosen) ?? (view ? formOf(view.account) : undefined));
  const editorKey =
    chosen === 'new' ? `new ${birth.count + 1}` : chosen === birth.id ? `new ${birth.count}` : chosen;
  const isFinding = finding.open && (chosen === 'new' || (chosen !== null && chosen === finding.saved));
  return (
    <SplitPane
      listLabel={t('app.place.accounts')}
      thingLabel={view?.account.name ?? t('accounts.new')}
      list={<AccountList state={list.data} chosen={chosen} onChosen={closeTransfer} />}
    >
      {list.isError && (
        <ErrorPane
          title={t('accounts.cannotList')}
          error={list.error.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {transfer.open ? (
        <Suspense>
          <TransferPane />
        </Suspense>
      ) : isFinding ? (
        <AddAccount begun={edits.get('new') ?? null} />
      ) : chosen !== null && start !== undefined ? (
        <AccountEditor
          key={editorKey}
          id={chosen}
          view={view}
          start={start}
          isDefault={list.data?.defaultId === chosen}
          onBorn={(id) => {
            setBirth({ id, count: birth.count + 1 });
            select({ accounts: id });
          }}
        />
      ) : (
        list.isSuccess && <EmptyState icon={IconServer2} title={t('accounts.none')} />
      )}
    </SplitPane>
  );
}
