/** Sent, or the practice mail that is listed apart: the list by date at the left, the lens on the selected message at the right. */
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHomeCheck, IconMailCheck, IconMailOpened } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { SentList as ListName, SentRow } from '#core/contract/sent.ts';
import { errorOf, useCall } from '../../api.ts';
import { Keys, useRunCommand } from '../../commands.tsx';
import { formatNumber } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, PaneHeader, SplitPane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Lens } from '../lens/Lens.tsx';
import { knownRow, useNewest } from './pages.ts';
import { RowSkeleton, SentList } from './SentList.tsx';
import styles from './sent.module.css';

export default function SentPlace({ list }: { readonly list: ListName }) {
  const { t } = useWords();
  const { selected, select, backToList } = usePlace();
  const days = useCall('sent.days', { list });
  const label = t(`lens.list.${list}`);
  useNewest(list);
  const known = knownRow(list, selected[list]);
  // Keys held down pass over many messages; only the one they stop at is opened.
  const [opened] = useDebouncedValue(known?.row ?? null, 120, { leading: true });

  const onSelect = (row: SentRow, open: boolean) => select({ [list]: row.submissionId }, open);
  const onThingKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    backToList();
    // The list is there again only after this event.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[data-column] [role="listbox"]')?.focus(),
    );
  };

  return (
    <SplitPane
      listLabel={label}
      thingLabel={t('lens.tab.views')}
      list={
        <>
          <Head list={list} total={days.data?.reduce((sum, day) => sum + day.count, 0) ?? null} />
          {days.isError && (
            <ErrorPane
              title={t('lens.list.failed')}
              error={errorOf(days.error)}
              onRetry={() => void days.refetch()}
            />
          )}
          {days.isPending && <Skeleton />}
          {days.data?.length === 0 && <Empty list={list} />}
          {days.data !== undefined && days.data.length > 0 && (
            <SentList
              key={list}
              list={list}
              label={label}
              days={days.data}
              selected={known}
              onSelect={onSelect}
            />
          )}
        </>
      }
    >
      <div className={styles.thing} onKeyDown={onThingKey}>
        {opened ? (
          <Lens key={opened.submissionId} messageId={opened.messageId} submissionId={opened.submissionId} />
        ) : (
          days.data !== undefined &&
          days.data.length > 0 && <EmptyState icon={IconMailOpened} title={t('lens.list.pick')} />
        )}
      </div>
    </SplitPane>
  );
}

function Head({ list, total }: { readonly list: ListName; readonly total: number | null }) {
  const { t, language } = useWords();
  return (
    <>
      <PaneHeader
        title={t(`lens.list.${list}`)}
        aside={
          (total ?? 0) > 0 &&
          t('lens.list.count', { count: total ?? 0, total: formatNumber(total ?? 0, language) })
        }
      />
      {list === 'practice' && total !== 0 && <p className={styles.note}>{t('lens.list.practiceNote')}</p>}
    </>
  );
}

function Empty({ list }: { readonly list: ListName }) {
  const { t } = useWords();
  const run = useRunCommand();
  return (
    <EmptyState
      icon={list === 'sent' ? IconMailCheck : IconHomeCheck}
      title={t(list === 'sent' ? 'lens.list.emptySent' : 'lens.list.emptyPractice')}
      action={
        <Button size="xs" rightSection={<Keys id="compose" />} onClick={() => run('compose')}>
          {t('compose.write')}
        </Button>
      }
    >
      {t(list === 'sent' ? 'lens.list.emptySentText' : 'lens.list.emptyPracticeText')}
    </EmptyState>
  );
}

function Skeleton() {
  return (
    <div className={styles.loading} aria-busy="true">
      {Array.from({ length: 6 }, (_, index) => (
        <RowSkeleton key={index} />
      ))}
    </div>
  );
}
