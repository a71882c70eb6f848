/** The views on a message that is not mail yet: as it is rendered, its plain text, and those of the lens that have something to say of it. */
import { Tabs } from '@mantine/core';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { formatNumber } from '../../format.ts';
import { useWords } from '../../words.ts';
import { useFindings } from '../lens/findings/use-findings.ts';
import { Waiting } from '../lens/Lens.tsx';
import type { ComposedMessage, Header } from '../lens/message.ts';
import { loadRenderedWords } from '../lens/rendered/words.ts';
import { SelectionProvider, type LensTab } from '../lens/selection.tsx';
import { views } from '../lens/views.ts';
import lens from '../lens/lens.module.css';
import { usePreviewWords } from './words.ts';

const PlainText = lazy(async () => {
  const [view] = await Promise.all([import('./PlainText.tsx'), loadRenderedWords()]);
  return view;
});

/** In the order of who looks at them: first the letter, then what it is made of. The lens's numbers stay theirs. */
const ORDER = ['rendered', 'source', 'fields', 'envelope', 'structure', 'findings'] as const;
type Tab = (typeof ORDER)[number] | 'text';

const shownViews = ORDER.flatMap((tab) => views.filter((view) => view.tab === tab));
const isTab = (tab: string | null): tab is Tab => tab === 'text' || ORDER.some((one) => one === tab);

/** Which one was open, for the next preview of this run. */
let remembered: Tab = 'rendered';

export function PreviewViews({
  message,
  header,
}: {
  readonly message: ComposedMessage;
  readonly header: Header;
}) {
  const { t, language } = useWords();
  const say = usePreviewWords();
  const [tab, setTab] = useState<Tab>(remembered);
  const [item, select] = useState<number | null>(null);
  const [asked, setAsked] = useState(0);
  const [part, selectPart] = useState(0);
  const findings = useFindings(message, header)?.findings.length;
  const open = (next: Tab) => {
    remembered = next;
    setTab(next);
  };
  const show = (next: LensTab, itemThere?: number) => {
    if (isTab(next)) open(next);
    if (itemThere === undefined) return;
    select(itemThere);
    setAsked(asked + 1);
  };
  useNumbers(open);
  const view = shownViews.find((one) => one.tab === tab);
  const [first, ...others] = shownViews;
  const label = (one: (typeof shownViews)[number]) => (
    <Tabs.Tab key={one.tab} value={one.tab} aria-keyshortcuts={`Alt+${one.number}`}>
      {t(`lens.tab.${one.tab}`)}
      {one.tab === 'findings' && findings !== undefined && ` (${formatNumber(findings, language)})`}
    </Tabs.Tab>
  );
  return (
    <Tabs
      className={lens.views ?? ''}
      value={tab}
      onChange={(next) => {
        if (isTab(next)) open(next);
      }}
      keepMounted={false}
    >
      <Tabs.List aria-label={say('views')}>
        {first && label(first)}
        <Tabs.Tab value="text">{say('text')}</Tabs.Tab>
        {others.map(label)}
      </Tabs.List>
      <Tabs.Panel value={tab} className={lens.panel ?? ''}>
        <SelectionProvider selection={{ item, select, show, asked, part, selectPart }}>
          <Suspense fallback={<Waiting />}>
            {view ? <view.View message={message} header={header} /> : <PlainText message={message} />}
          </Suspense>
        </SelectionProvider>
      </Tabs.Panel>
    </Tabs>
  );
}

/** As in the lens: Alt and a digit, by the key. */
function useNumbers(open: (tab: Tab) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const found = shownViews.find(
      ({ number }) => event.code === `Digit${number}` || event.code === `Numpad${number}`,
    );
    if (found === undefined || !isTab(found.tab)) return;
    event.preventDefault();
    open(found.tab);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
