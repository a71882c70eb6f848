/**
 * The two right columns: a list and the thing itself, with a sash between them whose place is kept in the settings. Under 860 px one of
 * the two is shown. `Pane` is a thing without a list.
 */
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import { useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { call, useCall } from '../../api.ts';
import { usePlace } from '../../place.tsx';
import { start } from '../../start.ts';
import { useWords } from '../../words.ts';
import { Icon } from '../marks/Icon.tsx';
import panes from './panes.module.css';

const narrowest = 280;
const widest = 480;
const clamp = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)));

export function SplitPane({
  list,
  listLabel,
  children,
  thingLabel,
}: {
  readonly list: ReactNode;
  readonly listLabel: string;
  readonly children: ReactNode;
  readonly thingLabel: string;
}) {
  const { t } = useWords();
  const { thing, backToList } = usePlace();
  const settings = useCall('settings.get', null);
  const narrow = useMediaQuery('(width < 860px)', false, { getInitialValueInEffect: false });
  const [dragged, setDragged] = useState<number | null>(null);
  const width = dragged ?? settings.data?.listWidth ?? start.look.listWidth;

  const keep = (listWidth: number) => {
    setDragged(clamp(listWidth));
    void call('settings.set', { listWidth: clamp(listWidth) });
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) =>
    event.currentTarget.setPointerCapture(event.pointerId);
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
    setDragged(clamp(event.clientX - left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') keep(width - 16);
    if (event.key === 'ArrowRight') keep(width + 16);
  };

  return (
    <div className={panes.split} data-thing={thing || undefined} style={widthStyle(width)}>
      <section
        className={panes.list}
        // Where it stands alone, it is what the window is about.
        role={narrow && !thing ? 'main' : undefined}
        aria-label={listLabel}
        data-column
        tabIndex={-1}
      >
        {list}
        <div
          className={panes.sash}
          role="separator"
          aria-orientation="vertical"
          aria-label={t('app.listWidth')}
          aria-valuemin={narrowest}
          aria-valuemax={widest}
          aria-valuenow={width}
          tabIndex={0}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={() => keep(width)}
          onKeyDown={onKeyDown}
        />
      </section>
      <main id="thing" className={panes.thing} aria-label={thingLabel} data-column tabIndex={-1}>
        <div className={panes.back}>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<Icon of={IconChevronLeft} size={16} />}
            onClick={backToList}
          >
            {listLabel}
          </Button>
        </div>
        {children}
      </main>
    </div>
  );
}

type WithWidth = CSSProperties & Record<'--list-width', string>;
const widthStyle = (width: number): WithWidth => ({ '--list-width': `${width}px` });

/** A thing without a list: compose, outbox, settings. */
export function Pane({
  label,
  children,
  paper = false,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly paper?: boolean;
}) {
  return (
    <main
      id="thing"
      className={panes.thing}
      aria-label={label}
      data-column
      tabIndex={-1}
      style={paper ? { flex: 1, background: 'var(--fa-paper)' } : { flex: 1 }}
    >
      {children}
    </main>
  );
}

/** Title of a column at the left, what stands beside it, actions at the right. */
export function PaneHeader({
  title,
  aside,
  actions,
}: {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <header className={panes.header}>
      {typeof title === 'string' ? <h1>{title}</h1> : title}
      {aside !== undefined && <span className={panes.aside}>{aside}</span>}
      {actions !== undefined && <div className={panes.actions}>{actions}</div>}
    </header>
  );
}
