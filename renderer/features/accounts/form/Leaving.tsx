/** Mail waits for the account that is to be deleted: what becomes of it. Inline, since nothing happens before the answer. */
import { Button, NativeSelect } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { AccountId } from '#core/message/ids.ts';
import { useCall } from '../../../api.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Leave } from './leave.ts';
import styles from '../accounts.module.css';

export function Leaving({ id, leave }: { readonly id: AccountId; readonly leave: Leave }) {
  const { t } = useWords();
  const all = useCall('accounts.list', null).data?.accounts ?? [];
  const others = all.flatMap(({ account, practice }) => (practice || account.id === id ? [] : [account]));
  const [chosen, setChosen] = useState<string | null>(null);
  const other = others.find((account) => account.id === chosen) ?? others[0];
  if (leave.count === null) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    leave.keep();
  };
  return (
    <div onKeyDown={onKeyDown}>
      <InlineMessage
        tone="warning"
        live
        actions={
          <>
            {other !== undefined && (
              <Button size="xs" disabled={leave.pending} onClick={() => leave.move(other)}>
                {t('accounts.leaving.through', { account: other.name })}
              </Button>
            )}
            <Button size="xs" disabled={leave.pending} onClick={() => leave.move(null)}>
              {t('accounts.leaving.drafts')}
            </Button>
            <Button size="xs" variant="subtle" autoFocus onClick={leave.keep}>
              {t('accounts.leaving.keep')}
            </Button>
          </>
        }
      >
        <b>{t('accounts.leaving.title', { count: leave.count })}</b> {t('accounts.leaving.text')}
        {leave.isLeft && <p>{t('accounts.leaving.left')}</p>}
        {others.length > 1 && other !== undefined && (
          <NativeSelect
            className={styles.through ?? ''}
            size="xs"
            label={t('accounts.leaving.other')}
            data={others.map((account) => ({ value: account.id, label: account.name }))}
            value={other.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
      </InlineMessage>
    </div>
  );
}
