/** The lens's own place: what was opened at the left, or the messages of an mbox; the lens on the chosen one at the right. */
import type { KeyboardEvent } from 'react';
import { useCommand } from '../../commands.tsx';
import { usePlace } from '../../place.tsx';
import { SplitPane } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { MboxList } from './mbox/MboxList.tsx';
import { OpenedList } from './OpenedList.tsx';
import { OpenedThing } from './OpenedThing.tsx';
import { close, select, useShown } from './store.ts';
import { useOpenedWords } from './words.ts';
import styles from './opened.module.css';

export default function OpenedPlace() {
  const { t } = useWords();
  const opened = useOpenedWords();
  const { backToList } = usePlace();
  const { items, selected, entry, inside } = useShown();
  const item = items.find(({ key }) => key === selected) ?? null;
  const mbox = inside && item?.state.kind === 'mbox' ? item.state : null;
  useCommand('close-tab', () => item && close(item.key), { enabled: item !== null });
  const onThingKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    backToList();
    // The list is there again only after this event.
    requestAnimationFrame(focusList);
  };
  return (
    <SplitPane
      listLabel={mbox && item ? opened('mbox.entries', { name: item.name }) : opened('list')}
      thingLabel={t('lens.tab.views')}
      list={
        mbox && item ? (
          <MboxList
            key={item.key}
            item={item}
            listing={mbox.listing}
            selected={entry}
            onSelect={(index) => select(item.key, index)}
          />
        ) : (
          <OpenedList items={items} selected={selected} />
        )
      }
    >
      <div className={styles.thing} onKeyDown={onThingKey}>
        <OpenedThing item={item} entry={entry} />
      </div>
    </SplitPane>
  );
}

export const focusList = (): void =>
  document.querySelector<HTMLElement>('[data-column] [role="listbox"]')?.focus();
