/** Every submission that is not wholly accepted or put away, the newest first; above them each account that is on hold, once. */
import { Button } from '@mantine/core';
import {
  IconFilterOff,
  IconMailCheck,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { OutboxFilter, OutboxItem, OutboxSummary } from '#core/contract/outbox.ts';
import { errorOf } from '../../api.ts';
import { Keys, useRunCommand } from '../../commands.tsx';
import { formatNumber } from '../../format.ts';
import { useOutboxSummary } from '../../outbox-answers.ts';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, Icon, InlineMessage, Pane, PaneHeader } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Filters } from './Filters.tsx';
import { HeldAccounts } from './held/HeldAccounts.tsx';
import { CardSkeleton, OutboxList } from './list/OutboxList.tsx';
import { useNewest } from './list/pages.ts';
import { Reading } from './Reading.tsx';
import styles from './outbox.module.css';

export default function OutboxPlace() {
  const { t } = useWords();
  const summary = useOutboxSummary();
  const [filter, setFilter] = useState<OutboxFilter>('all');
  const [reading, setReading] = useState<OutboxItem | null>(null);
  if (reading !== null) return <Reading item={reading} onBack={() => setReading(null)} />;
  return (
    <Pane label={t('app.place.outbox')} paper>
      <Head summary={summary} />
      {summary?.allPaused === true && <AllPaused isLikeliest={summary.heldAccounts.length === 0} />}
      {summary !== undefined && summary.total > 0 && (
        <>
          {summary.offline && !summary.allPaused && (
            <div className={styles.notice}>
              <InlineMessage tone="info" live>
                {t('outbox.offline')}
              </InlineMessage>
            </div>
          )}
          <HeldAccounts accounts={summary.heldAccounts} />
          <Filters summary={summary} value={filter} onChange={setFilter} />
        </>
      )}
      <Listed key={filter} filter={filter} onAll={() => setFilter('all')} onRead={setReading} />
    </Pane>
  );
}

function Head({ summary }: { readonly summary: OutboxSummary | undefined }) {
  const { t, language } = useWords();
  const run = useRunCommand();
  const total = summary?.total ?? 0;
  const tryable = (summary?.waiting ?? 0) + (summary?.paused ?? 0);
  const goes = summary?.allPaused === false;
  return (
    <PaneHeader
      title={t('app.place.outbox')}
      aside={
        total > 0 ? t('outbox.count', { count: total, number: formatNumber(total, language) }) : undefined
      }
      actions={
        goes && (
          <>
            <Button
              leftSection={<Icon of={IconPlayerPause} />}
              rightSection={<Keys id="pause-all" />}
              onClick={() => run('pause-all')}
            >
              {t('outbox.pauseAll')}
            </Button>
            {tryable > 0 && (
              <Button
                leftSection={<Icon of={IconRefresh} />}
                rightSection={<Keys id="send-all-now" />}
                onClick={() => run('send-all-now')}
              >
                {t('outbox.sendAllNow')}
              </Button>
            )}
          </>
        )
      }
    />
  );
}

/** `isLikeliest`: nothing else in the pane asks to be done first. */
function AllPaused({ isLikeliest }: { readonly isLikeliest: boolean }) {
  const { t } = useWords();
  const run = useRunCommand();
  return (
    <div className={styles.notice}>
      <InlineMessage
        tone="warning"
        live
        actions={
          <Button
            size="xs"
            variant={isLikeliest ? 'filled' : 'default'}
            leftSection={<Icon of={IconPlayerPlay} size={16} />}
            rightSection={<Keys id="resume-all" />}
            onClick={() => run('resume-all')}
          >
            {t('outbox.goOn')}
          </Button>
        }
      >
        <b>{t('outbox.allPaused')}.</b> {t('outbox.allPausedText')}
      </InlineMessage>
    </div>
  );
}

function Listed({
  filter,
  onAll,
  onRead,
}: {
  readonly filter: OutboxFilter;
  readonly onAll: () => void;
  readonly onRead: (item: OutboxItem) => void;
}) {
  const { t } = useWords();
  const { unfolded } = usePlace();
  const listed = { filter, unfolded };
  const newest = useNewest(listed);
  if (newest.isError)
    return (
      <ErrorPane
        title={t('outbox.cannotList')}
        error={errorOf(newest.error)}
        onRetry={() => void newest.refetch()}
      />
    );
  if (newest.data === undefined) return <Loading />;
  if (newest.data.total > 0) return <OutboxList listed={listed} total={newest.data.total} onRead={onRead} />;
  return filter === 'all' ? <Empty /> : <NoneOfKind onAll={onAll} />;
}

function Empty() {
  const { t } = useWords();
  const { go } = usePlace();
  return (
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
  );
}

function NoneOfKind({ onAll }: { readonly onAll: () => void }) {
  const { t } = useWords();
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t('outbox.filter.none')}
      action={
        <Button size="xs" onClick={onAll}>
          {t('outbox.filter.showAll')}
        </Button>
      }
    />
  );
}

function Loading() {
  return (
    <div className={styles.scroller}>
      <ul className={styles.cards} aria-busy="true">
        {Array.from({ length: 4 }, (_, index) => (
          <CardSkeleton key={index} />
        ))}
      </ul>
    </div>
  );
}
