/** The message and each attempt's conversation, in place of the cards; Escape comes back. */
import { Button } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { lazy, Suspense, type KeyboardEvent } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { Icon, Pane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import styles from './outbox.module.css';

const Lens = lazy(() => import('../lens/Lens.tsx').then(({ Lens: component }) => ({ default: component })));

export function Reading({ item, onBack }: { readonly item: OutboxItem; readonly onBack: () => void }) {
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
