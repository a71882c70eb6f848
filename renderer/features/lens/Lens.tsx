/** The lens on one submission's message: head and views. Which view was open is remembered. */
import { Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useEffectEvent, useState } from 'react';
import type { MessageView } from '#core/contract/sent.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { call, errorOf, useCall, useEvent } from '../../api.ts';
import { useCommand, useSingleKey } from '../../commands.tsx';
import { ErrorPane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { LensHead } from './LensHead.tsx';
import { Guide, GuideProvider, type GuideState, useGuideState, useOpenGuide } from './guide/use-guide.tsx';
import { useHeader, type Header } from './message.ts';
import { SelectionProvider, type LensTab } from './selection.tsx';
import { views } from './views.ts';
import guideStyles from './guide/guide.module.css';
import styles from './lens.module.css';

export function Lens({
  messageId,
  submissionId,
}: {
  readonly messageId: StoredMessageId;
  readonly submissionId: SubmissionId;
}) {
  const { t } = useWords();
  const request = { messageId, submissionId };
  const client = useQueryClient();
  const view = useCall('lens.open', request);
  const refresh = () => void client.invalidateQueries({ queryKey: ['lens.open', request] });
  useEvent('outbox.changed', ({ id }) => {
    if (id === submissionId) refresh();
  });
  if (view.isError)
    return (
      <ErrorPane
        title={t('lens.head.failed')}
        error={errorOf(view.error)}
        onRetry={() => void view.refetch()}
      />
    );
  return view.data ? <Loaded view={view.data} /> : <Waiting />;
}

function Loaded({ view }: { readonly view: MessageView }) {
  const { t } = useWords();
  const header = useHeader(view.message);
  if (header.isError)
    return (
      <ErrorPane
        title={t('lens.source.failed')}
        error={errorOf(header.error)}
        onRetry={() => void header.refetch()}
      />
    );
  if (header.data === undefined) return <Waiting />;
  return <Whole view={view} header={header.data} />;
}

function Whole({ view, header }: { readonly view: MessageView; readonly header: Header }) {
  const guide = useGuideState();
  return (
    <div className={styles.lens}>
      <GuideProvider state={guide}>
        <LensHead view={view} header={header} />
        <Views view={view} header={header} guide={guide} />
      </GuideProvider>
    </div>
  );
}

function Views({
  view,
  header,
  guide,
}: {
  readonly view: MessageView;
  readonly header: Header;
  readonly guide: GuideState;
}) {
  const { t } = useWords();
  const remembered = useCall('settings.get', null).data?.lensTab ?? 'source';
  const [tab, setTab] = useState<LensTab>(remembered);
  const [item, select] = useState<number | null>(null);
  const [asked, setAsked] = useState(0);
  const open = views.find((one) => one.tab === tab) ?? views[0];
  const show = (next: LensTab, itemThere?: number) => {
    setTab(next);
    guide.makeRoom();
    void call('settings.set', { lensTab: next });
    if (itemThere === undefined) return;
    select(itemThere);
    setAsked(asked + 1);
  };
  useViewKeys(show);
  const openGuide = useOpenGuide();
  const chosen = item === null ? undefined : header.parsed.items[item];
  useSingleKey('?', () => openGuide(chosen?.kind === 'field' ? chosen.name : undefined));
  useCommand('guide', openGuide);
  if (open === undefined) return null;
  return (
    <Tabs
      className={styles.views ?? ''}
      value={open.tab}
      onChange={(next) => {
        const found = views.find((one) => one.tab === next);
        if (found) show(found.tab);
      }}
      keepMounted={false}
    >
      <Tabs.List aria-label={t('lens.tab.views')}>
        {views.map((one) => (
          <Tabs.Tab key={one.tab} value={one.tab} aria-keyshortcuts={`Alt+${one.number}`}>
            {t(`lens.tab.${one.tab}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <div className={guideStyles.beside}>
        <Tabs.Panel value={open.tab} className={styles.panel ?? ''}>
          <SelectionProvider selection={{ item, select, show, asked }}>
            <Suspense fallback={<Waiting />}>
              <open.View view={view} header={header} />
            </Suspense>
          </SelectionProvider>
        </Tabs.Panel>
        {guide.chapter !== null && (
          <Suspense fallback={null}>
            <Guide state={guide} view={view} header={header} onShow={show} />
          </Suspense>
        )}
      </div>
    </Tabs>
  );
}

/** Alt and a digit, by the key, since Alt writes other characters on some layouts. */
function useViewKeys(show: (tab: LensTab) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const found = views.find(
      ({ number }) => event.code === `Digit${number}` || event.code === `Numpad${number}`,
    );
    if (found === undefined) return;
    event.preventDefault();
    show(found.tab);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Nothing for 200 ms, then bars where the words will be. */
function Waiting() {
  return (
    <div className={styles.waiting} aria-busy="true">
      <i />
      <i />
      <i />
    </div>
  );
}
