/** Through another account: the same bytes, or built again for it, each explained in a line. */
import { Button, NativeSelect, Radio } from '@mantine/core';
import { IconMailShare } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { useCall } from '../../../api.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from '../outbox.module.css';
import type { Asking } from './actions.ts';

type How = 'same' | 'rebuilt';

export function Reroute({
  item,
  asking,
  onClose,
}: {
  readonly item: OutboxItem;
  readonly asking: Asking;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const title = useId();
  const all = useCall('accounts.list', null).data?.accounts ?? [];
  const accounts = all.map(({ account }) => account).filter(({ id }) => id !== item.accountId);
  const hows: How[] = [
    ...(item.actions.includes('reroute') ? (['same'] as const) : []),
    ...(item.actions.includes('rebuild') ? (['rebuilt'] as const) : []),
  ];
  const [chosen, setChosen] = useState<string | null>(null);
  const [how, setHow] = useState<How>(hows[0] ?? 'same');
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (account === undefined) return;
    const to = { id: item.submission.id, accountId: account.id };
    const request = how === 'same' ? { how, ...to } : { how, ...to, identityId: null };
    void asking.ask('outbox.reroute', request).then((done) => {
      if (done) onClose();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <form className={styles.form} aria-labelledby={title} onSubmit={submit} onKeyDown={onKeyDown}>
      <b id={title}>{t('outbox.reroute.title')}</b>
      {account === undefined ? (
        <p className={styles.small}>{t('outbox.reroute.none')}</p>
      ) : (
        <>
          <NativeSelect
            className={styles.account ?? ''}
            label={t('outbox.reroute.account')}
            data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            value={account.id}
            autoFocus
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          {hows.map((one) => (
            <Radio
              key={one}
              name={title}
              label={t(`outbox.reroute.${one}`)}
              description={t(`outbox.reroute.${one}Text`)}
              checked={how === one}
              onChange={() => setHow(one)}
            />
          ))}
        </>
      )}
      <div className={styles.formFoot}>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        {account !== undefined && (
          <Button
            type="submit"
            size="xs"
            loading={asking.busy}
            leftSection={<Icon of={IconMailShare} size={16} />}
          >
            {t('outbox.reroute.go')}
          </Button>
        )}
      </div>
    </form>
  );
}
