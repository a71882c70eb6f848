/** Every submission that is not wholly accepted or put away, one card each, the newest first; the lens opens any of them. */
import { Button } from '@mantine/core';
import { IconChevronLeft, IconMailCheck } from '@tabler/icons-react';
import { lazy, Suspense, useState, type KeyboardEvent } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { useCall } from '../../api.ts';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, Icon, Pane, PaneHeader } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { OutboxCard } from './OutboxCard.tsx';
import styles from './outbox.module.css';

const Lens = lazy(() => import('../lens/Lens.tsx').then(({ Lens: component }) => ({ default: component })));

export default function OutboxPlace() {
  const { t } = useWords();
  const { go } = usePlace();
  const list = useCall('outbox.list', null);
  const items = list.data ?? [];
  const [reading, setReading] = useState<OutboxItem | null>(null);
  if (reading !== null) return <Reading item={reading} onBack={() => setReading(null)} />;
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
            <OutboxCard key={item.submission.id} item={item} onRead={() => setReading(item)} />
          ))}
        </ul>
      )}
    </Pane>
  );
}

/** The message and each attempt's conversation, in place of the cards; Escape comes back. */
function Reading({ item, onBack }: { readonly item: OutboxItem; readonly onBack: () => void }) {
  const { t } = useWords();
  const { id, messageId } = item.submission;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <Pane label={item.subject === '' ? t('outbox.noSubject') : item.subject}>
      <div className={styles.reading} onKeyDown={onKeyDown}>
        <Button
          className={styles.back ?? ''}
          size="xs"
          variant="subtle"
          leftSection={<Icon of={IconChevronLeft} size={16} />}
          autoFocus
          onClick={onBack}
        >
          {t('app.place.outbox')}
        </Button>
        <Suspense>
          <Lens messageId={messageId} submissionId={id} />
        </Suspense>
      </div>
    </Pane>
  );
}
