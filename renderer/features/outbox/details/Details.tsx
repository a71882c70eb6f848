/** All that is known of one submission: each recipient's fate, and each attempt with what came of it. */
import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import type { OutboxItem } from '#core/contract/outbox.ts';
import { useCall } from '../../../api.ts';
import { ErrorPane } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Asking } from '../card/actions.ts';
import styles from '../outbox.module.css';
import { Attempts } from './Attempts.tsx';
import { Recipients } from './Recipients.tsx';

/** Recipients that are drawn more at a time. */
const STEP = 100;

export function Details({
  id,
  item,
  asking,
  onRead,
}: {
  readonly id: string;
  readonly item: OutboxItem;
  readonly asking: Asking;
  readonly onRead: () => void;
}) {
  const { t } = useWords();
  const { submission, fates } = item;
  const known = submission.recipients;
  const total = Object.values(fates).reduce((sum, count) => sum + count, 0);
  const [shown, setShown] = useState(known.length);
  const wanted = shown > known.length || submission.attempts > 0;
  const detail = useCall('outbox.open', { id: submission.id }, { enabled: wanted });
  const recipients = shown > known.length ? (detail.data?.recipients.slice(0, shown) ?? known) : known;
  const more = total - recipients.length;
  return (
    <div id={id} className={styles.details}>
      <Recipients item={item} recipients={recipients} asking={asking} />
      {more > 0 && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={detail.isFetching && wanted ? <Loader size={14} /> : undefined}
          onClick={() => setShown(Math.min(total, shown + STEP))}
        >
          {t('outbox.moreRecipients', { count: more })}
        </Button>
      )}
      {detail.isError && (
        <ErrorPane
          title={t('outbox.attempts.cannotRead')}
          error={detail.error.error}
          onRetry={() => void detail.refetch()}
        />
      )}
      {detail.data !== undefined && submission.attempts > 0 && (
        <Attempts accountId={item.accountId} attempts={detail.data.attempts} onRead={onRead} />
      )}
    </div>
  );
}
