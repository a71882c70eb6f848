/** What is opened, newest first, under the box that says how: one is chosen by arrow keys, Enter goes into it, Delete closes it. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconFileImport, IconFileText, IconMailbox } from '@tabler/icons-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import { useRunCommand } from '../../commands.tsx';
import { keysText } from '../../keys.ts';
import { formatBytes, formatNumber, formatTime } from '../../format.ts';
import { usePlace } from '../../place.tsx';
import { Icon, Kbd, PaneHeader } from '../../ui/index.ts';
import { indexAfter } from '../../ui/list/keys.ts';
import { useWords } from '../../words.ts';
import { close, enter, select, type OpenedItem } from './store.ts';
import { useListingVersion } from './mbox/use-listing.ts';
import { useOpenedWords } from './words.ts';
import styles from './opened.module.css';

export function OpenedList({
  items,
  selected,
}: {
  readonly items: readonly OpenedItem[];
  readonly selected: string | null;
}) {
  const t = useOpenedWords();
  const place = usePlace();
  const at = items.findIndex(({ key }) => key === selected);
  const choose = (item: OpenedItem | undefined, open: boolean) => {
    if (item === undefined) return;
    if (open) enter(item);
    else select(item.key);
    // An mbox’s messages stand in the list's own column.
    place.select({}, open && item.state.kind !== 'mbox');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = indexAfter(event.key, at, items.length, 8);
    const item = items[at];
    if (next !== undefined) choose(items[next], false);
    else if (event.key === 'Enter' && item) choose(item, true);
    else if (event.key === 'Delete' && item) close(item.key);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <PaneHeader title={t('title')} />
      <DropBox />
      {items.length === 0 ? (
        <p className={styles.nothing}>{t('noneText')}</p>
      ) : (
        <>
          <h2 className={styles.heading} id="opened-list">
            {t('list')}
          </h2>
          <div
            className={styles.list}
            role="listbox"
            aria-labelledby="opened-list"
            aria-activedescendant={at >= 0 ? optionId(at) : undefined}
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            {items.map((item, index) => (
              <div
                key={item.key}
                id={optionId(index)}
                className={styles.row}
                role="option"
                aria-selected={item.key === selected}
                ref={item.key === selected ? intoView : undefined}
                onClick={() => choose(item, true)}
              >
                <Row item={item} />
              </div>
            ))}
          </div>
        </>
      )}
    </>
  );
}

const optionId = (index: number) => `opened-${index}`;
const intoView = (row: HTMLElement | null) => row?.scrollIntoView({ block: 'nearest' });

function Row({ item }: { readonly item: OpenedItem }) {
  const t = useOpenedWords();
  const { language } = useWords();
  const { state } = item;
  const subject = state.kind === 'message' ? state.summary.subject : '';
  const title =
    item.name === '' && subject === ''
      ? t('pasted')
      : state.kind === 'message'
        ? subject === ''
          ? t('noSubject')
          : subject
        : item.name === ''
          ? t('pasted')
          : item.name;
  const origin = item.name === '' ? t('pastedAt', { time: formatTime(item.at, language) }) : item.name;
  const second =
    state.kind === 'failed'
      ? t(`failed.${state.why}.title`)
      : state.kind === 'mbox'
        ? t('mbox.facts', { size: formatBytes(state.listing.bytes.size, language) })
        : origin;
  return (
    <>
      <span className={styles.title}>{title}</span>
      <span className={styles.note} data-failed={state.kind === 'failed' || undefined}>
        <Note item={item} />
      </span>
      <span className={styles.second}>
        <Icon
          of={
            state.kind === 'mbox' ? IconMailbox : state.kind === 'failed' ? IconAlertTriangle : IconFileText
          }
          size={16}
        />
        <span className={styles.name}>{second}</span>
      </span>
    </>
  );
}

function Note({ item: { state } }: { readonly item: OpenedItem }) {
  const t = useOpenedWords();
  const { language } = useWords();
  switch (state.kind) {
    case 'reading':
      return t('reading');
    case 'failed':
      return null;
    case 'mbox':
      return <MboxNote item={state} />;
    case 'message':
      if (state.summary.hops > 0)
        return t('hops', { count: state.summary.hops, shown: formatNumber(state.summary.hops, language) });
      return state.summary.hasBody ? null : t('noBody');
  }
}

function MboxNote({ item: { listing } }: { readonly item: Extract<OpenedItem['state'], { kind: 'mbox' }> }) {
  const t = useOpenedWords();
  const { language } = useWords();
  useListingVersion(listing);
  return t('mbox.count', { count: listing.count, shown: formatNumber(listing.count, language) });
}

function DropBox() {
  const t = useOpenedWords();
  const run = useRunCommand();
  const [over, setOver] = useState(false);
  // The window takes what is dropped; here it is only shown where.
  const hold = (event: DragEvent) => setOver(event.dataTransfer.types.includes('Files'));
  const end = () => setOver(false);
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragEnter={hold}
      onDragOver={hold}
      onDragLeave={end}
      onDrop={end}
    >
      <Icon of={IconFileImport} size={22} />
      <div>
        <b>{t(over ? 'over' : 'drop.title')}</b>
        <p>
          {t('drop.paste')} <Keyed keys="Mod+V" />
          {', '}
          {t('drop.open')} <Keyed keys="Mod+O" />
          {'. '}
          {t('drop.kept')}
        </p>
        <Button size="xs" onClick={() => run('open-file')}>
          {t('drop.button')}
        </Button>
      </div>
    </div>
  );
}

/** In parentheses that stay with it. */
function Keyed({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keyed}>
      (<Kbd>{keysText(keys)}</Kbd>)
    </span>
  );
}
