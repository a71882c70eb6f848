/** Sent, or the practice mail that is listed apart: the list by date at the left, the lens on the selected message at the right. */
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHomeCheck, IconMailCheck, IconMailOpened } from '@tabler/icons-react';
import { Suspense, type KeyboardEvent } from 'react';
import type { SentLine } from '#core/contract/mailings.ts';
import type { SentList as ListName } from '#core/contract/sent.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { errorOf } from '../../api.ts';
import { Keys, useRunCommand } from '../../commands.tsx';
import { formatNumber } from '../../format.ts';
import { unfoldedWith, usePlace } from '../../place.tsx';
import { EmptyState, ErrorPane, PaneHeader, SplitPane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { Lens } from '../lens/Lens.tsx';
import { SentMailingThing } from '../mailings/lazy.ts';
import { fetchListed, keyOf, keyOfMailing, knownLine, useDays, useNewest } from './pages.ts';
import { RowSkeleton, SentList } from './SentList.tsx';
import styles from './sent.module.css';

export default function SentPlace({ list }: { readonly list: ListName }) {
  const { t } = useWords();
  const { selected, select, unfolded, unfold, unfoldedNow, backToList } = usePlace();
  const listed = { list, unfolded };
  const days = useDays(listed);
  const label = t(`lens.list.${list}`);
  const hasMailings = useNewest(listed).data?.hasMailings ?? false;
  const known = knownLine(listed, selected[list]);
  // Keys held down pass over many messages; only the one they stop at is opened.
  const [opened] = useDebouncedValue(known?.line ?? null, 120, { leading: true });

  const onSelect = (line: SentLine, open: boolean) => select({ [list]: keyOf(line) }, open);
  const onUnfold = async (mailing: SubmissionId, isUnfolded: boolean, pages: readonly number[] = []) => {
    // A list that cannot be read says so where it is drawn.
    const wanted = unfoldedWith(unfoldedNow(), mailing, isUnfolded);
    await fetchListed({ list, unfolded: wanted }, pages).catch(() => undefined);
    // One of its messages that was chosen is out of sight.
    const chosen = known?.line.kind === 'message' && known.line.mailing === mailing;
    if (!isUnfolded && chosen) select({ [list]: keyOfMailing(mailing) }, false);
    unfold(mailing, isUnfolded);
  };
  const onThingKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    backToList();
    // The list is there again only after this event.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[data-column] :is([role="listbox"], [role="tree"])')?.focus(),
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
              listed={listed}
              label={label}
              days={days.data}
              hasMailings={hasMailings}
              selected={known}
              onSelect={onSelect}
              onUnfold={onUnfold}
            />
          )}
        </>
      }
    >
      <div className={styles.thing} onKeyDown={onThingKey}>
        {opened === null ? (
          days.data !== undefined &&
          days.data.length > 0 && <EmptyState icon={IconMailOpened} title={t('lens.list.pick')} />
        ) : opened.kind === 'message' ? (
          <Lens
            key={opened.row.submissionId}
            messageId={opened.row.messageId}
            submissionId={opened.row.submissionId}
          />
        ) : (
          <Suspense>
            <SentMailingThing
              mailing={opened.mailing}
              isUnfolded={opened.isUnfolded}
              onUnfold={() => void onUnfold(opened.mailing.id, !opened.isUnfolded)}
            />
          </Suspense>
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
