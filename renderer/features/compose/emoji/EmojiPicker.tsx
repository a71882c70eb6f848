/** All emoji, by groups or by what they are called: the caret stays in the search, and the arrows go among them. Loaded when it is opened. */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { call, useCall } from '../../../api.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useRichT } from '../../rich/words.ts';
import { COLUMNS, moved, remembered, sectionsOf, type Section } from './choosing.ts';
import { loadEmoji, type Emoji } from './emoji-list.ts';
import styles from './emoji.module.css';

/** px */
const CELL = 36;
const TITLE = 28;

export default function EmojiPicker({
  onChoose,
  onClose,
}: {
  readonly onChoose: (emoji: string) => void;
  /** back to the text */
  readonly onClose: () => void;
}) {
  const t = useRichT();
  const { language } = useWords();
  const id = useId();
  const recent = useCall('settings.get', null).data?.recentEmoji;
  const [all, setAll] = useState<readonly Emoji[] | 'failed' | null>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let gone = false;
    loadEmoji(language).then(
      (loaded) => gone || setAll(loaded),
      () => gone || setAll('failed'),
    );
    return () => {
      gone = true;
    };
  }, [language]);
  const sections = useMemo(
    () => (all === null || all === 'failed' ? [] : sectionsOf(all, recent ?? [], typed)),
    [all, recent, typed],
  );
  const active = sections.flatMap(({ emoji }) => emoji)[at];
  const choose = (emoji: string) => {
    onChoose(emoji);
    void call('settings.set', { recentEmoji: remembered(recent ?? [], emoji) }).catch(() => undefined);
  };
  const go = (to: number) => {
    setAt(to);
    document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The letter around it has these keys too.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const to = moved(
      sections.map(({ emoji }) => emoji.length),
      at,
      event.shiftKey ? '' : event.key,
    );
    if (to !== null) go(to);
    else if (event.key === 'Enter' && active !== undefined) choose(active.emoji);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  const starts = sections.map((_, nth) =>
    sections.slice(0, nth).reduce((sum, { emoji }) => sum + emoji.length, 0),
  );
  return (
    <div className={styles.picker} onKeyDown={onKeyDown} aria-busy={all === null}>
      <TextInput
        size="xs"
        autoFocus
        role="combobox"
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        aria-expanded={sections.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : `${id}-${at}`}
        autoComplete="off"
        leftSection={<Icon of={IconSearch} size={16} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
          list.current?.scrollTo(0, 0);
        }}
      />
      <div
        ref={list}
        className={styles.list}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('emoji.title')}
        // The caret stays in the search.
        onMouseDown={(event) => event.preventDefault()}
        onClick={({ target }) => {
          const chosen = target instanceof Element ? target.closest('[role="option"]') : null;
          if (chosen?.textContent) choose(chosen.textContent);
        }}
      >
        {sections.map((section, nth) => {
          const start = starts[nth] ?? 0;
          const inside = at - start;
          return (
            <EmojiSection
              key={section.title}
              id={id}
              section={section}
              start={start}
              active={inside >= 0 && inside < section.emoji.length ? inside : -1}
            />
          );
        })}
      </div>
      <p className={styles.name} role="status">
        {all === 'failed'
          ? t('emoji.failed')
          : all !== null && sections.length === 0
            ? t('emoji.none')
            : undefined}
        {/* Of the option the search's field tells. */}
        <span aria-hidden>{active?.name}</span>
      </p>
    </div>
  );
}

const EmojiSection = memo(function EmojiSection({
  id,
  section: { title, emoji },
  start,
  active,
}: {
  readonly id: string;
  readonly section: Section;
  readonly start: number;
  readonly active: number;
}) {
  const t = useRichT();
  const name = title === 'found' ? null : title === 'recent' ? t('emoji.recent') : t(`emoji.groups.${title}`);
  const rows = Math.ceil(emoji.length / COLUMNS);
  return (
    <div
      className={styles.section}
      style={{ containIntrinsicHeight: rows * CELL + (name === null ? 0 : TITLE) }}
      {...(name !== null && { role: 'group', 'aria-label': name })}
    >
      {name !== null && (
        <div className={styles.title} aria-hidden>
          {name}
        </div>
      )}
      {emoji.map((one, nth) => (
        <div
          key={one.emoji}
          id={`${id}-${start + nth}`}
          className={styles.cell}
          role="option"
          aria-selected={nth === active}
          aria-label={one.name}
          title={one.name}
        >
          {one.emoji}
        </div>
      ))}
    </div>
  );
});
