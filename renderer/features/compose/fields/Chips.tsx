/** The chips of one field. Arrows move among them, Delete removes, Enter edits. Of a very long list the first are shown. */
import { UnstyledButton } from '@mantine/core';
import { useState, type KeyboardEvent, type Ref } from 'react';
import type { SlipLine } from '#core/message/envelope.ts';
import { Chip } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import styles from './fields.module.css';

const SHOWN = 150;

export function Chips({
  ref,
  label,
  lines,
  onRemove,
  onEdit,
  onLeave,
}: {
  readonly ref: Ref<HTMLUListElement>;
  readonly label: string;
  readonly lines: readonly SlipLine[];
  readonly onRemove: (at: number) => void;
  readonly onEdit: (at: number) => void;
  /** to the place where one types */
  readonly onLeave: () => void;
}) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, SHOWN);
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>, at: number) => {
    const here = event.currentTarget;
    const focus = (sibling: Element | null) => {
      if (sibling instanceof HTMLLIElement) sibling.focus();
      else onLeave();
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowLeft':
        if (here.previousElementSibling instanceof HTMLLIElement) here.previousElementSibling.focus();
        break;
      case 'ArrowRight':
        focus(here.nextElementSibling);
        break;
      case 'Delete':
      case 'Backspace':
        focus(here.nextElementSibling ?? here.previousElementSibling);
        onRemove(at);
        break;
      case 'Enter':
      case 'F2':
        onEdit(at);
        break;
      case 'Escape':
        onLeave();
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <ul ref={ref} className={styles.chips} aria-label={label}>
      {shown.map(({ entry, problem, sameAs }, at) => {
        const text = entry.name === '' ? entry.address : entry.name;
        return (
          <li
            key={`${entry.address} ${String(at)}`}
            tabIndex={-1}
            title={sameAs === null ? entry.address : t('compose.sameAs', { field: t(`compose.${sameAs}`) })}
            data-same={sameAs !== null || undefined}
            data-wrong={problem !== null || undefined}
            aria-keyshortcuts="Enter Delete"
            onKeyDown={(event) => onKeyDown(event, at)}
            onDoubleClick={() => onEdit(at)}
          >
            <Chip name={text} wrong={problem !== null} onRemove={() => onRemove(at)}>
              {problem === null ? text : entry.address}
            </Chip>
          </li>
        );
      })}
      {shown.length < lines.length && (
        <li>
          <UnstyledButton className={styles.more} onClick={() => setAll(true)}>
            {t('compose.moreChips', { count: lines.length - shown.length })}
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}
