/** The lens on one message, sent or opened: head and views. Which view was open is remembered. */
import { Tabs } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { MessageView } from '#core/contract/sent.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { call, errorOf, useCall, useEvent } from '../../api.ts';
import { useCommand, useSingleKey } from '../../commands.tsx';
import { ErrorPane, Icon, marksNarrow } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { LensHead } from './LensHead.tsx';
import { Guide, GuideProvider, type GuideState, useGuideState, useOpenGuide } from './guide/use-guide.tsx';
import { sentMessage, useHeader, type Header, type LensMessage } from './message.ts';
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
  const refresh = ({ id }: { readonly id: SubmissionId }) => {
    if (id === submissionId) void client.invalidateQueries({ queryKey: ['lens.open', request] });
  };
  useEvent('outbox.changed', refresh);
  useEvent('sent.recordGrew', refresh);
  if (view.isError)
    return (
      <ErrorPane
        title={t('lens.head.failed')}
        error={errorOf(view.error)}
        onRetry={() => void view.refetch()}
      />
    );
  return view.data ? <Sent view={view.data} /> : <Waiting />;
}

function Sent({ view }: { readonly view: MessageView }) {
  const message = useMemo(() => sentMessage(view), [view]);
  return <LensOn message={message} />;
}

const OpenedHead = lazy(() => import('../opened/OpenedHead.tsx'));

export function LensOn({ message }: { readonly message: LensMessage }) {
  const { t } = useWords();
  const header = useHeader(message);
  if (header.isError)
    return (
      <ErrorPane
        title={t('lens.source.failed')}
        error={errorOf(header.error)}
        onRetry={() => void header.refetch()}
      />
    );
  if (header.data === undefined) return <Waiting />;
  return <Whole message={message} header={header.data} />;
}

function Whole({ message, header }: { readonly message: LensMessage; readonly header: Header }) {
  const guide = useGuideState();
  return (
    <div className={styles.lens}>
      <GuideProvider state={guide}>
        {message.kind === 'sent' ? (
          <LensHead message={message} header={header} />
        ) : (
          message.kind === 'opened' && (
            <Suspense fallback={null}>
              <OpenedHead message={message} header={header} />
            </Suspense>
          )
        )}
        <Views message={message} header={header} guide={guide} />
      </GuideProvider>
    </div>
  );
}

function Views({
  message,
  header,
  guide,
}: {
  readonly message: LensMessage;
  readonly header: Header;
  readonly guide: GuideState;
}) {
  const { t } = useWords();
  const remembered = useCall('settings.get', null).data?.lensTab ?? 'source';
  const [tab, setTab] = useState<LensTab>(remembered);
  const [item, select] = useState<number | null>(null);
  const [asked, setAsked] = useState(0);
  const [part, selectPart] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  const can = (one: (typeof views)[number]) => message.kind === 'sent' || one.sentOnly !== true;
  const open = views.find((one) => one.tab === tab && can(one)) ?? views[0];
  const show = (next: LensTab, itemThere?: number) => {
    setTab(next);
    guide.makeRoom();
    // At 200 % zoom there is no room for head and view together (lens.module.css): the view is what was asked for.
    if (matchMedia('(height < 540px)').matches) root.current?.scrollIntoView({ block: 'start' });
    void call('settings.set', { lensTab: next });
    if (itemThere === undefined) return;
    select(itemThere);
    setAsked(asked + 1);
  };
  useViewKeys(can, show);
  const openGuide = useOpenGuide();
  const chosen = item === null ? undefined : header.parsed.items[item];
  useSingleKey('?', () => openGuide(chosen?.kind === 'field' ? chosen.name : undefined));
  useCommand('guide', () => openGuide());
  if (open === undefined) return null;
  return (
    <Tabs
      ref={root}
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
          <Tabs.Tab
            key={one.tab}
            ref={one.tab === open.tab ? reveal : undefined}
            value={one.tab}
            aria-keyshortcuts={`Alt+${one.number}`}
            disabled={!can(one)}
            title={can(one) ? undefined : t('lens.tab.sentOnly')}
          >
            {t(`lens.tab.${one.tab}`)}
            {!can(one) && <Icon of={IconBan} size={14} />}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <div ref={marksNarrow} className={guideStyles.beside}>
        <Tabs.Panel value={open.tab} className={styles.panel ?? ''}>
          <SelectionProvider selection={{ item, select, show, asked, part, selectPart }}>
            <Suspense fallback={<Waiting />}>
              <open.View message={message} header={header} />
            </Suspense>
          </SelectionProvider>
        </Tabs.Panel>
        {guide.chapter !== null && (
          <Suspense fallback={null}>
            <Guide
              state={guide}
              open={{ view: message.kind === 'sent' ? message.view : null, header, onShow: show }}
            />
          </Suspense>
        )}
      </div>
    </Tabs>
  );
}

/** In a narrow window tabs scroll: the chosen one stays in sight, also where the window becomes narrow later. */
function reveal(tab: HTMLElement | null): (() => void) | undefined {
  const list = tab?.parentElement;
  if (!tab || !list) return undefined;
  // Sideways alone: what stands above the views stays where it is.
  const sizes = new ResizeObserver(() => {
    const [one, all] = [tab.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollLeft += Math.min(0, one.left - all.left) + Math.max(0, one.right - all.right);
  });
  sizes.observe(list);
  return () => sizes.disconnect();
}

/** Alt and a digit, by the key, since Alt writes other characters on some layouts. */
function useViewKeys(can: (view: (typeof views)[number]) => boolean, show: (tab: LensTab) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const found = views.find(
      ({ number }) => event.code === `Digit${number}` || event.code === `Numpad${number}`,
    );
    if (found === undefined) return;
    event.preventDefault();
    if (can(found)) show(found.tab);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Nothing for 200 ms, then bars where the words will be. */
export function Waiting() {
  return (
    <div className={styles.waiting} aria-busy="true">
      <i />
      <i />
      <i />
    </div>
  );
}
