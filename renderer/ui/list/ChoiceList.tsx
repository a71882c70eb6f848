/** A short list of which one is chosen: arrows move the choice, and it takes the focus when it appears. */
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import styles from './choice-list.module.css';
import { indexAfter } from './keys.ts';

const SCREEN = 8;

export function ChoiceList({
  label,
  items,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly items: readonly { readonly key: string; readonly content: ReactNode }[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) {
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  // A drawer looks for what to focus before what it shows has come.
  useEffect(() => list.current?.focus(), []);
  const optionId = (index: number) => `${name}-${String(index)}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = indexAfter(event.key, chosen, items.length, SCREEN);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div
      ref={list}
      className={styles.list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={optionId(chosen)}
      tabIndex={0}
      data-autofocus
      onKeyDown={onKeyDown}
    >
      {items.map(({ key, content }, index) => (
        <div
          key={key}
          id={optionId(index)}
          className={styles.row}
          role="option"
          aria-selected={index === chosen}
          onClick={() => onChoose(index)}
        >
          {content}
        </div>
      ))}
    </div>
  );
}
