/** Every submission that is not wholly accepted or put away, one card each, the newest first. */
import { Button } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useCall } from '../../api.ts';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, Pane, PaneHeader } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { OutboxCard } from './OutboxCard.tsx';
import styles from './outbox.module.css';

export default function OutboxPlace() {
  const { t } = useWords();
  const { go } = usePlace();
  const list = useCall('outbox.list', null);
  const items = list.data ?? [];
  return (
    <Pane label={t('app.place.outbox')} paper>
      <PaneHeader
        title={t('app.place.outbox')}
        aside={items.length > 0 ? t('outbox.count', { count: items.length }) : undefined}
      />
      {list.isError && (
        <ErrorPane
          title={t('outbox.cannotList')}
          error={list.error.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isSuccess && items.length === 0 && (
        <EmptyState
          icon={IconMailCheck}
          title={t('outbox.empty')}
          action={
            <Button size="xs" onClick={() => go('sent')}>
              {t('outbox.openSent')}
            </Button>
          }
        >
          {t('outbox.emptyText')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className={styles.cards}>
          {items.map((item) => (
            <OutboxCard key={item.submission.id} item={item} />
          ))}
        </ul>
      )}
    </Pane>
  );
}
